"""The figures of many judged pages, as "How it will be judged" names them, and as text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from tests.imaging.judging import CLASSES, DECOYS, Judged, Verdict

# What the issue asks for, the share that must be reached or not exceeded.
WANTED = {
    "recall": 0.99,
    "together": 0.995,
    "name_other": 0.01,
    "seal_other": 0.05,
    "beyond": 0.005,
}
OWN = ("name", "id", "unit", "seal", "eyes")
"""The classes that together must reach 99.5 %."""


@dataclass(frozen=True)
class Count:
    """So many of so many."""

    hit: int
    whole: int

    @property
    def share(self) -> float:
        """0–1; 1 where there was nothing."""
        return self.hit / self.whole if self.whole else 1.0

    def __str__(self) -> str:
        """As ``143/144 = 99.31 %``; ``none`` where there was nothing."""
        if not self.whole:
            return "none"
        return f"{self.hit}/{self.whole} = {self.share:.2%}"


def counted(verdicts: Iterable[Verdict], good: Callable[[Verdict], bool]) -> Count:
    """How many of the verdicts are as wanted."""
    listed = list(verdicts)
    return Count(sum(good(verdict) for verdict in listed), len(listed))


def recall(pages: Sequence[Judged], roles: Iterable[str], good: Callable[[Verdict], bool]) -> Count:
    """Entities of these classes that were covered."""
    wanted = set(roles)
    return counted((one for page in pages for one in page.entities if one.role in wanted), good)


def touched(pages: Sequence[Judged], role: str, good: Callable[[Verdict], bool]) -> Count:
    """Decoys of a class that were hit, of all there were."""
    return counted((one for page in pages for one in page.decoys if one.role == role), good)


def figures(pages: Sequence[Judged], memory: float = 0.0) -> dict[str, Any]:
    """Every figure by its name; ``memory`` is the largest process's peak in megabytes."""
    done = [page for page in pages if not page.error]
    table: dict[str, Any] = {"pages": len(pages), "errors": len(pages) - len(done)}
    for role in (*CLASSES, "together"):
        roles = OWN if role == "together" else (role,)
        # A page that could not be examined covered nothing: its entities are in the sum.
        table[f"recall {role}"] = {
            "sure+check": recall(pages, roles, lambda one: one.all),
            "sure": recall(pages, roles, lambda one: one.sure),
            "tight": recall(pages, roles, lambda one: one.tight),
        }
    under = [one for page in pages for one in page.entities if one.under_seal]
    table["recall under a seal"] = {"sure+check": counted(under, lambda one: one.all)}
    for role in DECOYS:
        table[f"touched {role}"] = {
            "sure+check": touched(pages, role, lambda one: one.all),
            "sure": touched(pages, role, lambda one: one.sure),
        }
    beyond = [page.beyond for page in done] or [0.0]
    table["beyond need, mean"] = sum(beyond) / len(beyond)
    table["beyond need, worst"] = max(beyond)
    table["pages over 0.5 % beyond"] = Count(
        sum(one > WANTED["beyond"] for one in beyond), len(beyond)
    )
    table["orientation right"] = Count(sum(page.upright for page in done), len(done))
    skews = sorted(abs(page.skew) for page in done if page.upright) or [0.0]
    table["skew within 0.3°"] = Count(sum(one <= 0.3 for one in skews), len(skews))
    table["skew, worst"] = skews[-1]
    laid = [page.corners for page in done if page.corners is not None]
    table["corners within 1 %"] = Count(sum(one <= 0.01 for one in laid), len(laid))
    table["corners, worst"] = max(laid, default=0.0)
    table["fine pages meddled with"] = dict(Counter(page.meddled for page in done if page.meddled))
    seconds = sorted(page.seconds for page in done) or [0.0]
    table["seconds a page"] = sum(seconds) / len(seconds)
    table["CPU seconds a page"] = sum(page.cpu for page in done) / max(1, len(done))
    table["seconds, median"] = seconds[len(seconds) // 2]
    table["seconds, worst"] = seconds[-1]
    table["peak memory, MB"] = memory
    table["legibility faults"] = dict(Counter(fault for page in done for fault in page.faults))
    return table


def as_text(table: dict[str, Any]) -> str:
    """The figures, one to a line."""
    lines = []
    for name, value in table.items():
        if isinstance(value, dict):
            parts = [f"{key} {one}" for key, one in value.items()]
            shown = "   ".join(parts) or "none"
        elif isinstance(value, float):
            shown = f"{value:.4f}" if value < 1 else f"{value:.2f}"
        else:
            shown = str(value)
        lines.append(f"{name:28}{shown}")
    return "\n".join(lines)


def as_plain(table: dict[str, Any]) -> dict[str, Any]:
    """The same for JSON: a count becomes [hit, whole]."""

    def plain(value: Any) -> Any:
        if isinstance(value, Count):
            return [value.hit, value.whole]
        if isinstance(value, dict):
            return {key: plain(one) for key, one in value.items()}
        return value

    return {name: plain(value) for name, value in table.items()}
