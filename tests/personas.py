"""Personas: made-up applicants told by what sets them apart, turned into real cases.

The shorthand says how an applicant differs from one who has done everything right. Whatever the
notice asks for and the shorthand does not mention is present, legible, signed, masked where it
must be and confirmed. Checks only ever see the case that comes out: real attachment entries, real
mask decisions, a real summary text.

    python -m tests.personas FILE.yaml [--json] [--write DIR]

prints the verdicts of every persona whose notice is installed; where the file says what is
expected, the differences are listed and the exit code is 1. ``--write`` writes each case as a file
with drawn scans beside it, for ``zhicheng check``.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import yaml

from desktop.app.installed import cards as installed
from desktop.app.installed import notice as load_notice
from desktop.domain import moments
from desktop.domain.case import (
    Aid,
    Apply,
    Case,
    CivilTransfer,
    PaperState,
    Person,
    Platform,
    Publicity,
    Qualification,
    Remark,
    Return,
    Submission,
    Summary,
    Tick,
    Track,
    UnitAudit,
)
from desktop.domain.check import check
from desktop.domain.derived import publicity_days
from desktop.domain.notice import Notice
from desktop.domain.wordcount import count
from desktop.storage.casefile import write_case_file
from tests import persona_parts as parts
from tests.persona_files import attachments, scanned

Told = dict[str, Any]

KNOWN = frozenset(
    "pack as_of tell apply person unit platform edu title work service items ce summary masks "
    "si slots_missing unticked wording files unopenable photo_gray assess assess_missing pub "
    "track dup_case award_dup classified civil_transfer pro_qual first_time aid blank_fields "
    "blanks vague paper_missing".split()
)
"""The keys of the shorthand that change something in a case."""

WITHOUT_PLACE = frozenset(
    "pack_years conditions_required probation probation_result served_lt3 employer_changed".split()
)
"""Keys for what follows from the rest of the case, or that no installed notice asks."""

FILLER = (
    "任现职以来我始终把造林质量放在第一位坚持到现场去看苗木成活情况每年春季组织整地栽植秋季开展抚育和补植"
    "针对干旱区水分不足的问题与同事反复试验节水灌溉做法记录土壤含水量和保存率按小班建立台账"
    "在退耕还林和防护林更新中承担外业调查和作业设计编写技术说明培训护林人员指导农户修枝防虫"
    "工作中注意学习新的技术规程参加学术交流把所学用在生产一线业务能力有了明显进步"
)


INNER = {
    "masks": frozenset({"undecided", "missing", "large"}),
    "files": frozenset({"bad_ext", "bad_name"}),
    "summary": frozenset({"chars", "mentions"}),
    "si": frozenset({"months", "status", "contract"}),
    "service": frozenset({"kind", "years", "signed"}),
    "pub": frozenset("start end result_date unit_audit_at signed sealed objection missing".split()),
}
"""What may stand under a key."""

CONTENTS = {
    "思想政治条件": "pub.political_text",
    "业绩成果": "pub.achievement_text",
    "反映办公室": "pub.office",
    "监督电话": "pub.phone",
    "起始日": "pub.start",
    "截止日": "pub.end",
}
"""What a posted notice may lack that is a field of its own."""

BLANKS = ("person.email", "apply.target", "unit.license_no", "title.series", "title.specialty")
"""Fields that nobody has to fill in, for those who should have written 无."""


@dataclass(frozen=True, slots=True)
class Expanded:
    """A persona as a case, the moment it is judged at, and the other cases on the machine."""

    case: Case
    now: datetime
    others: tuple[Case, ...]


def expand(name: str, told: Told, notice: Notice) -> Expanded:
    """The case of a persona; a key that means nothing here is refused rather than overlooked."""
    told = parts.spelt(told)
    _refuse_unknown(name, told, notice)
    at = moments.instant(told["as_of"])
    if at is None:
        raise ValueError(f"{name}: as_of {told['as_of']}")
    now = at.first
    told = parts.completed(told, notice)
    person = Person(**told["person"])
    case = Case(
        case_id=name,
        pack_id=notice.id,
        pack_version=notice.version,
        apply=Apply(**told["apply"], first_time=told.get("first_time")),
        person=person,
        unit=parts.unit(told["unit"]),
        platform=Platform(**told["platform"]),
        si=parts.insurance(told.get("si", {}), now),
        aid=Aid(**told.get("aid", {})),
        edu=tuple(parts.educations(told)),
        title=parts.title(told["title"]),
        civil_transfer=CivilTransfer(transferred=told.get("civil_transfer")),
        career=parts.career(person.work_start, now),
        quals=(Qualification(id="qual1", name="注册类职业资格"),) if told.get("pro_qual") else (),
        work=tuple(parts.works(told)),
        service=parts.service(told),
        items=tuple(parts.items(told, notice)),
        ce=tuple(parts.training(told["ce"])),
        assess=tuple(parts.assessments(told, notice, person)),
        summary=_summary(told, notice),
        unit_audit=UnitAudit(
            at=str(told.get("pub", {}).get("unit_audit_at", "")),
            items=("真实", "准确", "完整", "时效"),
            opinion_text=_copied(told, "单位审核意见", notice) or notice.wording["unit_opinion"],
            leader_name="赵立人",
        ),
        pub=_publicity(told.get("pub", {}), now, notice),
        papers=tuple(_papers(told, notice)),
        track=_track(told.get("track", {})),
        ticks=tuple(_ticks(told, notice)),
    )
    case = case.model_copy(update={"attachments": tuple(attachments(case, told, notice))})
    unsaid = [CONTENTS[x] for x in told.get("pub", {}).get("missing", ()) if x in CONTENTS]
    for path in (*told.get("blank_fields", ()), *unsaid, *BLANKS[: told.get("blanks", 0)]):
        case = _blanked(case, path)
    others = (case.model_copy(update={"case_id": f"{name}-2"}),) if told.get("dup_case") else ()
    return Expanded(Case.model_validate(case.model_dump()), now, others)


def _refuse_unknown(name: str, told: Told, notice: Notice) -> None:
    """Whatever would change nothing is a slip of the writer's."""
    unknown = sorted(told.keys() - KNOWN - WITHOUT_PLACE)
    for key, inner in INNER.items():
        unknown += sorted(f"{key}.{word}" for word in told.get(key, {}).keys() - inner)
    slots = {slot.id for slot in notice.slots}
    unknown += sorted(
        f"slots_missing: {s}" for s in told.get("slots_missing", ()) if s not in slots
    )
    if unknown:
        raise ValueError(f"{name}: 速记里有不认识的键 {unknown}")


def _summary(told: Told, notice: Notice) -> Summary:
    asked = told.get("summary", {})
    wanted = asked.get("chars", notice.summary.min or 0)
    named = "".join(f"在{word}工作期间，" for word in asked.get("mentions", ()))
    left = max(wanted - count(named).low, 0)
    text = named + (FILLER * (left // len(FILLER) + 1))[:left]
    if count(text).low != wanted:
        raise ValueError(f"总结不是 {wanted} 字")
    unticked = f"{notice.id}.summary.content" in told.get("unticked", ())
    return Summary(text=text, topics=() if unticked else notice.summary.topics)


def _publicity(told: Told, now: datetime, notice: Notice) -> Publicity:
    """The dates told, or a period still to come, long enough; its result the day after."""
    first = moments.day(str(told["start"])) if "start" in told else now.date() + timedelta(days=1)
    assert first is not None
    wanted = notice.publicity_workdays or 5
    last = moments.day(str(told["end"])) if "end" in told else notice.calendar.after(first, wanted)
    assert last is not None
    result = told.get("result_date", (last + timedelta(days=1)).isoformat())
    length = publicity_days(first.isoformat(), last.isoformat(), notice.calendar)
    asked = next((r.check.items for r in notice.rules if r.check.op == "publicity_contents"), ())
    if strange := sorted(set(told.get("missing", ())) - {*asked, *CONTENTS}):
        raise ValueError(f"公示里没有这样的内容：{strange}")
    return Publicity(
        start=first.isoformat(),
        end=last.isoformat(),
        office="人事",
        phone="09962000000",
        political_text="政治立场坚定，遵守职业道德，从业行为规范",
        achievement_text="近五年完成造林设计和成效调查，本人主持外业并编写报告",
        contents=tuple(item for item in asked if item not in told.get("missing", ())),
        photo=True,
        objection=told.get("objection", False if _over(last, now) else None),
        days=length.workdays_with_first if length else wanted,
        result_date=str(result),
        recommend_date=str(result),
    )


def _over(last: date, now: datetime) -> bool:
    return last < now.date()


def _papers(told: Told, notice: Notice) -> Iterator[PaperState]:
    pub = told.get("pub", {})
    for document in notice.documents:
        posted = document.kind == "publicity"
        yield PaperState(
            id=document.kind,
            kind=document.title,
            text=_copied(told, document.title, notice),
            handwritten=document.handwritten,
            signed=tuple(pub.get("signed", document.sign)) if posted else document.sign,
            sealed=pub.get("sealed", document.seal) if posted else document.seal,
            fingerprint=document.fingerprint,
            originals=0 if document.title in told.get("paper_missing", ()) else 1,
        )


def _copied(told: Told, document: str, notice: Notice) -> str:
    """What was copied into a document; "" where the persona says nothing of it."""
    text = str(told.get("wording", {}).get(document, ""))
    if not text.startswith("W."):
        return text
    # Another notice's wording, by name: what it says does not matter, only that it differs.
    pack, key = text[2:].split(".", 1)
    return notice.wording[key] if pack == notice.id else f"{pack} {key}"


def _track(told: Told) -> Track:
    given = {key: value for key, value in told.items() if key in Track.model_fields}
    counted = {"submit_count": "单位", "committee_submit_count": "评委会"}
    returned = {"last_return_at", "resubmit_at", "opinions_open"}
    other = told.keys() - given.keys() - counted.keys() - returned
    if other:
        raise ValueError(f"提交跟踪里有不认识的键 {sorted(other)}")
    first = str(given.get("first_submit_at", ""))
    submits = [
        Submission(id=f"{key}{n}".replace("_", "-"), at=first, to=to)
        for key, to in counted.items()
        for n in range(int(told.get(key, 0)))
    ]
    returns: tuple[Return, ...] = ()
    if "last_return_at" in told:
        left = int(told.get("opinions_open", 0))
        remarks = tuple(Remark(id=f"remark{n}", text="请补正") for n in range(left))
        again = str(told.get("resubmit_at", ""))
        at = str(told["last_return_at"])
        returns = (Return(id="return1", at=at, remarks=remarks, resubmitted_at=again),)
    return Track(**given, submits=tuple(submits), returns=returns)


def _ticks(told: Told, notice: Notice) -> Iterator[Tick]:
    confirmed = [rule.id for rule in notice.rules if rule.kind == "confirm"]
    unticked = set(told.get("unticked", ()))
    if strange := sorted(unticked - set(confirmed)):
        raise ValueError(f"不是人工确认的规则：{strange}")
    for n, rule in enumerate(confirmed, 1):
        if rule not in unticked:
            yield Tick(id=f"tick{n}", rule=rule, at=str(told["as_of"]))


def _blanked(case: Case, path: str) -> Case:
    from desktop.domain.change import get, put

    value = get(case, path)
    return put(case, path, None if isinstance(value, bool | int) else type(value)())


def verdicts(expanded: Expanded, notice: Notice) -> dict[str, str]:
    """The verdict of every rule, by id."""
    found = check(expanded.case, notice, expanded.now, others=expanded.others)
    return {finding.rule: finding.verdict.value for finding in found}


def main(arguments: Sequence[str] | None = None) -> int:
    """Judge the personas of a file; 1 where an expected verdict is not met."""
    parser = argparse.ArgumentParser(description="把样例申报人变成真实材料并判定")
    parser.add_argument("file", type=Path)
    parser.add_argument("--json", action="store_true", help="判定结果写成 JSON")
    parser.add_argument("--write", type=Path, metavar="DIR", help="把每人的材料写成文件")
    options = parser.parse_args(arguments)
    packs = {card.id for card in installed()}
    results: dict[str, dict[str, str]] = {}
    differences: list[str] = []
    for name, entry in yaml.safe_load(options.file.read_text("utf-8")).items():
        told = entry["persona"]
        if told["pack"] not in packs:
            continue
        notice = load_notice(told["pack"])
        try:
            expanded = expand(name, told, notice)
        except (ValueError, LookupError) as error:
            differences.append(f"{name}: 没有读懂，未判定：{error}")
            continue
        results[name] = verdicts(expanded, notice)
        expected = entry.get("expected", {})
        differences += [
            f"{name} {rule}: 应为 {expected.get(rule)}，判为 {results[name].get(rule)}"
            for rule in sorted(expected.keys() | results[name].keys() if expected else ())
            if expected.get(rule) != results[name].get(rule)
        ]
        if options.write:
            options.write.mkdir(parents=True, exist_ok=True)
            for written in (expanded.case, *expanded.others):
                case, contents = scanned(written)
                file = options.write / f"{case.case_id}.json"
                write_case_file(file, case, contents.__getitem__, replace=True)
    _report(results, differences, as_json=options.json)
    return 1 if differences else 0


def _report(results: dict[str, dict[str, str]], differences: list[str], *, as_json: bool) -> None:
    if as_json:
        sys.stdout.write(json.dumps(results, ensure_ascii=False, indent=2) + "\n")
    else:
        for name, found in results.items():
            for rule, verdict in found.items():
                sys.stdout.write(f"{name} {rule} {verdict}\n")
    for line in differences:
        sys.stderr.write(line + "\n")


if __name__ == "__main__":
    sys.exit(main())
