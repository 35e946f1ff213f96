"""Checks of documents and of what is handed in on paper, against notices made by hand."""

from __future__ import annotations

from typing import Any

import pytest

from desktop.domain.case import (
    Apply,
    Case,
    Education,
    PaperState,
    Person,
    Publicity,
    Service,
    Title,
    UnitAudit,
)
from tests.domain.hand import WHOLE, case, files, judged, told

Terms = dict[str, Any]

SOMETHING = [{"piece": "signature"}]
"""What stands in a document where that is of no matter here."""

POSTED: Terms = {
    "kind": "publicity",
    "title": "公示",
    "mode": "print",
    "content": SOMETHING,
    "sign": ["主管领导", "纪检部门负责人"],
    "seal": True,
}
SIGNED: Terms = {"op": "document", "document": "publicity", "signed": True, "sealed": True}


def paper(kind: str = "publicity", **fields: Any) -> Case:
    return case(papers=(PaperState(id=kind, kind=kind, **fields),))


BOTH = ("主管领导", "纪检部门负责人")


@pytest.mark.parametrize(
    ("held", "verdict", "reason"),
    [
        (paper(signed=BOTH, sealed=True), "PASS", "ok"),
        (paper(signed=("主管领导",), sealed=True), "FAIL", "sign_missing"),
        (paper(signed=BOTH, sealed=False), "FAIL", "paper_seal_missing"),
        (paper(signed=BOTH), "TODO", "paper_seal_unknown"),
        (paper(sealed=True), "FAIL", "sign_missing"),
        (paper(), "TODO", "sign_unknown"),
        (case(), "TODO", "sign_unknown"),
    ],
)
def test_who_signs_is_the_documents_own(held: Case, verdict: str, reason: str) -> None:
    assert told(judged(held, SIGNED, documents=[POSTED])) == (verdict, reason)


def test_a_document_that_nobody_signs_is_only_sealed() -> None:
    sealed = SIGNED | {"signed": False}
    bare = POSTED | {"sign": []}
    assert judged(paper(sealed=True), sealed, documents=[bare]).verdict == "PASS"
    assert told(judged(paper(sealed=False), sealed, documents=[bare]))[0] == "FAIL"
    assert told(judged(case(), sealed, documents=[bare])) == ("TODO", "paper_seal_unknown")


RESULT: Terms = {
    "kind": "result",
    "title": "公示结果",
    "mode": "print",
    "content": SOMETHING,
    "date": "pub.result_date",
    "after": "pub.end",
    "undisputed": True,
}
STATES: Terms = {
    "op": "document",
    "document": "result",
    "fields": ["pub.start", "pub.end", "pub.objection"],
}


def posted(**fields: Any) -> Case:
    told_: Terms = {
        "start": "2023-08-21", "end": "2023-08-28", "objection": False, "result_date": "2023-08-29",
    }  # fmt: skip
    return case(pub=Publicity(**(told_ | fields)))


@pytest.mark.parametrize(
    ("held", "verdict", "reason"),
    [
        (posted(), "PASS", "ok"),
        (posted(result_date="2023-08-28"), "FAIL", "date_not_after"),
        (posted(result_date=""), "TODO", "empty"),
        (posted(objection=True), "PASS", "ok"),
        (posted(objection=None), "TODO", "empty"),
        (posted(start=""), "TODO", "empty"),
    ],
)
def test_what_a_document_states(held: Case, verdict: str, reason: str) -> None:
    assert told(judged(held, STATES, documents=[RESULT])) == (verdict, reason)


@pytest.mark.parametrize(
    ("objection", "verdict", "reason"),
    [(True, "FAIL", "objection"), (None, "TODO", "unanswered"), (False, "PASS", "ok")],
)
def test_an_objection_is_looked_at_where_the_rule_says_so(
    objection: bool | None, verdict: str, reason: str
) -> None:
    check = STATES | {"fields": [], "undisputed": True}
    held = posted(objection=objection)
    assert told(judged(held, check, documents=[RESULT])) == (verdict, reason)


FORM: Terms = {"kind": "exemption", "title": "免试审批表", "mode": "form", "content": SOMETHING}
TWELVE: Terms = {
    "op": "document",
    "document": "exemption",
    "fields": [
        "person.name", "title.name", "highest_level", "highest_degree", "graduated",
        "exemption_reason",
    ],
}  # fmt: skip
STUDIED = Education(
    id="e", level="本科", degree="学士", school="某大学", major="林学", end="2007-07"
)
SERVED = Service(id="s", kind="访惠聚驻村", start="2018-01", end="2018-12", place="某村")


def form(edu: Education = STUDIED, service: Service = SERVED, has: bool | None = False) -> Case:
    return case(person=Person(name="周文博"), edu=(edu,), service=(service,), title=Title(has=has))


@pytest.mark.parametrize(
    ("held", "verdict", "empty"),
    [
        (form(), "PASS", ()),
        (form(edu=STUDIED.model_copy(update={"degree": "", "major": ""})), "TODO",
         ("edu.e.degree", "edu.e.major")),
        (form(service=SERVED.model_copy(update={"place": ""})), "TODO", ("service.s.reason",)),
        (form(service=Service(id="s", kind="访惠聚驻村", reason="2018年驻村")), "PASS", ()),
        (form(has=None), "TODO", ("title.has",)),
        (form(has=True), "TODO", ("title.name",)),
    ],
)  # fmt: skip
def test_a_form_may_name_what_is_put_together(
    held: Case, verdict: str, empty: tuple[str, ...]
) -> None:
    finding = judged(held, TWELVE, documents=[FORM])
    assert (finding.verdict, finding.evidence) == (verdict, empty)


PLEDGE: Terms = {
    "kind": "pledge",
    "title": "个人承诺书",
    "mode": "copy",
    "content": SOMETHING,
    "handwritten": True,
    "fingerprint": True,
}
COPIED: Terms = {"op": "copied", "document": "pledge", "wording": "pledge", "slot": "承诺书"}
TEXT = {"pledge": "本人{name}承诺真实，3年内不得申报。"}


@pytest.mark.parametrize(
    ("fields", "verdict", "reason"),
    [
        ({}, "PASS", "ok"),
        ({"text": "本人周文博承诺真实，3年内不得申报。"}, "PASS", "ok"),
        ({"text": "本人周文博承诺真实，５年内不得申报。"}, "FAIL", "text_differs"),
        ({"handwritten": False}, "FAIL", "not_handwritten"),
        ({"fingerprint": False}, "FAIL", "no_fingerprint"),
        ({"handwritten": True, "fingerprint": True}, "PASS", "ok"),
    ],
)
def test_copied_by_hand_to_the_letter(fields: Any, verdict: str, reason: str) -> None:
    held = paper("pledge", **fields).model_copy(
        update={"person": Person(name="周文博"), "attachments": files("承诺书")}
    )
    assert told(judged(held, COPIED, documents=[PLEDGE], wording=TEXT)) == (verdict, reason)


def test_a_pledge_is_held_against_nothing_while_its_name_is_empty() -> None:
    held = paper("pledge", text="本人承诺真实").model_copy(update={"attachments": files("承诺书")})
    finding = judged(held, COPIED, documents=[PLEDGE], wording=TEXT)
    assert (told(finding), finding.evidence) == (("TODO", "empty"), ("person.name",))


def test_what_the_notice_does_not_ask_of_a_pledge_is_not_missing() -> None:
    plain = PLEDGE | {"handwritten": False, "fingerprint": False}
    held = paper("pledge", handwritten=False, fingerprint=False)
    check = COPIED | {"slot": ""}
    assert judged(held, check, documents=[plain], wording=TEXT).verdict == "PASS"
    assert told(judged(held, COPIED, documents=[plain], wording=TEXT)) == ("FAIL", "files_missing")


@pytest.mark.parametrize(
    ("handwritten", "verdict"), [(None, "TODO"), (True, "TODO"), (False, "FAIL")]
)
def test_by_hand_is_confirmed(handwritten: bool | None, verdict: str) -> None:
    held = paper("pledge", handwritten=handwritten)
    check = {"op": "by_hand", "document": "pledge"}
    finding = judged(held, check, rule={"kind": "confirm"}, documents=[PLEDGE])
    assert finding.verdict == verdict


PAPERS = [
    {"id": "diploma", "title": "学历证书", "originals": 1, "copies": 1},
    {"id": "certificates", "title": "继续教育证书", "originals": 1},
    {"id": "exemption", "title": "免试审批表", "originals": 1},
    {"id": "unsaid", "title": "其他"},
]


def at_hand(**counts: tuple[int, int]) -> Case:
    return case(
        papers=tuple(
            PaperState(id=kind, kind=kind, originals=originals, copies=copies)
            for kind, (originals, copies) in counts.items()
        )
    )


def on_paper(*of: str, instead: str = "") -> Terms:
    return {"op": "paper", "of": list(of), "instead": instead}


@pytest.mark.parametrize(
    ("held", "check", "verdict", "reason"),
    [
        (at_hand(diploma=(1, 1)), on_paper("diploma"), "PASS", "ok"),
        (at_hand(diploma=(1, 2)), on_paper("diploma"), "PASS", "ok"),
        (at_hand(diploma=(1, 0)), on_paper("diploma"), "FAIL", "paper_short"),
        (at_hand(diploma=(0, 1)), on_paper("diploma"), "FAIL", "paper_short"),
        (case(), on_paper("diploma"), "TODO", "paper_unknown"),
        (at_hand(diploma=(1, 1)), on_paper("diploma", "certificates"), "TODO", "paper_unknown"),
        (at_hand(diploma=(1, 1), certificates=(0, 0)), on_paper("diploma", "certificates"),
         "FAIL", "paper_short"),
        (at_hand(exemption=(1, 0)), on_paper("certificates", instead="exemption"), "PASS", "ok"),
        (at_hand(certificates=(1, 0)), on_paper("certificates", instead="exemption"),
         "PASS", "ok"),
        (at_hand(exemption=(0, 0)), on_paper("certificates", instead="exemption"),
         "TODO", "paper_unknown"),
        # 通知未写 how many, nor whether originals: one of either will do, none will not.
        (at_hand(unsaid=(1, 0)), on_paper("unsaid"), "PASS", "ok"),
        (at_hand(unsaid=(0, 1)), on_paper("unsaid"), "PASS", "ok"),
        (at_hand(unsaid=(0, 0)), on_paper("unsaid"), "FAIL", "paper_short"),
        (case(), on_paper("unsaid"), "TODO", "paper_unknown"),
    ],
)  # fmt: skip
def test_papers_at_hand(held: Case, check: Terms, verdict: str, reason: str) -> None:
    assert told(judged(held, check, papers=PAPERS)) == (verdict, reason)


CHAIN: Terms = {
    "op": "approvals",
    "document": "exemption",
    "chain": ["所在单位", "同级“访惠聚”", "地州主管"],
    "also": {"高级": ["自治区职称办"]},
}
THREE = ("所在单位", "同级“访惠聚”", "地州主管")


def approved(level: str, *signed: tuple[str, ...], kind: str = "访惠聚驻村") -> Case:
    return case(
        apply=Apply(level=level), service=tuple(Service(kind=kind, signed=who) for who in signed)
    )


@pytest.mark.parametrize(
    ("held", "verdict"),
    [
        (approved("中级", THREE), "PASS"),
        (approved("高级", THREE), "FAIL"),
        (approved("高级", (*THREE, "自治区职称办")), "PASS"),
        (approved("中级", THREE[:2]), "FAIL"),
        (approved("中级", ()), "TODO"),
        (approved("中级", THREE, THREE[:1]), "FAIL"),
        (approved("中级", (), kind="少数民族科技骨干特培"), "PASS"),
        (approved("中级", ()).model_copy(update={"unit_audit": WHOLE}), "FAIL"),
    ],
)
def test_everybody_in_the_chain_approves(held: Case, verdict: str) -> None:
    assert judged(held, CHAIN, documents=[FORM]).verdict == verdict


EIGHT: Terms = {"op": "publicity_contents", "items": ["学历证书", "主要业绩成果"]}
LABELLED: Terms = {
    "kind": "publicity", "title": "公示", "mode": "print",
    "content": [{"piece": "labelled", "wording": "ach", "field": "pub.achievement_text"}],
}  # fmt: skip


@pytest.mark.parametrize(
    ("held", "documents", "verdict", "reason"),
    [
        (posted(contents=("学历证书", "主要业绩成果")), [POSTED], "PASS", "ok"),
        (posted(contents=("学历证书",)), [POSTED], "FAIL", "contents_missing"),
        (posted(), [POSTED], "TODO", "empty"),
        # Where the document has a paragraph of the person's own, it has to be written.
        (posted(contents=("学历证书", "主要业绩成果")), [LABELLED], "TODO", "empty"),
        (posted(contents=("学历证书", "主要业绩成果"), achievement_text="设计"), [LABELLED],
         "PASS", "ok"),
    ],
)  # fmt: skip
def test_what_the_posted_text_says(
    held: Case, documents: list[Terms], verdict: str, reason: str
) -> None:
    finding = judged(held, EIGHT, documents=documents, wording={"ach": "业绩成果："})
    assert told(finding) == (verdict, reason)


def test_nothing_posted_is_wrong_once_the_case_claims_to_be_whole() -> None:
    held = posted().model_copy(update={"unit_audit": UnitAudit(opinion_text="同意推荐")})
    assert told(judged(held, EIGHT, documents=[POSTED])) == ("FAIL", "contents_missing")
