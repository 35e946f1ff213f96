"""The program's own texts: editable, and never where the notice prescribes."""

import pytest

from desktop.app.notices.installed import notice as load
from desktop.documents.blocks import (
    Paragraph,
)
from desktop.documents.catalogue import build, drafted
from desktop.documents.refusals import MissingFacts
from desktop.domain.case import Case, PaperState

from .cases import NOW, PACKS, full

DRAFTS = [
    (pack, terms.kind)
    for pack in PACKS
    for terms in load(pack).documents
    if terms.mode != "never" and drafted(terms.kind, full(pack), load(pack), NOW)
]


def edited(pack: str, kind: str, text: str) -> Case:
    return full(pack, papers=(PaperState(id=kind, kind=kind, body=text),))


@pytest.mark.parametrize(("pack", "kind"), DRAFTS)
def test_an_edited_text_stands_in_place_of_the_draft(pack: str, kind: str) -> None:
    notice = load(pack)
    draft = drafted(kind, full(pack), notice, NOW)
    before = build(kind, full(pack), notice, NOW)
    printed = [block.text for block in before.blocks if isinstance(block, Paragraph)]
    assert all(line.strip() in printed for line in draft.splitlines() if line.strip())
    after = build(kind, edited(pack, kind, "改过的第一段。\n\n改过的第二段。"), notice, NOW)
    texts = [block.text for block in after.blocks if isinstance(block, Paragraph)]
    at = texts.index("改过的第一段。")
    assert texts[at + 1] == "改过的第二段。"
    assert not any(line.strip() in texts for line in draft.splitlines() if line.strip())
    # What is not a drafted sentence stays as it was, and where it was.
    rest = [text for text in printed if text not in {line.strip() for line in draft.splitlines()}]
    assert [text for text in texts if not text.startswith("改过的")] == rest


@pytest.mark.parametrize(
    ("pack", "kind"),
    [
        (pack, terms.kind)
        for pack in PACKS
        for terms in load(pack).documents
        if terms.mode != "never" and (pack, terms.kind) not in DRAFTS
    ],
)
def test_prescribed_sentences_cannot_be_edited_away(pack: str, kind: str) -> None:
    notice = load(pack)
    plain = build(kind, full(pack), notice, NOW)
    assert build(kind, edited(pack, kind, "改过的文字。"), notice, NOW) == plain


def test_a_draft_that_lacks_a_fact_is_not_offered_for_editing() -> None:
    notice = load("GT23")
    assert drafted("integrity", full("GT23", person__id_no=""), notice, NOW) == ""
    with pytest.raises(MissingFacts) as caught:
        build("integrity", full("GT23", person__id_no=""), notice, NOW)
    assert caught.value.fields == ("person.id_no",)
    case = edited("GT23", "integrity", "兹证明该同志廉洁自律。").model_copy(
        update={"person": full("GT23", person__id_no="").person}
    )
    assert build("integrity", case, notice, NOW).kind == "integrity"
