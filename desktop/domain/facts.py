"""The facts that decide whether a rule applies: yes, no, or not answered yet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from desktop.domain import moments
from desktop.domain.operations import FactName, When
from desktop.domain.scene import Scene
from desktop.domain.vocabulary import DISPATCHED, NOTHING, TECHNICAL_LEVELS, TECHNICAL_SCHOOL

Value = bool | str | None
"""None: nobody has answered yet."""


@dataclass(frozen=True, slots=True)
class Fact:
    """How a fact is read from a case; ``path`` and ``page`` are where it is answered.

    ``gaps`` names the very entries of a list that have not answered it.
    """

    read: Callable[[Scene], Value]
    path: str
    page: str
    gaps: Callable[[Scene], tuple[str, ...]] | None = None

    def unanswered(self, scene: Scene) -> tuple[str, ...]:
        """The paths where the answer is missing."""
        return (self.gaps(scene) if self.gaps else ()) or (self.path,)


def _word(path: str) -> Callable[[Scene], Value]:
    return lambda scene: scene.text(path) or None


def _dispatched(scene: Scene) -> Value:
    unit = scene.case.unit
    if unit.tier:
        return unit.tier == DISPATCHED
    return True if unit.dispatched_since else None


def _has_title(scene: Scene) -> Value:
    return scene.case.title.has


def _title_basis(scene: Scene) -> Value:
    title = scene.case.title
    # Who has no title and names nothing in its stead has nothing else.
    return title.basis or (NOTHING if title.has is False else None)


def _edu_tech(scene: Scene) -> Value:
    edu = scene.case.edu
    if any(e.level in TECHNICAL_LEVELS or e.kind == TECHNICAL_SCHOOL for e in edu):
        return True
    return False if edu and all(e.level for e in edu) else None


def _chsi(answer: str) -> Callable[[Scene], Value]:
    def read(scene: Scene) -> Value:
        edu = scene.case.edu
        if any(e.chsi == answer for e in edu):
            return True
        return False if edu and all(e.chsi in ("可查", "查不到") for e in edu) else None

    return read


def _open_chsi(scene: Scene) -> tuple[str, ...]:
    edu = scene.case.edu
    return tuple(f"edu.{e.id}.chsi" for e in edu if e.chsi not in ("可查", "查不到"))


def _open_levels(scene: Scene) -> tuple[str, ...]:
    return tuple(f"edu.{e.id}.level" for e in scene.case.edu if not e.level)


def _open_exemption(scene: Scene) -> tuple[str, ...]:
    return () if scene.case.apply.level else ("apply.level",)


def _has(*types: str) -> Callable[[Scene], Value]:
    return lambda scene: any(item.type in types for item in scene.case.items)


def _has_classified(scene: Scene) -> Value:
    case = scene.case
    return any(item.classified for item in case.items) or any(
        file.classified for file in case.attachments
    )


def _exempt_county(scene: Scene) -> Value:
    county = scene.case.unit.county
    return county in scene.notice.defence.exempt_counties if county else None


def _defence_exempt(scene: Scene) -> Value:
    level, notice = scene.case.apply.level, scene.notice
    if not level:
        return None
    if level in notice.defence.levels:
        return _exempt_county(scene)
    # A level that the notice does not offer is not let off anything.
    return level in notice.levels


FACTS: dict[FactName, Fact] = {
    "level": Fact(_word("apply.level"), "apply.level", "notice"),
    "apply_type": Fact(_word("apply.type"), "apply.type", "notice"),
    "dispatched": Fact(_dispatched, "unit.tier", "basic"),
    "has_title": Fact(_has_title, "title.has", "title"),
    "title_place": Fact(_word("title.place"), "title.place", "title"),
    "title_basis": Fact(_title_basis, "title.basis", "title"),
    "edu_tech": Fact(_edu_tech, "edu", "education", _open_levels),
    "chsi_found": Fact(_chsi("可查"), "edu", "education", _open_chsi),
    "chsi_missing": Fact(_chsi("查不到"), "edu", "education", _open_chsi),
    "si_status": Fact(_word("si.status"), "si.status", "basic"),
    "has_ip": Fact(_has("知识产权"), "items", "achievements"),
    "has_award": Fact(_has("获奖"), "items", "achievements"),
    "has_paper": Fact(_has("论文", "著作"), "items", "achievements"),
    "has_rep": Fact(_has("代表作"), "items", "achievements"),
    "has_classified": Fact(_has_classified, "attachments", "attachments"),
    "defence_exempt": Fact(_defence_exempt, "unit.county", "basic", _open_exemption),
    "defence_exempt_county": Fact(_exempt_county, "unit.county", "basic"),
}


@dataclass(frozen=True, slots=True)
class Applies:
    """Whether a rule applies: ``yes``, ``no``, ``open`` (facts to answer), or a stage to come."""

    answer: str
    unanswered: tuple[Fact, ...] = ()


def applies(when: When, scene: Scene) -> Applies:
    """Hold ``when`` against the scene: one fact against it is enough, the rest may be open."""
    if when == "always":
        return Applies("yes")
    track = scene.case.track
    if when == "passed":
        passed = moments.instant(track.passed_at)
        return Applies("yes" if passed and passed.first <= scene.now else "passed")
    if when == "returned":
        return Applies("yes" if track.returns else "returned")
    assert isinstance(when, dict)  # noqa: S101  # the stages are dealt with above
    unanswered: list[Fact] = []
    for name, wanted in when.items():
        fact = FACTS[name]
        value = fact.read(scene)
        if value is None:
            unanswered.append(fact)
        elif value != wanted if isinstance(wanted, bool) else value not in wanted:
            return Applies("no")
    return Applies("open", tuple(unanswered)) if unanswered else Applies("yes")
