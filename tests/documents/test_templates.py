"""Word templates of an office's own: found, judged, filled, refused."""

from __future__ import annotations

import io
import re
import zipfile

import docx
import pytest

from desktop.app.notices.installed import notice as load
from desktop.documents.blocks import Paragraph, Title
from desktop.documents.fonts import Fonts
from desktop.documents.material import Material
from desktop.documents.refusals import MissingFacts, RefusedDocument
from desktop.documents.templates import names
from desktop.documents.templates.filling import filled
from desktop.documents.templates.judging import Judgement, judged
from desktop.documents.templates.package import RefusedTemplate, opened
from desktop.documents.templates.replacing import UnsoundTemplate, own
from desktop.documents.templates.starting import nobody, opened_document, replaceable, started
from desktop.documents.templates.values import lacking, values
from desktop.domain.case import PaperState
from desktop.domain.stated import PLACES
from desktop.errors import UserError

from .cases import LONG_NAME, NOW, PACKS, full
from .word import MAIN, REL, par, part, run, table, text_box, word


def material(pack: str = "GT23", kind: str = "statement", **changes: object) -> Material:
    notice = load(pack)
    return Material(full(pack, **changes), notice, notice.document(kind), NOW)


def look(template: bytes, of: Material | None = None) -> Judgement:
    return judged(template, of or material())


def fill(template: bytes, of: Material | None = None) -> bytes:
    of = of or material()
    return filled(template, values(of, judged(template, of).fields))


def texts(data: bytes, name: str = "word/document.xml") -> list[str]:
    """The paragraphs of a part, what is in them without its runs."""
    found = re.findall(r"<w:p>(.*?)</w:p>", part(data, name), re.DOTALL)
    return ["".join(re.findall(r"<w:t[^>]*>([^<]*)</w:t>", one)) for one in found]


# ------------------------------------------------------------------ fields and where they stand


@pytest.mark.parametrize(
    "pieces",
    [
        ("申报人：{{姓名}}。",),
        ("申报人：{", "{姓", "名}", "}。"),
        ("申报人：", "{{", "姓名", "}}", "。"),
        ("申报人：｛｛姓名｝｝。",),
        ("申报人：{{ 姓名 }}。",),
    ],
)
def test_a_field_is_found_over_runs_and_as_people_type_it(pieces: tuple[str, ...]) -> None:
    assert texts(fill(word(par(*pieces)))) == ["申报人：张䶮。"]


def test_a_value_stands_in_the_type_of_its_field() -> None:
    made = fill(word(par("甲", run("{{姓", bold=True), run("名}}乙"))))
    assert run("张䶮", bold=True) in part(made)
    assert '<w:t xml:space="preserve">乙</w:t>' in part(made)


def test_fields_are_filled_wherever_word_has_text() -> None:
    template = word(
        par("文：{{姓名}}", text_box("框：{{姓", "名}}")),
        table(("格：{{姓名}}",)),
        header1=par("眉：{{姓名}}"),
        footer1=par("脚：{{工作单位}}"),
        footnotes=f'<w:footnote w:id="1">{par("注：{{姓名}}")}</w:footnote>',
        endnotes=f'<w:endnote w:id="1">{par("尾：{{姓名}}")}</w:endnote>',
    )
    made = fill(template)
    body = part(made)
    assert body.count("框：") == body.count("张䶮</w:t>") - 2 == 2  # both drawings of the box
    assert "{{" not in body
    for name, said in (
        ("header1", "眉：张䶮"),
        ("footer1", "脚：库尔勒晨露园林有限责任公司"),
        ("footnotes", "注：张䶮"),
        ("endnotes", "尾：张䶮"),
    ):
        assert texts(made, f"word/{name}.xml") == [said]


@pytest.mark.parametrize("name", ["<w:p/>&<b>", "a\"b'c]]>", LONG_NAME, "𬭎"])
def test_values_are_escaped_and_stay_to_the_letter(name: str) -> None:
    made = fill(word(par("（{{姓名}}）")), material(person__name=name))
    assert [p.text for p in docx.Document(io.BytesIO(made)).paragraphs] == [f"（{name}）"]


def test_a_value_that_looks_like_a_field_is_no_field() -> None:
    made = fill(word(par("{{姓名}}、{{工作单位}}")), material(person__name="{{工作单位}}"))
    assert texts(made) == ["{{工作单位}}、库尔勒晨露园林有限责任公司"]


def test_lines_of_a_value_become_paragraphs() -> None:
    of = material("BM24", "summary", summary__text="第一段。\n\n第二段。\n第三段。")
    template = word(
        par("{{工作总结}}").replace("<w:p>", '<w:p><w:pPr><w:jc w:val="both"/></w:pPr>'),
        par("前{{工作总结}}后", "还有"),
    )
    made = filled(template, values(of, ("工作总结",)))
    assert texts(made) == [
        "第一段。",
        "第二段。",
        "第三段。",
        "前第一段。",
        "第二段。",
        "第三段。后还有",
    ]
    assert part(made).count('<w:jc w:val="both"/>') == 3


def test_an_office_called_just_office_stands_once() -> None:
    said = {"plain": "公司综合", "bare": "办公室"}
    made = {
        key: texts(fill(word(par("找{{公示办公室}}办公室。")), material(pub__office=office)))[0]
        for key, office in said.items()
    }
    assert made == {"plain": "找公司综合办公室。", "bare": "找办公室。"}


def test_a_row_of_a_list_stands_once_for_each_entry() -> None:
    rows = (("序", "名称", "时间"), ("{{业绩.序号}}", "{{业绩.名称}}（{{姓名}}）", "{{业绩.时间}}"))
    made = fill(word(table(*rows)))
    assert texts(made) == [
        "序", "名称", "时间",
        "1", "英巴扎片区防护林改造（张䶮）", "2017年9月",
        "2", "胡杨林更新初探（张䶮）", "2021年5月",
    ]  # fmt: skip
    assert texts(fill(word(table(*rows)), material(items=())))[3:] == ["／", "无（张䶮）", "无"]


def test_names_of_a_repeated_row_stand_once() -> None:
    row = table(("{{业绩.名称}}",)).replace("<w:p>", '<w:p w14:paraId="1A2B">')
    marked = row.replace("<w:tc>", '<w:tc><w:bookmarkStart w:id="1" w:name="甲"/>')
    space = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    xml = part(fill(word(marked.replace("<w:tbl>", f"<w:tbl {space}>"))))
    assert xml.count("<w:tr>") == 2
    assert xml.count("bookmarkStart") == 1
    assert "paraId" not in xml


def test_the_same_case_gives_the_same_bytes() -> None:
    template = word(par("{{姓名}}"), header1=par("{{工作单位}}"))
    assert fill(template) == fill(template)


# ------------------------------------------------------------------ what is wrong with a template


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        (par("{{姓明}}"), "{{姓明}}：没有这个字段，您是不是想写 {{姓名}}？"),
        (par("{{单位}}"), "{{单位}}：没有这个字段，您是不是想写 {{工作单位}}？"),
        (par("甲{{姓名"), "“甲{{姓名”：字段没有写完整"),
        (par("甲{{姓") + par("名}}"), "“甲{{姓”：字段没有写完整"),
        (par("姓名：{姓名}。"), "“姓名：{姓名}。”：字段没有写完整"),
        (par("{{姓名"), "字段没有写完整"),
        (par("{{业绩.名称}}"), "{{业绩.名称}} 只能写在表格的一行里"),
        (table(("{{业绩.名称}}", "{{学历.学校}}")), "一行里只能写一种清单的字段"),
    ],
)
def test_faults_are_told_in_words(body: str, fault: str) -> None:
    found = look(word(body))
    assert any(fault in one for one in found.faults)
    assert not found.sound


def test_braces_that_are_no_field_are_left_alone() -> None:
    assert look(word(par("集合 {1，2} 与 {a}"))).faults == ()


def test_a_field_where_none_is_filled_is_told() -> None:
    chart = '<a:t xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">{{姓名}}</a:t>'
    assert any("图表" in one for one in look(word(f"<w:p><w:r>{chart}</w:r></w:p>")).faults)


def test_what_the_built_in_form_has_and_the_template_lacks_is_named() -> None:
    found = look(word(par("{{姓名}}同志，{{身份证号}}，{{工作单位}}")))
    assert found.sound
    assert found.missing == (
        "申报专业",
        "申报级别",
        "申报职称",
        "原机关单位",
        "转入时间",
        "任职文件",
    )


def test_a_prescribed_sentence_has_to_be_there_to_the_letter() -> None:
    of = material("BM24", "recommendation")
    notice = of.notice
    sentence, title = (
        re.sub(r"\{(\w+)\}", lambda one: f"{{{{{names.name_of(one[1])}}}}}", notice.wording[key])
        for key in ("recommend_body", "recommend_title")
    )
    assert look(word(par(title), par(sentence)), of).faults == ()
    changed = sentence.replace("同意推荐", "推荐")
    assert changed != sentence
    (fault,) = look(word(par(title), par(changed)), of).faults
    assert fault.startswith("缺少通知规定的文字，须逐字照写：")
    assert sentence in fault


def test_nothing_is_made_of_a_template_with_faults_or_of_a_case_with_gaps() -> None:
    with pytest.raises(UnsoundTemplate) as told:
        own(word(par("{{性名}}")), material())
    assert "性名" in told.value.details[0]
    with pytest.raises(MissingFacts) as gaps:
        own(word(par("{{单位联系人}}")), material(unit__contact=""))
    assert gaps.value.fields == ("unit.contact",)
    with pytest.raises(RefusedDocument):
        own(word(par("公示期间无异议")), material(pub__objection=True))
    with pytest.raises(UserError, match="没有内容可填"):
        filled(word(par("{{姓名}}")), values(material(), ()))


def test_edited_sentences_without_a_place_are_told() -> None:
    edited = full("GT23").model_copy(
        update={"papers": (PaperState(id="statement", kind="statement", body="单位改写的一段。"),)}
    )
    notice = load("GT23")
    of = Material(edited, notice, notice.document("statement"), NOW)
    assert own(word(par("{{姓名}}")), of).unused
    with_place = own(word(par("{{正文}}")), of)
    assert not with_place.unused
    assert dict(with_place.values.said)["正文"] == "单位改写的一段。"


# ------------------------------------------------------------------ files that are no template


def _relation(kind: str, target: str = "x.bin", mode: str = "") -> str:
    how = f' TargetMode="{mode}"' if mode else ""
    return f'<Relationship Id="z" Type="{REL}/{kind}" Target="{target}"{how}/>'


CODE = "<w:p><w:r><w:instrText> {} </w:instrText></w:r></w:p>"
REFUSED: dict[str, tuple[bytes, str]] = {
    "old": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "密码"),
    "empty": (b"", "不是完整的"),
    "pdf": (b"%PDF-1.7\n%...", "内容是 PDF"),
    "text": ("申报人：{{姓名}}".encode(), "不是完整的"),
    "cut": (word(par("甲" * 500))[:-200], "不是完整的"),
    "macros": (word(par("甲"), parts={"word/vbaProject.bin": b"x"}), "宏"),
    "docm": (
        word(par("甲"), main="application/vnd.ms-word.document.macroEnabled.main+xml"),
        "宏",
    ),
    "dotx": (word(par("甲"), main=MAIN.replace("document.main", "template.main")), "模板格式"),
    "sheet": (
        word(par("甲"), main="application/vnd.openxmlformats-officedocument.spreadsheetml+xml"),
        "不是 Word 文档",
    ),
    "object": (word(par("甲"), parts={"word/embeddings/oleObject1.bin": b"x"}), "嵌着别的文件"),
    "control": (word(par("甲"), parts={"word/activeX/activeX1.xml": "<x/>"}), "ActiveX"),
    "chunk": (word(par("甲"), relations=_relation("aFChunk", "a.html")), "另一份文档"),
    "link": (
        word(par("甲"), relations=_relation("hyperlink", "http://example.invalid/", "External")),
        "指向外面",
    ),
    "picture": (
        word(par("甲"), relations=_relation("image", "file:///C:/logo.png", "External")),
        "指向外面",
    ),
    "fetch": (word(CODE.format('INCLUDETEXT "c:/a.docx"')), "别处取内容"),
    "dde": (word(CODE.format("DDEAUTO excel a b")), "别处取内容"),
    "merge": (word(CODE.format("MERGEFIELD 姓名")), "邮件合并"),
    "date": (word(CODE.format('DATE \\@ "yyyy年M月d日"')), "自己变的日期"),
    "changes": (word(f"<w:p><w:ins>{run('甲')}</w:ins></w:p>"), "修订"),
    "comments": (word(par("甲"), comments='<w:comment w:id="1"/>'), "批注"),
    "change": (word("<w:p><w:pPr><w:pPrChange/></w:pPr></w:p>"), "修订"),
    "doctype": (
        word(parts={"word/document.xml": '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}),
        "声明",
    ),
    "broken": (word(parts={"word/document.xml": "<w:document"}), "读不出来"),
}  # fmt: skip


@pytest.mark.parametrize("what", REFUSED)
def test_a_file_that_is_no_template_is_refused_with_its_reason(what: str) -> None:
    data, reason = REFUSED[what]
    with pytest.raises(RefusedTemplate) as told:
        opened(data)
    assert reason in told.value.happened
    assert told.value.todo


def test_an_encrypted_or_swollen_archive_is_refused() -> None:
    data = bytearray(word(par("甲")))
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    with pytest.raises(RefusedTemplate, match="密码"):
        opened(bytes(data))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", bytes(90_000_000))
    with pytest.raises(RefusedTemplate, match="展开以后太大"):
        opened(out.getvalue())


def test_who_wrote_the_template_and_where_its_files_lie_is_taken_off() -> None:
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
        'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>李某某</dc:creator>'
        "<cp:lastModifiedBy>李某某</cp:lastModifiedBy></cp:coreProperties>"
    )
    template = word(
        par("{{姓名}}"),
        parts={
            "docProps/core.xml": core,
            "word/people.xml": '<p xmlns="x"><person author="李某某"/></p>',
            "word/_rels/settings.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.'
            'org/package/2006/relationships">'
            + _relation("attachedTemplate", "file:///D:/李某某/公文.dotx", "External")
            + "</Relationships>",
            "word/settings.xml": '<w:settings xmlns:w="http://schemas.openxmlformats.org/'
            'wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/'
            '2006/relationships"><w:attachedTemplate r:id="z"/></w:settings>',
        },
    )
    made = fill(template)
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        everything = "".join(archive.read(name).decode() for name in archive.namelist())
    assert "李某某" not in everything
    assert "attachedTemplate" not in everything


# ------------------------------------------------------------------ templates to start from


def _kinds() -> list[tuple[str, str]]:
    return [(p, t.kind) for p in PACKS for t in load(p).documents if replaceable(t)]


@pytest.mark.parametrize(("pack", "kind"), _kinds())
def test_a_template_to_start_from_is_sound_and_fills(pack: str, kind: str, fonts: Fonts) -> None:
    of = material(pack, kind)
    template = started(of.terms, of.notice, NOW, fonts)
    found = judged(template, Material(nobody(of.notice, of.terms), of.notice, of.terms, NOW))
    assert (found.faults, found.missing) == ((), ())
    assert lacking(of, found.fields) == ()
    made = "".join(p.text for p in docx.Document(io.BytesIO(fill(template, of))).paragraphs)
    assert "{{" not in made
    if "姓名" in found.fields and of.terms.mode == "print":
        assert "张䶮" in made


@pytest.mark.parametrize(("pack", "kind"), _kinds())
def test_a_template_to_start_from_flows_freely(pack: str, kind: str, fonts: Fonts) -> None:
    of = material(pack, kind)
    made = docx.Document(io.BytesIO(started(of.terms, of.notice, NOW, fonts)))
    said = [p.text for p in made.paragraphs if p.text.strip()]
    blocks = opened_document(of.terms, of.notice, NOW).blocks
    wanted = [b.text.replace("\n", "") for b in blocks if isinstance(b, Title | Paragraph)]
    assert [text for text in said if text in wanted] == wanted
    xml = made.element.xml
    assert "pageBreakBefore" not in xml
    body = [p._p.xml for p in made.paragraphs if p.style and p.style.name == "Normal"]
    assert not [one for one in body if "<w:spacing " in one.partition("</w:pPr>")[2]]


def test_what_is_written_by_hand_or_typed_has_no_template() -> None:
    without = {
        (pack, terms.kind)
        for pack in PACKS
        for terms in load(pack).documents
        if not replaceable(terms)
    }
    assert {("BM24", "pledge"), ("LC22", "guarantee"), ("LC22", "copy_stamp")} <= without
    assert ("GJ21", "unit_opinion") in without


def test_every_name_is_known_and_means_one_thing() -> None:
    assert set(names.STATED_NAMES) == set(PLACES)
    said = [*names.STATED_NAMES.values(), *names.PATH_NAMES.values()]
    assert len(said) == len(set(said))
    stated = {
        key
        for pack in PACKS
        for terms in load(pack).documents
        for key in material(pack, terms.kind).names()
    }
    assert {key for key in stated if not names.name_of(key)} == {"summary.text"}
