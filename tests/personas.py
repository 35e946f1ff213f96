"""Personas: made-up applicants told by what sets them apart, turned into real cases.

The shorthand says how an applicant differs from one who has done everything right. Whatever the
notice asks for and the shorthand does not mention is present, legible, signed, masked where it
must be and confirmed; the numbers a notice leaves to the unit (``pack_years``,
``conditions_required``) alone are unanswered where they are not told. Checks only ever see the
case that comes out: real attachment entries, real mask decisions, a real summary text.

    python -m tests.personas FILE.yaml [--json] [--write DIR]

prints the verdicts of every persona; where the file says what is expected, the differences are
listed and the exit code is 1. A slip of the writer's is told with its key and costs only that
persona. ``--write`` writes each case as a file with drawn scans beside it, for ``zhicheng check``.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from desktop.app.notices.installed import cards as installed
from desktop.app.notices.installed import notice as load_notice
from desktop.domain import moments
from desktop.domain.case import Apply, Case, Person, Platform, Qualification, Summary
from desktop.domain.change import put
from desktop.domain.check import check
from desktop.domain.notice import Notice
from desktop.domain.scene import Scene
from desktop.domain.wordcount import count
from desktop.errors import UserError
from desktop.storage.casefile import write_case_file
from tests import persona_papers as papers
from tests import persona_parts as parts
from tests import persona_terms as terms
from tests.persona_blanks import blanked, filled
from tests.persona_files import attachments, scanned
from tests.persona_items import items
from tests.persona_told import Slip, Told, read

FILLER = (
    "任现职以来我始终把造林质量放在第一位坚持到现场去看苗木成活情况每年春季组织整地栽植秋季开展抚育和补植"
    "针对干旱区水分不足的问题与同事反复试验节水灌溉做法记录土壤含水量和保存率按小班建立台账"
    "在退耕还林和防护林更新中承担外业调查和作业设计编写技术说明培训护林人员指导农户修枝防虫"
    "工作中注意学习新的技术规程参加学术交流把所学用在生产一线业务能力有了明显进步"
)

VAGUE = "大概做过若干技术工作等等"


@dataclass(frozen=True, slots=True)
class Expanded:
    """A persona as a case, the moment it is judged at, and the other cases on the machine."""

    case: Case
    now: datetime
    others: tuple[Case, ...]


def expand(name: str, told: Told, notice: Notice) -> Expanded:
    """The case of a persona; :class:`Slip` where something in the shorthand means nothing."""
    name = re.sub(r"[^A-Za-z0-9_-]", lambda c: f"{ord(c[0]):x}", name)[:60] or "P"
    told = read(told)
    at = moments.instant(told["as_of"])
    assert at is not None  # read() has looked at it
    now = at.first
    told = parts.completed(told, notice, now)
    case = _founded(name, told, notice, now)
    case = case.model_copy(update={"assess": tuple(parts.assessments(case, told, notice))})
    case = case.model_copy(update={"ce": tuple(parts.trainings(case, told, notice))})
    posted = tuple(papers.papers(Scene.of(case, notice, now), told))
    case = papers.worded(case.model_copy(update={"papers": posted}), told, notice)
    case = case.model_copy(update={"attachments": tuple(attachments(case, told, notice, now))})
    if told.get("vague") and not case.items and case.work:
        case = put(case, f"work.{case.work[0].id}.post", VAGUE)
    case = blanked(filled(case, notice), told, notice, _contents_of_all())
    others = (case.model_copy(update={"case_id": f"{name}-2"}),) if told.get("dup_case") else ()
    return Expanded(Case.model_validate(case.model_dump()), now, others)


def _founded(name: str, told: Told, notice: Notice, now: datetime) -> Case:
    """The case without what depends on the rest of it: years, wording, files."""
    person = Person(**told["person"])
    title = parts.title(told["title"])
    pub = papers.publicity(told.get("pub", {}), now, notice)
    first_time = told.get("first_time", not title.has)
    return Case(
        case_id=name,
        pack_id=notice.id,
        pack_version=notice.version,
        apply=Apply(**told["apply"], first_time=first_time),
        person=person,
        unit=parts.unit(told["unit"]),
        platform=Platform(**told["platform"]),
        si=parts.insurance(told.get("si", {}), now, notice),
        aid=parts.aid(told.get("aid", False), now),
        edu=tuple(parts.educations(told)),
        title=title,
        appointments=parts.appointments(title),
        civil_transfer=parts.transfer(told),
        career=parts.career(person, now),
        quals=(Qualification(id="qual1", name="注册类职业资格", date="2020-01", number="无"),)
        if told.get("pro_qual")
        else (),
        work=tuple(parts.works(told)),
        service=tuple(parts.services(told, notice)),
        items=tuple(items(told, notice, now)),
        summary=_summary(told, notice),
        unit_audit=papers.audit(told.get("pub", {}), pub, now),
        pub=pub,
        supervisor=papers.supervisor(),
        track=papers.track(told, notice),
        ticks=tuple(papers.ticks(told, notice)),
        answers=tuple(parts.answers(told, notice)),
    )


def _summary(told: Told, notice: Notice) -> Summary:
    asked = told.get("summary", {})
    usual = notice.summary.min or min(notice.summary.max or 1500, 1500)
    wanted = asked.get("chars", usual)
    named = "".join(f"在{word}工作期间，" for word in asked.get("mentions") or ())
    left = max(wanted - count(named).low, 0)
    text = named + (FILLER * (left // len(FILLER) + 1))[:left]
    if count(text).low != wanted:
        raise Slip(f"summary.chars：写不成 {wanted} 字的总结")
    unticked = any(rule.endswith("summary.content") for rule in told.get("unticked") or ())
    return Summary(text=text, topics=() if unticked else notice.summary.topics)


@cache
def _contents_of_all() -> frozenset[str]:
    """Whatever some installed notice wants in a 公示."""
    return frozenset(
        content for card in installed() for content in terms.contents(load_notice(card.id))
    )


def verdicts(expanded: Expanded, notice: Notice) -> dict[str, str]:
    """The verdict of every rule, by id."""
    found = check(expanded.case, notice, expanded.now, others=expanded.others)
    return {finding.rule: finding.verdict.value for finding in found}


def judged(name: str, entry: Any) -> tuple[Expanded, dict[str, str]]:
    """An entry of a file of personas as a case, and its verdicts."""
    if not isinstance(entry, dict) or not isinstance(entry.get("persona"), dict):
        raise Slip("没有 persona")
    told = entry["persona"]
    if not (pack := told.get("pack")):
        raise Slip("缺 pack")
    try:
        notice = load_notice(str(pack))
    except UserError as error:
        raise Slip(f"pack：用不了通知 {pack}：{error}") from error
    expanded = expand(name, told, notice)
    return expanded, verdicts(expanded, notice)


def main(arguments: Sequence[str] | None = None) -> int:
    """Judge the personas of a file; 1 where an expected verdict is not met."""
    parser = argparse.ArgumentParser(description="把样例申报人变成真实材料并判定")
    parser.add_argument("file", type=Path)
    parser.add_argument("--json", action="store_true", help="判定结果写成 JSON")
    parser.add_argument("--write", type=Path, metavar="DIR", help="把每人的材料写成文件")
    options = parser.parse_args(arguments)
    try:
        entries = yaml.safe_load(options.file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        sys.stderr.write(f"{options.file}: 读不了：{error}\n")
        return 1
    if not isinstance(entries, dict):
        sys.stderr.write(f"{options.file}: 不是按申报人编号写的\n")
        return 1
    results: dict[str, dict[str, str]] = {}
    differences: list[str] = []
    for name, entry in entries.items():
        try:
            expanded, found = judged(str(name), entry)
        except (ValueError, LookupError, TypeError) as error:
            differences.append(f"{name}: 没有读懂，未判定：{error}")
            continue
        results[name] = found
        differences += _differences(name, entry.get("expected") or {}, found)
        if options.write:
            _write(expanded, options.write)
    _report(results, differences, as_json=options.json)
    return 1 if differences else 0


def _differences(name: str, expected: dict[str, str], found: dict[str, str]) -> list[str]:
    return [
        f"{name} {rule}: 应为 {verdict}，判为 {found.get(rule, '（没有这条规则）')}"
        for rule, verdict in expected.items()
        if found.get(rule) != verdict
    ]


def _write(expanded: Expanded, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for written in (expanded.case, *expanded.others):
        case, contents = scanned(written)
        write_case_file(folder / f"{case.case_id}.json", case, contents.__getitem__, replace=True)


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
