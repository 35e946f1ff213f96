"""What a command says to the shell when it ends."""

FINE, OPEN, BAD_INPUT, STOPPED = 0, 1, 2, 130
"""All is well · something is open or could not be made · the input is no good · Ctrl+C."""
