"""What documents and checks state of a case under a name of their own.

The names stand in prescribed wordings as places (``{name}``), in the cells of forms, and beside
plain field paths wherever a pack names what a document needs. Most are one field as it is printed;
the others are put together from several: 何时何学校何专业毕业, the lists a 公示 posts, 免考理由.
A list without entries says 无; what cannot be stated yet is "".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from desktop.domain import moments, wording
from desktop.domain.case import Achievement, Appointment, Case, Education, Service, Work
from desktop.domain.change import get
from desktop.domain.entry_rules import page_of
from desktop.domain.tenure import at_previous_employer, in_profession
from desktop.domain.vocabulary import EDUCATION_RANK, NOTHING, NOW, TRAINING_OF_BACKBONE

Read = Callable[[Case, datetime | None], str]


@dataclass(frozen=True, slots=True)
class Stated:
    """A text stated of a case; ``paths`` are the fields or lists it is made from.

    ``gaps`` names the very fields that are lacking where ``paths`` would be too coarse.
    """

    text: Read
    paths: tuple[str, ...]
    gaps: Callable[[Case], tuple[str, ...]] | None = None

    def read(self, case: Case, now: datetime | None = None) -> str:
        """The text; "" where something is lacking. ``now`` is how far 至今 reaches."""
        return self.text(case, now).strip()

    def lacking(self, case: Case, now: datetime | None = None) -> tuple[str, ...]:
        """The fields to fill in; none where the text can be stated."""
        if self.read(case, now):
            return ()
        return (self.gaps(case) if self.gaps else ()) or self.paths

    @property
    def page(self) -> str:
        """The wizard page where it is filled in."""
        return page_of(self.paths[0])


def _printed(value: object) -> str:
    return "" if value is None else str(value).strip()


def _field(path: str, suffix: str = "") -> Stated:
    """A field as it is typed, without the word the wordings put after it themselves.

    That word alone (系列) states nothing.
    """
    return Stated(lambda case, _now: _printed(get(case, path)).removesuffix(suffix), (path,))


_OFFICE = "办公室"


def _office(case: Case, _now: datetime | None) -> str:
    """As a field with a suffix; but an office may well be called just 办公室."""
    value = _printed(case.pub.office)
    return value.removesuffix(_OFFICE) or value


def _date(path: str) -> Stated:
    return Stated(lambda case, _now: moments.chinese_date(get(case, path)), (path,))


def _title(case: Case, _now: datetime | None) -> str:
    if case.title.has is None:
        return ""
    return case.title.name if case.title.has else NOTHING


def _gaps_of_title(case: Case) -> tuple[str, ...]:
    return ("title.name",) if case.title.has else ("title.has",)


def _highest(case: Case) -> Education | None:
    """The 学历 of the highest rank, the latest of several."""
    ranked = [edu for edu in case.edu if edu.level in EDUCATION_RANK]
    return max(ranked, key=lambda e: (EDUCATION_RANK[e.level], e.end), default=None)


def _of_highest(text: Callable[[Education], str]) -> Read:
    def read(case: Case, _now: datetime | None) -> str:
        edu = _highest(case)
        return "" if edu is None else text(edu)

    return read


def _gaps_of_highest(*names: str) -> Callable[[Case], tuple[str, ...]]:
    def gaps(case: Case) -> tuple[str, ...]:
        edu = _highest(case)
        if edu is None:
            return ()
        return tuple(f"edu.{edu.id}.{name}" for name in names if not getattr(edu, name).strip())

    return gaps


def _graduated(edu: Education) -> str:
    """何时何学校何专业毕业."""
    if not (edu.end and edu.school and edu.major):
        return ""
    return f"{moments.chinese_month(edu.end)}{_named(edu.school)}{_major(edu)}毕业"


def _named(value: str) -> str:
    """A part of a longer text; notices want 无 in a field that has nothing, which names nothing."""
    return "" if value.strip() == NOTHING else value


def _major(edu: Education) -> str:
    major = _named(edu.major)
    return f"{major.removesuffix('专业') or major}专业" if major else ""


def _list(path: str, text: Callable[[Case], list[str]], nothing: str = NOTHING) -> Stated:
    """Entries one after the other, or 无; a list that nobody lacks is "" while it is empty."""
    return Stated(lambda case, _now: "；".join(filter(None, text(case))) or nothing, (path,))


def _education(edu: Education) -> str:
    when = moments.chinese_month(edu.end)
    return f"{when}{_named(edu.school)}{_major(edu)}{edu.level}毕业" if edu.level else ""


def _held(case: Case) -> list[str]:
    title = case.title
    if not title.has or not title.name:
        return []
    since = f"，{moments.chinese_date(title.obtained)}取得" if title.obtained else ""
    return [f"{title.name}{since}"]


def _appointed(entry: Appointment) -> str:
    span = _span(entry.start, entry.end)
    return "，".join(filter(None, (_named(entry.doc_kind), span)))


def _span(start: str, end: str) -> str:
    first, last = moments.chinese_month(start), moments.chinese_month(end)
    if not first:
        return last
    return f"{first}{NOW}" if end == NOW else f"{first}至{last}" if last else f"{first}起"


def _job(work: Work) -> str:
    span = _span(work.start, work.end)
    return "，".join(filter(None, (span, f"{_named(work.unit)}{_named(work.post)}")))


def _of_type(*types: str) -> Stated:
    def text(case: Case) -> list[str]:
        return [_achievement(item) for item in case.items if item.type in types]

    return _list("items", text)


def _former(case: Case) -> list[str]:
    """What was done at an earlier employer, for that employer to confirm."""
    return [_achievement(item) for item in case.items if at_previous_employer(item, case)]


def _objection(case: Case, _now: datetime | None) -> str:
    """公示期间有无异议."""
    pub = case.pub
    if pub.disputed is None or pub.unsettled:
        return ""
    if not pub.disputed:
        return "无异议"
    return f"有异议（{pub.objection_note.strip()}）" if pub.objection_note.strip() else "有异议"


def _achievement(item: Achievement) -> str:
    name = item.title
    if name and item.type in ("论文", "著作") and not name.startswith("《"):
        name = f"《{name}》"
    journal = _named(item.journal)
    place = f"《{journal.strip('《》')}》" if journal else ""
    when = moments.chinese_date(item.date)
    first = "第一作者" if item.first_author else ""
    return "，".join(filter(None, (name, place, when, first, _named(item.role))))


def _special(case: Case) -> list[Service]:
    return [entry for entry in case.service if entry.kind and entry.kind != TRAINING_OF_BACKBONE]


def years_of(entry: Service) -> tuple[int, ...]:
    """The years of 专项工作 as entered, or those that its months reach into."""
    if entry.years:
        return tuple(sorted(set(entry.years)))
    first, last = moments.year(entry.start), moments.year(entry.end)
    if first is None or last is None or not 0 <= last - first <= 60:
        return ()
    return tuple(range(first, last + 1))


def _years(entry: Service) -> str:
    return "、".join(str(year) for year in years_of(entry))


_VILLAGE_WORK = "访惠聚"


def _reason(entry: Service) -> str:
    """免考理由 as typed, or from what, where, when and for which years it was."""
    if entry.reason:
        return entry.reason
    if not (entry.start and entry.end and entry.place and years_of(entry)):
        return ""
    # The notices write the name of the work between quotation marks, whatever the field says.
    what = entry.kind.removesuffix("工作").replace(_VILLAGE_WORK, f"“{_VILLAGE_WORK}”")
    what = what.replace("““", "“").replace("””", "”")
    span = _span(entry.start, entry.end)
    return f"{span}在{entry.place}参加{what}工作，免{_years(entry)}年度继续教育"


def _exemption(case: Case, _now: datetime | None) -> str:
    reasons = [_reason(entry) for entry in _special(case)]
    return "；".join(reasons) if all(reasons) else ""


def _gaps_of_exemption(case: Case) -> tuple[str, ...]:
    return tuple(f"service.{entry.id}.reason" for entry in _special(case) if not _reason(entry))


def _service_years(case: Case, _now: datetime | None) -> str:
    years = {year for entry in _special(case) for year in years_of(entry)}
    return "、".join(str(year) for year in sorted(years))


def _work_years(case: Case, now: datetime | None) -> str:
    """从事现专业年限, to the month where it can be counted, else as entered for the platform."""
    span = in_profession(case, now) if now is not None else None
    if span is not None:
        return str(span).replace(" ", "")
    return "" if case.career.years is None else f"{case.career.years}年"


_BASICS = (
    ("姓名", "person.name"),
    ("性别", "person.gender"),
    ("族别", "person.ethnicity"),
    ("出生年月", "person.birth"),
    ("政治面貌", "person.politics"),
    ("工作单位", "unit.name"),
)


def _basics(case: Case, now: datetime | None) -> str:
    facts = [(label, moments.chinese_date(get(case, path))) for label, path in _BASICS]
    facts.append(("现任专业技术职务", _title(case, now)))
    return (
        "，".join(f"{label}：{fact}" for label, fact in facts) if all(f for _, f in facts) else ""
    )


def _gaps_of_basics(case: Case) -> tuple[str, ...]:
    empty = tuple(path for _, path in _BASICS if not get(case, path).strip())
    return empty if _title(case, None) else (*empty, *_gaps_of_title(case))


STATED: Mapping[str, Stated] = {
    # one field each, as it is printed
    "name": _field("person.name"),
    "gender": _field("person.gender"),
    "ethnicity": _field("person.ethnicity"),
    "politics": _field("person.politics"),
    "id_no": _field("person.id_no"),
    "birth": _date("person.birth"),
    "work_start": _date("person.work_start"),
    "unit": _field("unit.name"),
    "supervisor": _field("supervisor.name"),
    "series": _field("apply.series", "系列"),
    "specialty": _field("apply.specialty", "专业"),
    "level": _field("apply.level"),
    "target": _field("apply.target"),
    "start": _date("pub.start"),
    "end": _date("pub.end"),
    "office": Stated(_office, ("pub.office",)),
    "phone": _field("pub.phone"),
    "days": Stated(lambda case, _now: _printed(case.pub.days or None), ("pub.days",)),
    "objection": Stated(_objection, ("pub.objection",)),
    "title": Stated(_title, ("title.name",), _gaps_of_title),
    # put together
    "highest_level": Stated(_of_highest(lambda e: e.level), ("edu",)),
    "highest_degree": Stated(_of_highest(lambda e: e.degree), ("edu",), _gaps_of_highest("degree")),
    "graduated": Stated(
        _of_highest(_graduated), ("edu",), _gaps_of_highest("end", "school", "major")
    ),
    "exemption_reason": Stated(_exemption, ("service",), _gaps_of_exemption),
    "service_years": Stated(_service_years, ("service",)),
    "work_years": Stated(_work_years, ("career.years", "work")),
    "basic_facts": Stated(_basics, tuple(path for _, path in _BASICS), _gaps_of_basics),
    "educations": _list("edu", lambda case: [_education(edu) for edu in case.edu], ""),
    "title_certificate": _list("title.name", _held),
    "appointments": _list("appointments", lambda case: [_appointed(a) for a in case.appointments]),
    "papers": _of_type("论文"),
    "representative_works": _of_type("著作", "代表作"),
    "awards": _of_type("获奖"),
    "career": _list(
        "work", lambda case: [_job(w) for w in case.work if w.professional is not False], ""
    ),
    "achievements": _of_type("科研能力", "实践能力", "业绩成果", "知识产权", "工作成果文件"),
    "former_achievements": _list("items", _former, ""),
}
"""Every name that can be stated, and how."""

PLACES: Mapping[str, tuple[str, ...]] = {name: stated.paths for name, stated in STATED.items()}
"""The fields and lists behind each name."""


def filled(text: str, case: Case, now: datetime | None = None) -> tuple[str, tuple[str, ...]]:
    """A wording with its places filled, or "" and the fields that lack for it."""
    names = wording.places(text)
    lacking = dict.fromkeys(path for name in names for path in STATED[name].lacking(case, now))
    if lacking:
        return "", tuple(lacking)
    said = {name: STATED[name].read(case, now) for name in names}
    if said.get("office") == _OFFICE:
        # What the text puts after the place is the whole name: it stands once.
        text = text.replace(f"{{office}}{_OFFICE}", _OFFICE)
    return wording.fill(text, said), ()
