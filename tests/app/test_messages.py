"""Every reason a check can give has its sentence, and every sentence a reason."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import desktop.domain
from desktop.app.findings.messages import SENTENCES, WORDS, label, message
from desktop.domain.finding import Finding, Verdict
from desktop.domain.scans import FaultKind

DOMAIN = Path(desktop.domain.__file__).parent
GIVERS = {"ok", "fails", "doubts", "waits", "opens", "Outcome", "answer", "_wrong", "_every_file"}
FORMATTED = {
    "until_": ("until_passed", "until_returned"),
    "id_": ("id_length", "id_characters", "id_birth", "id_checksum"),
    "scan_": tuple(f"scan_{kind}" for kind in get_args(FaultKind)),
}


def reasons() -> set[str]:
    found: set[str] = set()
    for file in (*DOMAIN.glob("*.py"), *DOMAIN.glob("checks/*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in GIVERS:
                for argument in node.args[:3]:
                    found |= set(strings(argument))
            if isinstance(node, ast.keyword) and node.arg == "reason":
                found |= set(strings(node.value))
            # A reason chosen first and given later.
            if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "reason":
                found |= set(strings(node.value))
    return found | {"ok"}


def strings(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.IfExp):
        yield from strings(node.body)
        yield from strings(node.orelse)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        if node.value.isidentifier() and "." not in node.value:
            yield node.value
    elif isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
        yield from FORMATTED.get(str(node.values[0].value), ())


PLACES = {
    "edu", "work", "items", "service", "ce", "assess", "attachments",
}  # fmt: skip
"""Evidence that reads like a reason."""


def test_every_reason_has_a_sentence_and_none_is_left_over() -> None:
    assert reasons() - PLACES == SENTENCES.keys()


def test_every_verdict_has_its_word() -> None:
    assert WORDS.keys() == set(Verdict)
    assert len(set(WORDS.values())) == len(WORDS)


def test_the_sentence_names_fields_as_the_pages_do() -> None:
    finding = Finding(
        rule="r", verdict=Verdict.TODO, say="", reason="empty",
        evidence=("person.name", "items.a1.witness.contact", "summary.text"),
    )  # fmt: skip
    assert message(finding) == "还没有填写：姓名、证明人联系方式、工作总结。"


def test_labels() -> None:
    assert label("edu.k3.school") != ""
    assert label("edu") == "学历"
    assert label("papers.publicity.sealed") == "盖章"


def test_no_sentence_blames_or_shows_codes() -> None:
    for sentence in SENTENCES.values():
        assert "错误" not in sentence
        assert "非法" not in sentence
        assert sentence.endswith(("。", "…", "」", "？"))


_DOING = re.compile(
    "请|须|只能|不能|应|改|补|换|重新|填|要|先|选|缺|还差|只写|可以|才|还缺|多出|增减|再答"
)
"""What tells somebody to do something, or what a value has to be."""

_STANDS = frozenset(
    "not_applicable part_lacking until_passed until_returned reminder ok confirmed ok_education "
    "ok_submissions ok_submissions_used ok_workdays ok_contract ok_fee "  # nothing is to be done
    "not_yet_open open_now open_without_end order_to_come objection_later publicity_not_set "
    "publicity_running no_such_fee "  # or not yet
    "topics_open no_files not_paid".split()  # what is to be done is all they say
)
"""Reasons that only say how something stands."""


def test_what_is_wrong_is_told_with_what_to_do() -> None:
    silent = {reason for reason, said in SENTENCES.items() if not _DOING.search(said)}
    assert silent <= _STANDS
