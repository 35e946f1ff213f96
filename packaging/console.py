"""What bootstrap says: Chinese for the reader, English where the console knows no Chinese."""

import sys


def say(chinese: str, english: str) -> None:
    """Print one line at once, so that it stands before whatever a child program prints next."""
    encoding = getattr(sys.stdout, "encoding", None) or "ascii"
    try:
        chinese.encode(encoding)
    except (UnicodeError, LookupError):
        line = english.encode(encoding, "replace").decode(encoding)
    else:
        line = chinese
    print(line, flush=True)


class Stop(Exception):
    """Set-up cannot go on; the two halves say what happened and what to do."""

    def __init__(self, chinese: str, english: str) -> None:
        super().__init__(english)
        self.chinese = chinese
        self.english = english
