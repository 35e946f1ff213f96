"""Layouts of documents: the program's, the user's, another office's text of a document."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop import paths
from desktop.documents.blocks import Paragraph, Table, Title
from desktop.documents.catalogue import build
from desktop.documents.geometry import MM, OFFICIAL, Numbering, frame_of
from desktop.domain.layouts import Layout
from desktop.domain.notice import Notice
from desktop.errors import UserError
from desktop.notices.layouts import layouts
from desktop.notices.load import installed, load_notice
from desktop.notices.shelf import Shelf
from tests.documents.cases import NOW, PACKS, full

OFFICE = """\
schema: 1
id: chenlu
title: 晨露公司的公示
like: official
way: text
notice: GT23
kinds: [publicity]
page: {left: 25}
text: {hand: 楷体, characters: 26}
texts:
  chenlu_title: 公　示
  chenlu_body: |
    {unit}拟推荐{name}同志申报{series}系列{specialty}专业{target}。
    公示时间：{start}至{end}。监督电话：{phone}
content:
  - {piece: title, draft: chenlu_title}
  - {piece: sentence, draft: chenlu_body}
  - {piece: signature, seal: unit}
"""


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    (tmp_path / "templates").mkdir()
    return Shelf(paths.resources(), tmp_path)


def put(shelf: Shelf, text: str, name: str = "chenlu") -> None:
    assert shelf.user is not None
    (shelf.user / "templates" / f"{name}.yaml").write_text(text, "utf-8")


def faults(shelf: Shelf) -> tuple[UserError, ...]:
    return installed(shelf).faults


def test_the_programs_layouts_are_sound_and_the_official_one_is_the_standard() -> None:
    found = {one.layout.id: one.layout for one in layouts(Shelf(paths.resources())).found}
    assert set(found) == {"official", "form", "copying", "by_hand"}
    assert frame_of(found["official"]) == OFFICIAL
    assert {one.way for one in found.values()} == {"text", "form", "copy", "by_hand"}


@pytest.mark.parametrize("pack", PACKS)
def test_every_document_has_a_layout_of_the_program(pack: str) -> None:
    notice = load_notice(pack, Shelf(paths.resources()))
    for terms in notice.documents:
        if terms.mode != "never":
            layout = notice.layout(terms)
            assert layout.id != "standard"
            assert layout.way == terms.way
            # A notice travels to other computers as JSON.
    assert Notice.model_validate_json(notice.model_dump_json()).layouts == notice.layouts


def test_a_new_offices_document_is_a_new_file(shelf: Shelf) -> None:
    put(shelf, OFFICE)
    notice = load_notice("GT23", shelf)
    made = build("publicity", full("GT23"), notice, NOW)
    assert isinstance(made.blocks[0], Title)
    assert made.blocks[0].text == "公　示"
    said = [block.text for block in made.blocks if isinstance(block, Paragraph)]
    assert said == [
        "库尔勒晨露园林有限责任公司拟推荐张䶮同志申报工程系列林业和草原专业高级工程师。",
        "公示时间：2024年7月22日至2024年7月29日。监督电话：0996-7000001",
    ]
    frame = made.frame
    assert frame.left == pytest.approx(25 * MM)
    assert frame.pitch == pytest.approx((210 - 25 - 26) * MM / 26)
    assert frame.text_hand.value == "楷体"
    assert frame.numbering is Numbering.OFFICIAL  # taken over from `like`
    # Nobody else's document changes.
    other = build("result", full("GT23"), notice, NOW)
    assert other.frame == OFFICIAL
    assert (
        load_notice("LC22", shelf).layouts == load_notice("LC22", Shelf(paths.resources())).layouts
    )


def test_the_one_that_says_most_of_a_document_counts(shelf: Shelf) -> None:
    general = "schema: 1\nid: {0}\ntitle: 甲\nlike: official\nway: text\n{1}\n"
    put(shelf, general.format("a_all", "text: {size: 15}"), "a_all")
    put(shelf, general.format("b_notice", "notice: BM24\ntext: {size: 14}"), "b_notice")
    put(shelf, general.format("c_kind", "kinds: [result]\ntext: {size: 13}"), "c_kind")
    notice = load_notice("BM24", shelf)
    sizes = {k: notice.layout(notice.document(k)).text.size for k in ("result", "publicity")}
    assert sizes == {"result": 13, "publicity": 14}
    other = load_notice("GJ21", shelf)
    assert other.layout(other.document("publicity")).text.size == 15


def test_form_cells_and_sheets_follow_their_layout(shelf: Shelf) -> None:
    put(
        shelf,
        "schema: 1\nid: own_form\ntitle: 甲\nlike: form\nway: form\ntable: {hand: 楷体}\n",
        "own_form",
    )
    put(
        shelf,
        "schema: 1\nid: lined\ntitle: 甲\nlike: copying\nway: copy\nkinds: [pledge]\n"
        "sheet: {ruling: 横线, spare: 0.5}\n",
        "lined",
    )
    form = build("exemption_form", full("LC22"), load_notice("LC22", shelf), NOW)
    (table,) = [block for block in form.blocks if isinstance(block, Table)]
    assert {cell.hand.value for row in table.rows for cell in row} == {"楷体"}
    sheet = load_notice("BM24", shelf)
    look = sheet.layout(sheet.document("pledge")).sheet
    assert (look.ruling, look.spare, look.width) == ("横线", 0.5, 153.6)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("id: chenlu", "id: other"), "第 2 行 id：应当与文件同名（chenlu）"),
        (("schema: 1", "schema: 2"), "第 1 行 schema：应当是 1"),
        (("like: official", "like: offical"), "没有“offical”这个版式，您是不是想写“official”"),
        (("way: text", "way: txt"), "第 5 行 way："),
        (("hand: 楷体", "hand: 草书"), "第 9 行 text · hand：“草书”不在可用的词之内"),
        (("page: {left: 25}", "page: {lefft: 25}"), "第 8 行 page · lefft：没有这个键，您是不是"),
        (("page: {left: 25}", "page: {left: 79, right: 79}"), "页边距太大"),
        (("characters: 26", "characters: 40"), "一行排不下 text.characters 个字，最多 29 个"),
        (("text: {hand: 楷体", "text: {leading: 12, hand: 楷体"), "行距 text.leading 比字号小"),
        (("kinds: [publicity]", "kinds: [publicty]"), "通知没有“publicty”这种文书"),
        (("notice: GT23\n", ""), "写了 content 的，须写明 notice 和一种 kinds"),
        (("draft: chenlu_body", "draft: chenlu_bdy"), "没有“chenlu_bdy”"),
        (("{name}同志", "{nme}同志"), "没有“{nme}”"),
        (("seal: unit", "date: none"), "缺少盖章的落款"),
        (("way: text", "way: form"), "第 5 行 way：这样的文字（content）是 text"),
        (("chenlu_title", "pub_title"), "这个名字通知自己在用"),
        (("page: {left: 25}", "page: &a {left: 25}"), "引用写法"),
        (("page: {left: 25}", "page: !!python/object:os.system {}"), "标记写法"),
    ],
)  # fmt: skip
def test_a_broken_layout_is_told_by_line_and_the_notice_does_without(
    shelf: Shelf, change: tuple[str, str], said: str
) -> None:
    assert change[0] in OFFICE
    put(shelf, OFFICE.replace(*change))
    told = "\n".join(f"{one} {' '.join(one.details)}" for one in faults(shelf))
    assert said in told
    assert "templates/chenlu.yaml" in told
    notice = load_notice("GT23", shelf)
    assert all(one.id != "chenlu" for one in notice.layouts)
    assert build("publicity", full("GT23"), notice, NOW) == build(
        "publicity", full("GT23"), load_notice("GT23", Shelf(paths.resources())), NOW
    )


def test_what_a_notice_prescribes_cannot_be_left_out(shelf: Shelf) -> None:
    put(shelf, OFFICE.replace("notice: GT23", "notice: BM24").replace("chenlu_", "own_"))
    (fault,) = faults(shelf)
    assert any("缺少通知规定的文字 wording: pub_body" in one for one in fault.details)


def test_a_layout_may_not_be_called_like_one_of_the_programs(shelf: Shelf) -> None:
    put(shelf, "schema: 1\nid: official\ntitle: 甲\nway: text\n", "official")
    (fault,) = faults(shelf)
    assert "同名" in fault.details[0]


def test_limits_hold_without_a_file() -> None:
    with pytest.raises(ValueError, match="一格不到"):
        Layout.model_validate(
            {"id": "a", "title": "a", "way": "copy", "sheet": {"width": 100, "columns": [20]}}
        )
    with pytest.raises(ValueError, match="格子会出版心"):
        Layout.model_validate({"id": "a", "title": "a", "way": "copy", "sheet": {"width": 190}})


@pytest.mark.parametrize("pack", ["BM24", "GJ21", "GT23", "LC22", "ZZ23"])
def test_layouts_travel_to_another_process_as_they_are(pack: str) -> None:
    # A batch holds what its workers made against what it would say itself, number by number.
    here = load_notice(pack, Shelf(paths.resources()))
    there = type(here).model_validate_json(here.model_dump_json())
    assert repr(there.layouts) == repr(here.layouts)
