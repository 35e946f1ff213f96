"""The facts that decide whether a rule applies: yes, no, several words, or not answered yet."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from desktop.domain import lacking, moments, tenure
from desktop.domain.case import Education
from desktop.domain.conditions import Answers, FactName, When
from desktop.domain.lacking import MayLack
from desktop.domain.scene import Scene
from desktop.domain.terms import Question
from desktop.domain.vocabulary import (
    CHINESE,
    DISPATCHED,
    ENTERPRISES,
    IN_SERVICE_KINDS,
    NOT_THERE,
    NOTHING,
    NOW,
    PROBATION,
    TECHNICAL_LEVELS,
    TECHNICAL_SCHOOL,
    TRAINING_OF_BACKBONE,
    YES,
)

Value = bool | str | frozenset[str] | None
"""Yes or no, a word, all the words a case has (any one suffices); None: not answered yet."""


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


def _enterprise(scene: Scene) -> Value:
    kind = scene.case.unit.kind
    return kind in ENTERPRISES if kind else None


def _first_time(scene: Scene) -> Value:
    # Who holds a title has been through it before.
    return False if scene.case.title.has else scene.case.apply.first_time


def _employer_changed(scene: Scene) -> Value:
    """As the 工作经历 tell it; before they do, as was answered."""
    told = tenure.changed_employer(scene.case, scene.now)
    if told is None and scene.case.has.other_employer == NOT_THERE:
        return False
    return told


def _open_employers(scene: Scene) -> tuple[str, ...]:
    if scene.case.title.has is None:
        return ("title.has",)
    return ("title.obtained",) if scene.case.work else ()


def _served_lt3(scene: Scene) -> Value:
    since, now = moments.month(scene.case.person.work_start), moments.month(NOW, scene.now)
    return None if since is None or now is None else now - since < 36


def _aid(scene: Scene) -> Value:
    aid = scene.case.aid
    return bool(aid.start or aid.ongoing)


def _title_basis(scene: Scene) -> Value:
    title = scene.case.title
    # Who has no title and names nothing in its stead has nothing else.
    return title.basis or (NOTHING if title.has is False else None)


def _studied(known: Callable[[Education], bool | None]) -> Callable[[Scene], Value]:
    """Whether any 学历 is of a kind; open while one of them does not say."""

    def read(scene: Scene) -> Value:
        answers = {known(edu) for edu in scene.case.edu}
        if True in answers:
            return True
        return False if answers == {False} else None

    return read


def _at_technical_school(edu: Education) -> bool | None:
    if edu.level in TECHNICAL_LEVELS or edu.kind == TECHNICAL_SCHOOL:
        return True
    return False if edu.level else None


def _in_service(edu: Education) -> bool | None:
    if edu.kind in IN_SERVICE_KINDS:
        return True
    return False if edu.kind else None


def _chsi(answer: str) -> Callable[[Education], bool | None]:
    def known(edu: Education) -> bool | None:
        return edu.chsi == answer if edu.chsi in ("可查", "查不到") else None

    return known


def _edu(field: str, known: Callable[[Education], bool | None]) -> Fact:
    def gaps(scene: Scene) -> tuple[str, ...]:
        return tuple(f"edu.{edu.id}.{field}" for edu in scene.case.edu if known(edu) is None)

    return Fact(_studied(known), "edu", "education", gaps)


def _special_service(scene: Scene) -> Value:
    kinds = {entry.kind for entry in scene.case.service}
    if kinds - {TRAINING_OF_BACKBONE, ""}:
        return True
    return None if "" in kinds else False


def _open_service(scene: Scene) -> tuple[str, ...]:
    return tuple(f"service.{entry.id}.kind" for entry in scene.case.service if not entry.kind)


def _foreign_paper(scene: Scene) -> Value:
    return any(
        item.type == "论文" and item.language not in ("", *CHINESE) for item in scene.case.items
    )


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


def _open_exemption(scene: Scene) -> tuple[str, ...]:
    return () if scene.case.apply.level else ("apply.level",)


def _reached(at: str, scene: Scene) -> bool:
    moment = moments.instant(at)
    return moment is not None and moment.first <= scene.now


FACTS: Mapping[str, Fact] = {
    "passed": Fact(lambda s: _reached(s.case.track.passed_at, s), "track.passed_at", "finish"),
    "returned": Fact(lambda s: bool(s.case.track.returns), "track.returns", "finish"),
    "level": Fact(_word("apply.level"), "apply.level", "notice"),
    "apply_type": Fact(_word("apply.type"), "apply.type", "notice"),
    "specialty": Fact(_word("apply.specialty"), "apply.specialty", "notice"),
    "first_time": Fact(_first_time, "apply.first_time", "notice"),
    "person_status": Fact(_word("person.status"), "person.status", "basic"),
    "unit_kind": Fact(_word("unit.kind"), "unit.kind", "basic"),
    "unit_tier": Fact(_word("unit.tier"), "unit.tier", "basic"),
    "unit_registered": Fact(
        lambda s: s.case.unit.platform_registered, "unit.platform_registered", "basic"
    ),
    "enterprise": Fact(_enterprise, "unit.kind", "basic"),
    "dispatched": Fact(_dispatched, "unit.tier", "basic"),
    "employer_changed": Fact(_employer_changed, "work", "work", _open_employers),
    "served_lt3": Fact(_served_lt3, "person.work_start", "basic"),
    "aid": Fact(_aid, "aid.start", "basic"),
    "si_status": Fact(_word("si.status"), "si.status", "basic"),
    "has_title": Fact(lambda s: s.case.title.has, "title.has", "title"),
    "title_place": Fact(_word("title.place"), "title.place", "title"),
    "title_basis": Fact(_title_basis, "title.basis", "title"),
    "has_qualification": Fact(lambda s: bool(s.case.quals), "quals", "title"),
    "civil_transfer": Fact(
        lambda s: s.case.civil_transfer.transferred, "civil_transfer.transferred", "notice"
    ),
    "edu_tech": _edu("level", _at_technical_school),
    "edu_inservice": _edu("kind", _in_service),
    "chsi_found": _edu("chsi", _chsi("可查")),
    "chsi_missing": _edu("chsi", _chsi("查不到")),
    "service": Fact(lambda s: frozenset(e.kind for e in s.case.service), "service", "work"),
    "special_service": Fact(_special_service, "service", "work", _open_service),
    "items": Fact(lambda s: frozenset(i.type for i in s.case.items), "items", "achievements"),
    "foreign_paper": Fact(_foreign_paper, "items", "achievements"),
    "probation": Fact(
        lambda s: any(a.grade.startswith(PROBATION) for a in s.case.assess), "assess", "training"
    ),
    "has_classified": Fact(_has_classified, "attachments", "attachments"),
    "by_mail": Fact(
        lambda s: bool(s.case.track.paper_mailed_at), "track.paper_mailed_at", "finish"
    ),
    "defence_exempt": Fact(_defence_exempt, "unit.county", "basic", _open_exemption),
    "defence_exempt_county": Fact(_exempt_county, "unit.county", "basic"),
}

STAGES: tuple[FactName, ...] = ("passed", "returned")
"""What lies ahead of every case; asked only when no other fact is against the rule."""


@dataclass(frozen=True, slots=True)
class Against:
    """What speaks against a rule: a fact or question, its value, what was wanted of it instead.

    ``parts`` are those said to be lacking, where that is why.
    """

    name: str
    value: Value
    wanted: Answers
    parts: tuple[MayLack, ...] = ()


@dataclass(frozen=True, slots=True)
class Applies:
    """Whether a rule applies: ``yes``, ``no``, ``open``, or the stage it waits for.

    ``open`` has facts to answer, the notice's own questions, or parts to fill in; ``no`` what
    speaks ``against`` it.
    """

    answer: str
    facts: tuple[Fact, ...] = ()
    questions: tuple[Question, ...] = ()
    parts: tuple[MayLack, ...] = ()
    against: Against | None = None


def applies(when: When, scene: Scene) -> Applies:
    """Hold ``when`` against the scene: one fact against it is enough, the rest may be open."""
    if when == "always":
        return Applies("yes")
    wanted: dict[str, Answers] = {when: True} if isinstance(when, str) else when
    facts: list[Fact] = []
    questions: list[Question] = []
    parts: list[MayLack] = []
    for name, answers in wanted.items():
        if name in STAGES:
            continue
        fact = FACTS.get(name)
        value = fact.read(scene) if fact else _answered(scene.question(name), scene)
        if value is not None:
            if _holds(value, answers):
                continue
            waiting = lacking.waits_for(name, answers, scene.case, scene.now)
            if not waiting:
                absent = lacking.lacking(name, answers, scene.case)
                return Applies("no", against=Against(name, value, answers, absent))
            parts += waiting
        elif fact:
            facts.append(fact)
        else:
            questions.append(scene.question(name))
    for stage in STAGES:
        if stage in wanted and FACTS[stage].read(scene) is not wanted[stage]:
            against = Against(stage, not wanted[stage], wanted[stage])
            return Applies(stage if wanted[stage] else "no", against=against)
    open_ = facts or questions or parts
    return Applies("open" if open_ else "yes", tuple(facts), tuple(questions), tuple(parts))


def _answered(question: Question, scene: Scene) -> Value:
    said = scene.answer(question.id)
    if not said:
        return None
    return said == YES if question.type == "yes_no" else said


def _holds(value: Value, wanted: Answers) -> bool:
    if isinstance(wanted, bool):
        return value == wanted
    if isinstance(value, frozenset):
        return any(word in value for word in wanted)
    return value in wanted
