"""A unit with eighty made-up applicants, for demonstrations and tests: always the same ones.

Everybody's materials are those of the sample that comes with the program, under another name, at
another stage and with faults of their own. The desk that shows them has to stand at the sample's
moment (:attr:`~desktop.app.samples.sample.Sample.as_of`), since stages are told by the day.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import cycle, islice
from typing import Any

from desktop.app.handover.sending import FORM, unnamed
from desktop.app.library import Desk, Notices
from desktop.app.samples.demo_people import Person, people
from desktop.app.samples.sample import sample
from desktop.domain import change as changes
from desktop.domain.case import (
    Case,
    Has,
    Objection,
    Publicity,
    Remark,
    Return,
    Review,
    ReviewRemark,
    Submission,
)
from desktop.domain.moments import beijing, written
from desktop.domain.notice import Notice
from desktop.storage.keys import Keys
from desktop.storage.packages import Passed

PACK = "BM24"
"""The notice the sample is made under."""

ELSEWHERE = {13: "GT23", 26: "LC22", 39: "GT23", 52: "LC22", 65: "GJ21", 78: "ZZ23"}
"""Who of each hundred applies under another notice, by its pack."""

_AUDITOR = "赵可欣"


@dataclass(frozen=True, slots=True)
class Made:
    """One of them; ``received`` where the materials came in a package."""

    case: Case
    received: bool


def cases(notices: Notices, count: int = 80, *, seed: int = 2024) -> Iterator[Made]:
    """So many applicants' materials; their attachments are the sample's."""
    given = sample(notices(PACK))
    text = given.brought.case.model_dump_json()
    staged = cycle(_STAGES)
    for number, person in enumerate(islice(people(seed), count)):
        case = _of_person(text, given.brought.case, person, f"demo-{number:04d}")
        stage = next(staged)
        case = stage.apply(case, given.as_of)
        if (pack := ELSEWHERE.get(number % 100)) is not None:
            case = _under(case, notices(pack))
        yield Made(case, stage.received)


def keep(desk: Desk, count: int = 80, *, seed: int = 2024) -> tuple[str, ...]:
    """Put so many applicants into the library; the ids they are kept under."""
    given = sample(desk.notices(PACK))
    for sha256 in given.brought.files:
        desk.library.put_file(given.brought.file_of(sha256))
    ids = []
    for made in cases(desk.notices, count, seed=seed):
        received = _passed(made.case, desk.now()) if made.received else None
        desk.library.create(made.case, received=received)
        ids.append(made.case.case_id)
    return tuple(ids)


def moment(notices: Notices) -> datetime:
    """The moment at which the made-up applicants stand where they are said to."""
    return sample(notices(PACK)).as_of


# ---------------------------------------------------------------------- whose


def _of_person(text: str, of: Case, person: Person, case_id: str) -> Case:
    """The sample as that person's: the name wherever it stands, and what belongs to it."""
    said: dict[str, Any] = json.loads(text.replace(of.person.name, person.name))
    said["case_id"] = case_id
    said["unit"]["department"] = person.department
    said["person"] |= {
        "gender": person.gender,
        "ethnicity": person.ethnicity,
        "birth": person.birth,
        "id_no": person.id_no,
        "phone": person.phone,
        "email": f"{case_id}@example.com",
    }
    return changes.parse(said)


def _under(case: Case, notice: Notice) -> Case:
    """The same materials under another notice: what it has no slot for is left out."""
    slots = {slot.title: slot.id for slot in notice.slots}
    kept = tuple(
        a.model_copy(update={"slot": slots[a.slot]}) for a in case.attachments if a.slot in slots
    )
    apply = case.apply.model_copy(
        update={
            "year": notice.year,
            "series": notice.series,
            "type": notice.types[0],
            "specialty": next(iter(notice.specialties), case.apply.specialty),
        }
    )
    return case.model_copy(
        update={
            "pack_id": notice.id,
            "pack_version": notice.version,
            "apply": apply,
            "has": Has(),
            "attachments": kept,
            "ticks": (),
        }
    )


def _passed(case: Case, now: datetime) -> Passed:
    """The package the applicant's materials came in, before anybody at the unit looked."""
    came = now - timedelta(days=2)
    sent = unnamed(case).model_copy(update={"reviews": ()})
    keys = Keys.of(case.case_id.encode().ljust(32, b"."))
    body = {
        "form": FORM,
        "kind": "case",
        "at": beijing(came).isoformat(),
        "case": sent.model_dump(mode="json"),
        "based_on": [],
    }
    return Passed(f"{case.case_id}-1", "received", keys.identity.card, came, case.case_id, body)


# ---------------------------------------------------------------------- how far

_Step = Callable[[Case, datetime], Case]


@dataclass(frozen=True, slots=True)
class _Stage:
    """How far somebody is: what was done to the sample, one after the other."""

    steps: tuple[_Step, ...]
    received: bool = False

    def apply(self, case: Case, now: datetime) -> Case:
        for step in self.steps:
            case = step(case, now)
        return case


def _put(path: str, value: Any) -> _Step:
    return lambda case, _now: changes.put(case, path, value)


def _without(*titles: str) -> _Step:
    """The attachments whose titles begin so have not been put in yet."""

    def step(case: Case, _now: datetime) -> Case:
        kept = tuple(a for a in case.attachments if not a.title.startswith(titles))
        return case.model_copy(update={"attachments": kept})

    return step


def _undecided(most: int) -> _Step:
    """Nobody has decided yet whether the first attachments are to be masked."""

    def step(case: Case, _now: datetime) -> Case:
        some = tuple(
            a.model_copy(update={"mask": a.mask.model_copy(update={"decision": ""})})
            for a in case.attachments[:most]
        )
        return case.model_copy(update={"attachments": (*some, *case.attachments[most:])})

    return step


def _begun(most: int) -> _Step:
    """Filled in up to there and no further: the later half of the pages is empty."""
    late = ("items", "ce", "assess", "ticks", "papers", "work", "edu")

    def step(case: Case, _now: datetime) -> Case:
        empty = Case(case_id=case.case_id, pack_id=case.pack_id, pack_version=case.pack_version)
        blank = {name: getattr(empty, name) for name in (*late[:most], "pub", "unit_audit")}
        titles = case.attachments[: 31 - 4 * most]
        return case.model_copy(update={**blank, "summary": empty.summary, "attachments": titles})

    return step


def _before_publicity(case: Case, _now: datetime) -> Case:
    """Nothing has been posted yet, nor signed because of it."""
    waits = {"publicity", "result", "recommendation"}
    return _without("公示", "推荐意见")(
        case.model_copy(
            update={
                "pub": Publicity(
                    office=case.pub.office,
                    phone=case.pub.phone,
                    political_text=case.pub.political_text,
                    achievement_text=case.pub.achievement_text,
                    contents=case.pub.contents,
                ),
                "papers": tuple(p for p in case.papers if p.id not in waits),
            }
        ),
        _now,
    )


def _posted(case: Case, now: datetime) -> Case:
    """The 公示 hangs since two days and will for five working days."""
    case = _before_publicity(case, now)
    first = beijing(now) - timedelta(days=2)
    pub = case.pub.model_copy(
        update={"start": f"{first:%Y-%m-%d}", "end": f"{first + timedelta(days=7):%Y-%m-%d}"}
    )
    return case.model_copy(update={"pub": pub})


def _disputed(case: Case, now: datetime) -> Case:
    at = written(now - timedelta(hours=20))
    said = Objection(id="objection1", at=at, way="电话", text="反映业绩中的面积与验收表不一致。")
    pub = case.pub.model_copy(update={"objection": True, "objections": (said,)})
    return case.model_copy(update={"pub": pub})


def _reviewed(result: str, note: str = "") -> _Step:
    def step(case: Case, now: datetime) -> Case:
        at = written(now - timedelta(days=1))
        looked = ("漏项", "真实", "准确", "完整", "时效") if result == "通过" else ("漏项", "真实")
        review = Review(
            id="review1", by=_AUDITOR, at=at, stage="初审", result=result, items=looked, note=note
        )
        return case.model_copy(update={"reviews": (review,)})

    return step


def _remarked(*remarks: tuple[str, str]) -> _Step:
    made = tuple(
        ReviewRemark(id=f"remark{number}", path=path, text=text, by=_AUDITOR)
        for number, (path, text) in enumerate(remarks, start=1)
    )
    return _put("remarks", [one.model_dump(mode="json") for one in made])


def _submitted(case: Case, now: datetime) -> Case:
    at = written(now - timedelta(days=1, hours=3))
    track = case.track.model_copy(
        update={"first_submit_at": at, "submits": (Submission(id="submit1", at=at, to="单位"),)}
    )
    return case.model_copy(update={"track": track})


def _returned(case: Case, now: datetime) -> Case:
    """The platform has sent it back, with two remarks of which one is dealt with."""
    at = written(now - timedelta(hours=9))
    remarks = (
        Remark(id="r1", text="身份证反面不清晰，请重新上传。", resolved_at=written(now)),
        Remark(id="r2", text="个人承诺书缺手印。"),
    )
    entry = Return(id="return1", at=at, by="尉犁县", remarks=remarks)
    track = case.track.model_copy(update={"returns": (entry,)})
    return case.model_copy(update={"track": track})


def _passed_through(case: Case, now: datetime) -> Case:
    at = written(now - timedelta(hours=5))
    track = case.track.model_copy(update={"audit_at": at, "passed_at": at, "result": "评审通过"})
    return case.model_copy(update={"track": track})


def _id_wrong(case: Case, _now: datetime) -> Case:
    """The last character of the ID number was mistyped."""
    right = case.person.id_no
    return changes.put(case, "person.id_no", right[:17] + ("1" if right[17] != "1" else "2"))


def _short_summary(case: Case, _now: datetime) -> Case:
    return changes.put(case, "summary.text", case.summary.text[:900])


def _names_unit(case: Case, _now: datetime) -> Case:
    told = case.summary.text.replace("本人一直在", f"本人一直在{case.unit.name}", 1)
    return changes.put(case, "summary.text", told)


def _no_fingerprint(case: Case, _now: datetime) -> Case:
    papers = tuple(
        p.model_copy(update={"fingerprint": False}) if p.id == "pledge" else p for p in case.papers
    )
    return case.model_copy(update={"papers": papers})


_READY = _Stage(())
_STAGES: tuple[_Stage, ...] = (
    _READY,
    _Stage((_before_publicity, _id_wrong, _without("年度考核表 2023"))),
    _Stage((_reviewed("通过"),), received=True),
    _Stage((_posted,)),
    _Stage(
        (
            _before_publicity,
            _names_unit,
            _reviewed("退回", "请按意见修改后再交。"),
            _remarked(
                ("summary.text", "总结里写了单位名称，请改掉。"),
                ("items.result1.witness.contact", "证明人电话请写全。"),
            ),
        ),
        received=True,
    ),
    _READY,
    _Stage((_before_publicity, _short_summary), received=True),
    _Stage((_submitted,)),
    _Stage((_begun(4),)),
    _READY,
    _Stage((_submitted, _returned, _no_fingerprint)),
    _Stage((_before_publicity, _reviewed("通过"), _without("继续教育"))),
    _Stage((_posted, _disputed)),
    _Stage((_begun(7),)),
    _READY,
    _Stage((_before_publicity, _undecided(5), _put("person.phone", "1990000"))),
    _Stage((_submitted, _passed_through)),
    _Stage((_before_publicity, _without("毕业证书", "职称证书"), _id_wrong), received=True),
    _READY,
    _Stage((_before_publicity, _put("person.birth", "1979-02"))),
)
"""Every twentieth applicant stands alike; the order mixes them in any list."""
