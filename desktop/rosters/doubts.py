"""What is doubtful about a cell: a key with facts; the sentences stand in ``app.roster_words``."""

from __future__ import annotations

from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class Doubt:
    """``bad``: the value is not taken as it is; else it is, and somebody should look."""

    reason: str
    bad: bool = False
    facts: dict[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a cell means, cleaned, and what is doubtful about it."""

    value: str = field(default="", repr=False)
    doubts: tuple[Doubt, ...] = ()

    @property
    def bad(self) -> bool:
        """Whether the value is not to be taken."""
        return any(doubt.bad for doubt in self.doubts)

    def also(self, *doubts: Doubt) -> Reading:
        """The same with more doubts."""
        return replace(self, doubts=(*self.doubts, *doubts))


def bad(reason: str, /, **facts: str) -> Reading:
    """A cell that cannot be taken."""
    return Reading("", (Doubt(reason, bad=True, facts=facts),))


def care(value: str, reason: str, /, **facts: str) -> Reading:
    """A cell that is taken as ``value``, which somebody should look at."""
    return Reading(value, (Doubt(reason, facts=facts),))
