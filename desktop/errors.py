"""The world's fault, told to the person in front of the screen.

A :class:`UserError` is raised where something outside the program is not as it has to be: a
broken file, a full disk, a document whose facts are missing. Anything else that is raised is a
bug of ours. Only these two kinds exist, and the boundary (window, terminal) tells them apart.
"""

from __future__ import annotations


class UserError(Exception):
    """What happened, what is safe, what to do: three plain Chinese sentences.

    No codes and no blame. ``safe`` says what was left untouched, ``todo`` what the person can do
    next. ``details`` may name the places concerned (field paths, file names), one a line.
    """

    def __init__(
        self, happened: str, *, safe: str, todo: str, details: tuple[str, ...] = ()
    ) -> None:
        super().__init__(happened)
        self.happened = happened
        self.safe = safe
        self.todo = todo
        self.details = details

    def __str__(self) -> str:
        return f"{self.happened}{self.safe}{self.todo}"
