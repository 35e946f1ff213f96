"""Faces: what font files hold, and which of the user's own are as good as the bundled ones."""
