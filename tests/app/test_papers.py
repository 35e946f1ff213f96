"""The documents as the window shows them: for whom, drafts and their editing, what is lacking."""

from __future__ import annotations

import pytest

from desktop.app.notices.installed import notice
from desktop.app.papers.press import Press
from desktop.app.papers.wanted import DRAFT, Paper, make, papers
from desktop.domain.case import Case
from desktop.errors import UserError
from tests.documents.cases import NOW, full
from tests.documents.reading import by_pdfium


def paper(pack: str, kind: str, case: Case | None = None) -> Paper:
    found = papers(case or full(pack), notice(pack), NOW)
    return next(one for one in found if one.terms.kind == kind)


def test_every_document_is_told_with_whether_it_fits() -> None:
    found = papers(full("LC22", service=()), notice("LC22"), NOW)
    assert {one.terms.kind for one in found if not one.fits} == {"exemption_form", "work_years"}
    assert all(one.ready for one in found if one.fits)


@pytest.mark.parametrize(
    ("pack", "kind", "draft", "editable"),
    [
        ("GT23", "integrity", True, True),
        ("LC22", "publicity", True, True),
        ("GJ21", "result", True, True),
        ("BM24", "publicity", False, False),
        ("ZZ23", "result", False, False),
        ("GJ21", "pledge", False, False),
    ],
)
def test_a_text_of_the_programs_own_is_known_as_such(
    pack: str, kind: str, draft: bool, editable: bool
) -> None:
    one = paper(pack, kind)
    assert one.terms.draft is draft
    assert one.editable is editable
    assert "软件拟稿" in DRAFT


def test_an_edited_draft_is_kept_and_can_be_taken_back() -> None:
    before = paper("GT23", "integrity")
    assert "张䶮" in before.drafted
    assert before.edited == ""
    state = before.with_text("  改过的一段。\n第二段。\n")
    case = full("GT23", papers=(state,))
    after = paper("GT23", "integrity", case)
    assert after.edited == "改过的一段。\n第二段。"
    assert after.drafted == before.drafted
    assert after.with_text("").body == ""
    assert after.with_text(before.drafted).body == ""
    made = make("integrity", case, notice("GT23"), NOW, Press.bundled())
    text = "".join(by_pdfium(made.pdf))
    assert "改过的一段。" in text
    assert "未发现" not in text


def test_what_else_is_known_of_a_paper_stays_when_its_text_is_edited() -> None:
    state = paper("GT23", "integrity").with_text("改过。").model_copy(update={"originals": 2})
    after = paper("GT23", "integrity", full("GT23", papers=(state,))).with_text("又改过。")
    assert (after.originals, after.body) == (2, "又改过。")


def test_a_draft_without_its_facts_offers_nothing_to_edit() -> None:
    one = paper("GT23", "integrity", full("GT23", person__name=""))
    assert one.drafted == ""
    assert not one.editable
    assert [lack.label for lack in one.lacking] == ["姓名"]


def test_lacking_facts_lead_to_their_pages() -> None:
    case = full("LC22", edu__e1__degree="", person__work_start="", supervisor__name="")
    form = paper("LC22", "exemption_form", case)
    assert [(lack.path, lack.page) for lack in form.lacking] == [
        ("edu.e1.degree", "education"),
        ("person.work_start", "basic"),
    ]
    assert all(lack.label for lack in form.lacking)
    posted = paper("LC22", "publicity", case)
    assert [(lack.path, lack.page) for lack in posted.lacking] == [("supervisor.name", "publicity")]


def test_a_document_that_contradicts_itself_is_told_in_words() -> None:
    one = paper("ZZ23", "result", full("ZZ23", pub__objection=True))
    assert "异议" in one.reason
    with pytest.raises(UserError):
        make(
            "result",
            full("ZZ23", pub__objection=True),
            notice("ZZ23"),
            NOW,
            Press.bundled(),
        )
