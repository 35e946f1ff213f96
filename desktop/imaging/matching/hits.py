"""What the searches answer with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from desktop.domain.scans import MaskKind
from desktop.imaging.matching.letters import Passage


@dataclass(frozen=True, slots=True)
class Hit:
    """``passage.letters[start:end]`` names the applicant.

    ``cost`` is how much the reading differs from what was looked for; ``doubt`` says in Chinese why
    a person should look, "" where that is not needed.
    """

    kind: MaskKind
    passage: Passage
    start: int
    end: int
    cost: float
    doubt: str = ""

    @property
    def read(self) -> str:
        """The letters as they were read."""
        return self.passage.text[self.start : self.end]


Search = Callable[[Passage], Sequence[Hit]]
"""A search for one thing, made ready once for a subject, run over every passage of a page."""
