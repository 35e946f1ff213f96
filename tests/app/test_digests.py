"""What judging comes to: where the first fault is put right, what is missing, what is kept."""

import pytest

from desktop.app.applicants import digests
from desktop.app.applicants.digests import Digest, first_fault, place
from desktop.app.notices import installed
from desktop.domain.finding import Finding, Verdict

NOTICE = installed.notice("BM24")


def finding(reason: str, verdict: Verdict = Verdict.FAIL, **more: object) -> Finding:
    usual = {"rule": "r", "say": "", "page": "basic", "evidence": ("person.phone",)}
    return Finding(verdict=verdict, reason=reason, **{**usual, **more})  # type: ignore[arg-type]


PLACES = {
    "a field": (finding("phone_form"), ("basic", "person.phone")),
    "the first of several": (
        finding("birth_differs", evidence=("person.birth", "person.id_no")),
        ("basic", "person.birth"),
    ),
    "a field of another page": (
        finding("sign_missing", page="finish", evidence=("papers.summary.signed",)),
        ("publicity", "papers.summary.signed"),
    ),
    "an entry": (
        finding("entry_incomplete", page="achievements", evidence=("items.a1.witness",)),
        ("achievements", "items.a1.witness"),
    ),
    "a file that is missing": (
        finding("files_missing", slot="公示", page="publicity", evidence=("attachments",)),
        ("attachments", "slot:公示"),
    ),
    "a tick": (
        finding("not_confirmed", Verdict.TODO, rule="BM24.pledge.hand", evidence=()),
        ("basic", "rule:BM24.pledge.hand"),
    ),
    "a fact beside a tick": (
        finding("no_fingerprint", rule="BM24.pledge.hand", evidence=("papers.pledge.fingerprint",)),
        ("publicity", "papers.pledge.fingerprint"),
    ),
    "nothing told": (finding("missed", page="finish", evidence=()), ("finish", "")),
}


@pytest.mark.parametrize("what", PLACES)
def test_place(what: str) -> None:
    found, expected = PLACES[what]
    assert place(found, NOTICE) == expected


FINE = finding("ok", Verdict.PASS)
WRONG = finding("phone_form")
GAP = finding("empty", evidence=("pub.start",))
NO_FILE = finding("files_missing", slot="公示")
TICK = finding("not_confirmed", Verdict.TODO, evidence=())
CARE = finding("vague", Verdict.WARN)
LATER = finding("until_passed", Verdict.LATER)

FIRST: list[tuple[tuple[Finding, ...], tuple[str, str]]] = [
    ((), ("", "")),
    ((FINE, CARE, LATER), ("", "")),
    ((FINE, TICK), ("basic", "rule:r")),
    ((NO_FILE, TICK), ("attachments", "slot:公示")),
    ((TICK, NO_FILE), ("basic", "rule:r")),
    ((TICK, NO_FILE, GAP), ("publicity", "pub.start")),
    ((GAP, NO_FILE, WRONG), ("basic", "person.phone")),
    ((CARE, WRONG, finding("email_form", evidence=("person.email",))), ("basic", "person.phone")),
]


@pytest.mark.parametrize(("findings", "expected"), FIRST)
def test_a_mistake_comes_before_a_gap_and_that_before_what_is_to_be_done(
    findings: tuple[Finding, ...], expected: tuple[str, str]
) -> None:
    assert first_fault(findings, NOTICE) == expected


def test_what_is_written_is_read() -> None:
    some = {
        "a": Digest("v 0 ", 1.5, 2.5, "通知", 0.5, 3, 2, letters="a,e yi", status="填写中"),
        "b": Digest("v 1 w", 0.0, 1.0, trouble="没有这份通知。"),
        "c": Digest("v", 0.0, 1.0, status="可提交", page="work", path="work.\ud83d.unit"),
    }
    assert digests.read(digests.written(some)) == some
    assert digests.read(digests.written({})) == {}
    assert digests.read(None) == {}
