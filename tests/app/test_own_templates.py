"""An office's own Word template in the place of a built-in document, wherever that is made."""

from __future__ import annotations

import io
from pathlib import Path, PurePosixPath

import docx
import pytest

from desktop import paths
from desktop.app.batch import work
from desktop.app.batch.cases import canonical_notice
from desktop.app.notices.installed import notice as load
from desktop.app.packet import making
from desktop.app.papers import blank_sheets, posted, wanted
from desktop.app.papers import templates as use
from desktop.app.papers.press import Press
from desktop.app.session import judged
from desktop.documents.blocks import CopyGrid
from desktop.documents.catalogue import build
from desktop.domain.layouts import Ruling
from desktop.domain.notice import Notice
from desktop.errors import UserError
from tests.documents.cases import NOW, full
from tests.documents.word import par, word

PRESS = Press.bundled()
STATEMENT = word(
    par("兹证明{{姓名}}同志（", "{{身份", "证号}}）为我单位职工。"), par("{{工作单位}}")
)


def kept(notice: Notice, kind: str, data: bytes, folder: Path) -> Notice:
    path = folder / "模板.docx"
    path.write_bytes(data)
    return use.add(use.candidate(path, notice.document(kind), notice, NOW), notice)


def said(data: bytes) -> list[str]:
    return [p.text for p in docx.Document(io.BytesIO(data)).paragraphs]


def test_a_template_is_added_used_and_taken_away_again(tmp_path: Path) -> None:
    plain = load("GT23")
    notice = kept(plain, "statement", STATEMENT, tmp_path)
    assert load("GT23") == notice != plain
    made = wanted.make("statement", full("GT23"), notice, NOW, PRESS)
    assert said(made.docx) == [
        "兹证明张䶮同志（659901198805120028）为我单位职工。",
        "库尔勒晨露园林有限责任公司",
    ]
    assert made.own is not None
    (standing,) = [s for s in use.standing(notice, NOW) if s.terms.kind == "statement"]
    assert standing.own
    assert "申报专业" in standing.missing
    assert wanted.papers(full("GT23"), notice, NOW)[-2].own
    assert use.remove("statement", notice) == plain


def test_a_template_for_one_notice_is_none_for_another(tmp_path: Path) -> None:
    kept(load("LC22"), "work_years", word(par("{{姓名}}")), tmp_path)
    assert load("GJ21").own == {}


def test_a_refused_template_leaves_what_is_there(tmp_path: Path) -> None:
    notice = kept(load("GT23"), "statement", STATEMENT, tmp_path)
    with pytest.raises(UserError) as told:
        kept(notice, "statement", word(par("{{性名}}")), tmp_path)
    assert "没有这个字段" in told.value.details[0]
    with pytest.raises(UserError, match="读不出来"):
        use.candidate(tmp_path / "无.docx", notice.document("statement"), notice, NOW)
    assert load("GT23").own == {"statement": STATEMENT}


def test_one_that_went_bad_in_its_place_is_told_and_nothing_is_made(tmp_path: Path) -> None:
    kept(load("GT23"), "statement", STATEMENT, tmp_path)
    (paths.user_data() / "templates/GT23/statement.docx").write_bytes(STATEMENT[:-300])
    notice = load("GT23")
    (paper,) = [p for p in wanted.papers(full("GT23"), notice, NOW) if p.terms.kind == "statement"]
    assert not paper.ready
    assert "不能用作模板" in paper.reason
    with pytest.raises(UserError):
        wanted.make("statement", full("GT23"), notice, NOW, PRESS)
    (standing,) = [s for s in use.standing(notice, NOW) if s.terms.kind == "statement"]
    assert standing.fault is not None


def test_a_packet_holds_the_word_file_alone(tmp_path: Path) -> None:
    notice = kept(load("GT23"), "statement", STATEMENT, tmp_path)
    case = full("GT23")
    plan = making.plan(case, notice, judged(case, notice, NOW), lambda _h: b"", PRESS, now=NOW)
    names = {str(file.place) for file in plan.files if "情况说明" in str(file.place)}
    assert {PurePosixPath(name).suffix for name in names} == {".docx"}
    others = {str(file.place) for file in plan.files if "廉洁" in str(file.place)}
    assert {PurePosixPath(name).suffix for name in others} == {".docx", ".pdf"}


def test_a_batch_takes_it_along_and_says_that_it_is_not_bound(tmp_path: Path) -> None:
    notice = kept(load("GT23"), "statement", STATEMENT, tmp_path)
    use.remove("statement", notice)  # the worker may be another computer: it has the notice alone
    job = work.Job(
        full("GT23").model_dump_json(),
        notice.model_dump_json(),
        (),
        {},
        frozenset({"documents"}),
        word=False,
        now=NOW.isoformat(),
    )
    result = work.work(job)
    assert result.refused is None
    (place,) = [place for place in result.files if "情况说明" in place]
    assert place.endswith(".docx")
    assert said(result.files[place])[1] == "库尔勒晨露园林有限责任公司"
    assert wanted.OWN.format(title="情况说明") in result.lacking
    assert "statement" not in {piece.kind for piece in result.pieces}
    assert canonical_notice(notice) != canonical_notice(load("GT23"))


@pytest.mark.parametrize(
    "body",
    ["{{姓名}}，{{本人电话}}", "{{姓名}}，{{身份证号}}", "{{姓名}}，659901198805120028"],
)
def test_a_template_for_the_wall_shows_no_number(body: str, tmp_path: Path) -> None:
    notice = load("GT23")
    with pytest.raises(UserError, match="要张贴的"):
        kept(notice, "publicity", word(par(body)), tmp_path)


def test_a_number_typed_into_a_posted_field_is_found(tmp_path: Path) -> None:
    notice = kept(load("GT23"), "publicity", word(par("{{姓名}}：{{业绩成果}}")), tmp_path)
    fine = full("GT23")
    assert wanted.document_of("publicity", fine, notice, NOW).own is not None
    with pytest.raises(UserError) as told:
        wanted.document_of(
            "publicity",
            full("GT23", pub__achievement_text="证号659901198805120028，完成设计。"),
            notice,
            NOW,
        )
    assert "张贴" in told.value.happened
    document = build("publicity", fine, notice, NOW)
    assert document.own is not None
    texts = tuple(posted.own_texts(document.own))
    assert "张䶮" in texts


def test_the_names_of_the_fields_tell_what_they_say(tmp_path: Path) -> None:
    notice = load("BM24")
    rows = use.field_rows(notice.document("recommendation"), notice, full("BM24"), NOW)
    told = {row.written: row for row in rows}
    assert told["{{姓名}}"].says == "张䶮"
    assert told["{{姓名}}"].stated
    assert told["{{落款日期}}"].says == "2024年7月30日"
    assert not told["{{本人电话}}"].stated
    assert "{{业绩.名称}}" in told
    posted_rows = use.field_rows(
        load("GT23").document("publicity"), load("GT23"), full("GT23"), NOW
    )
    assert not {"{{本人电话}}", "{{身份证号}}"} & {row.written for row in posted_rows}


@pytest.mark.parametrize("ruling", ["方格", "横线", "角线"])
@pytest.mark.parametrize(("pack", "kind"), [("BM24", "pledge"), ("LC22", "guarantee")])
def test_a_blank_sheet_is_ruled_as_chosen_and_back_again(
    pack: str, kind: str, ruling: Ruling
) -> None:
    plain = load(pack)
    notice = blank_sheets.rule(plain, plain.document(kind), ruling)
    chosen = {one.terms.kind: one.ruling for one in blank_sheets.blanks(notice)}
    assert chosen[kind] == ruling
    document = build(kind, full(pack), notice, NOW)
    assert {b.ruling.value for b in document.blocks if isinstance(b, CopyGrid)} == {ruling}
    usual = build(kind, full(pack), plain, NOW)
    assert [type(b) for b in document.blocks] == [type(b) for b in usual.blocks]
    assert blank_sheets.rule(notice, notice.document(kind), "田字格") == plain


def test_a_text_of_the_offices_is_not_called_the_programs() -> None:
    folder = paths.user_data() / "templates"
    folder.mkdir(parents=True)
    (folder / "ours.yaml").write_text(
        "schema: 1\nid: ours\ntitle: 晨露公司的公示\nlike: official\nway: text\nnotice: GT23\n"
        "kinds: [publicity]\ntexts: {ours_body: '{name}同志。'}\ncontent:\n"
        "  - {piece: sentence, draft: ours_body}\n  - {piece: signature, seal: unit}\n",
        "utf-8",
    )
    papers = {one.terms.kind: one for one in wanted.papers(full("GT23"), load("GT23"), NOW)}
    assert papers["publicity"].whose.startswith("《公示》的文字照“晨露公司的公示”")
    assert papers["publicity"].drafted == "张䶮同志。"
    assert papers["result"].whose == wanted.DRAFT
