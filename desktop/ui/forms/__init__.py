"""Questions of the case on the screen, drawn from the tables of ``desktop.app.pages``."""
