"""The five documents of BM24: their words are the notice's, their facts the case's."""

import re

import pytest

from desktop.documents.blocks import (
    CopyGrid,
    Document,
    HandSign,
    Heading,
    Mark,
    Paragraph,
    Signature,
    SignLine,
    Title,
)
from desktop.documents.catalogue import build, catalogue
from desktop.documents.copying import columns_for
from desktop.documents.docx.twin import to_docx
from desktop.documents.fonts import Fonts
from desktop.documents.headings import heading_level
from desktop.documents.layout import lay_out
from desktop.documents.page import Text
from desktop.documents.pdf.writing import to_pdf
from desktop.documents.refusals import MissingFacts, RefusedDocument
from desktop.domain.notice import Notice
from desktop.domain.wording import bare

from .cases import COPYING_LAYOUT, LONG_NAME, NOW
from .conftest import MakeCase
from .reading import EXTRACTORS, body

NAMES = ("张䶮", "王𬭎", "阿卜杜热合曼·买买提")


def paragraphs(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Title | Paragraph)]


def signature(document: Document) -> Signature:
    (found,) = [block for block in document.blocks if isinstance(block, Signature)]
    return found


def annex(notice: Notice, number: int) -> str:
    """An annex of the notice as it was issued, without blanks and with folded punctuation."""
    parts = re.split(r"\n附件 \d:?", notice.text)
    return bare(parts[number])


def test_the_catalogue_lists_the_five(notice: Notice) -> None:
    found = [(spec.kind, spec.title, spec.mode) for spec in catalogue(notice)]
    assert found == [
        ("summary", "业务工作总结", "print"),
        ("publicity", "公示", "print"),
        ("result", "公示结果", "print"),
        ("recommendation", "推荐意见", "print"),
        ("pledge", "个人承诺书", "copy"),
    ]


@pytest.mark.parametrize("name", NAMES)
def test_publicity_reads_as_annex_1_with_its_hints_replaced(
    name: str, make_case: MakeCase, notice: Notice
) -> None:
    document = build("publicity", make_case(person__name=name), notice, NOW)
    assert paragraphs(document) == [
        f"关于{name}同志申报工程系列林业和草原专业中级职称的公示",
        (
            "根据民营企业专项职称评审的工作要求，"
            f"现对{name}同志申报工程系列林业和草原专业中级职称进行公示。"
        ),
        (
            "基本信息：性别：女，族别：维吾尔族，政治面貌：中共党员，"
            "身份证号：659901198805120028，现任职称：助理工程师。"
        ),
        "思想政治条件：政治立场坚定，遵守职业操守。",
        "业绩成果：近五年完成造林设计12项，本人主持6项。",
        (
            f"公示时间从2024年7月22日起至2024年7月29日止。如对{name}同志的相关信息有疑异，"
            "请电话或书面形式反映至公司综合办公室，监督电话：0996-7000001"
        ),
    ]
    assert signature(document) == Signature(
        (SignLine("签字：", 6.0),), "库尔勒晨露园林有限责任公司（公章）", "2024年7月22日"
    )


def test_what_publicity_prints_is_the_notice_s_own_text(
    make_case: MakeCase, notice: Notice
) -> None:
    """Put the template's blanks and hints back, and the annex itself has to come out."""
    case = make_case(
        person__name="xxx",
        apply__series="xx",
        apply__specialty="xx",
        apply__level="x(高、中、初)级",
        pub__office="xx",
        pub__phone="xxxx",
    )
    printed = paragraphs(build("publicity", case, notice, NOW))
    annex_1 = annex(notice, 1)
    assert bare(printed[1]) in annex_1
    period = bare(printed[5])
    for day in ("2024年7月22日", "2024年7月29日"):
        period = period.replace(day, "xxx年xx月xx日")
    assert period in annex_1.replace("(公示期不少于5个工作日)", "")


@pytest.mark.parametrize(("kind", "number", "which"), [("result", 2, 1), ("recommendation", 3, 1)])
def test_result_and_recommendation_are_the_notice_s_own_text(
    kind: str, number: int, which: int, make_case: MakeCase, notice: Notice
) -> None:
    case = make_case(
        person__name="xxx",
        apply__series="xx",
        apply__specialty="xx",
        apply__level="x(高、中、初)级",
        pub__days=5,
    )
    printed = bare(paragraphs(build(kind, case, notice, NOW))[which]).replace("公示5天", "公示xx天")
    assert printed in annex(notice, number)


def test_the_pledge_is_the_notice_s_own_text(make_case: MakeCase, notice: Notice) -> None:
    document = build("pledge", make_case(), notice, NOW)
    (model,) = [b for b in document.blocks if isinstance(b, CopyGrid) and b.text]
    assert bare(model.text) in annex(notice, 4)


def test_who_has_no_title_prints_none(make_case: MakeCase, notice: Notice) -> None:
    case = make_case(title__has=False, title__name="")
    assert "现任职称：无。" in paragraphs(build("publicity", case, notice, NOW))[2]


@pytest.mark.parametrize(
    ("path", "typed", "printed"),
    [
        ("apply.series", "工程", "申报工程系列林业"),
        ("apply.specialty", "林业和草原专业", "系列林业和草原专业中级"),
        ("pub.office", "综合办公室", "反映至综合办公室，"),
        ("pub.office", " 办公室 ", "反映至办公室，监督电话"),
        ("pub.political_text", "思想政治条件：立场坚定。", "思想政治条件：立场坚定。"),
        ("pub.political_text", "立场坚定。\n\n作风优良。", "思想政治条件：立场坚定。\n作风优良。"),
        ("pub.political_text", "立场坚定", "思想政治条件：立场坚定。"),
        ("pub.achievement_text", "获评“优秀。”", "业绩成果：获评“优秀。”"),
        ("pub.achievement_text", "获评“优秀”", "业绩成果：获评“优秀”。"),
    ],
)
def test_words_the_wording_has_already_are_not_printed_twice(
    path: str, typed: str, printed: str, make_case: MakeCase, notice: Notice
) -> None:
    case = make_case(**{path: typed})
    assert printed in "\n".join(paragraphs(build("publicity", case, notice, NOW)))


@pytest.mark.parametrize(("path", "typed"), [("apply.series", "系列"), ("apply.specialty", "专业")])
def test_the_word_of_the_wording_alone_is_no_fact(
    path: str, typed: str, make_case: MakeCase, notice: Notice
) -> None:
    with pytest.raises(MissingFacts) as caught:
        build("recommendation", make_case(**{path: typed}), notice, NOW)
    assert caught.value.fields == (path,)


def test_a_period_that_ends_before_it_begins_is_refused(
    make_case: MakeCase, notice: Notice
) -> None:
    case = make_case(pub__start="2024-07-15", pub__end="2024-07-14")
    with pytest.raises(RefusedDocument, match="2024年7月14日早于起始日2024年7月15日"):
        build("publicity", case, notice, NOW)


@pytest.mark.parametrize(
    ("kind", "path"), [("result", "pub.result_date"), ("recommendation", "pub.recommend_date")]
)
def test_a_date_is_written_by_hand_or_readable(
    kind: str, path: str, make_case: MakeCase, notice: Notice
) -> None:
    build(kind, make_case(**{path: ""}), notice, NOW)
    with pytest.raises(MissingFacts) as caught:
        build(kind, make_case(**{path: "七月底"}), notice, NOW)
    assert caught.value.fields == (path,)


PUBLICITY_NEEDS = (
    "person.name person.gender person.ethnicity person.politics person.id_no title.name "
    "apply.series apply.specialty apply.level unit.name pub.start pub.end pub.office pub.phone "
    "pub.political_text pub.achievement_text"
).split()


@pytest.mark.parametrize(
    ("kind", "path"),
    [("summary", "summary.text")]
    + [("publicity", path) for path in PUBLICITY_NEEDS]
    + [("result", path) for path in ("person.name", "apply.level", "unit.name", "pub.days")]
    + [("result", "pub.objection")]
    + [("recommendation", path) for path in ("person.name", "unit.contact", "unit.phone")],
)
def test_a_missing_fact_is_named_and_nothing_is_made(
    kind: str, path: str, make_case: MakeCase, notice: Notice
) -> None:
    empty = None if path in ("pub.days", "pub.objection") else "  "
    with pytest.raises(MissingFacts) as caught:
        build(kind, make_case(**{path: empty}), notice, NOW)
    assert caught.value.fields == (path,)
    assert "缺：" in caught.value.happened
    assert "." not in caught.value.happened


def test_no_days_are_not_a_number_of_days(make_case: MakeCase, notice: Notice) -> None:
    with pytest.raises(MissingFacts) as caught:
        build("result", make_case(pub__days=0), notice, NOW)
    assert caught.value.fields == ("pub.days",)


def test_everything_that_is_missing_is_named_at_once(make_case: MakeCase, notice: Notice) -> None:
    case = make_case(person__name="", title__has=None, pub__start="某日")
    with pytest.raises(MissingFacts) as caught:
        build("publicity", case, notice, NOW)
    assert set(caught.value.fields) == {"person.name", "title.has", "pub.start"}


def test_the_result_is_refused_where_somebody_objected(make_case: MakeCase, notice: Notice) -> None:
    with pytest.raises(RefusedDocument) as caught:
        build("result", make_case(pub__objection=True), notice, NOW)
    assert "异议" in caught.value.happened


@pytest.mark.parametrize("day", ["2024-07-29", "2024-07-22"])
def test_the_result_is_refused_before_the_period_is_over(
    day: str, make_case: MakeCase, notice: Notice
) -> None:
    with pytest.raises(RefusedDocument) as caught:
        build("result", make_case(pub__result_date=day), notice, NOW)
    assert "2024年7月29日" in caught.value.happened


def test_the_result_states_days_and_its_date(make_case: MakeCase, notice: Notice) -> None:
    document = build("result", make_case(), notice, NOW)
    assert "已在本单位公示5天，" in paragraphs(document)[1]
    assert signature(document).date == "2024年7月30日"
    assert signature(document).lines == ()


@pytest.mark.parametrize(
    ("kind", "path"), [("result", "pub.result_date"), ("recommendation", "pub.recommend_date")]
)
def test_a_date_not_set_is_left_to_be_written(
    kind: str, path: str, make_case: MakeCase, notice: Notice
) -> None:
    document = build(kind, make_case(**{path: ""}), notice, NOW)
    assert signature(document).date == "2024年\u3000\u3000月\u3000\u3000日"


def test_the_summary_names_neither_person_nor_unit(make_case: MakeCase, notice: Notice) -> None:
    document = build("summary", make_case(), notice, NOW)
    assert document.blocks == (
        Title("业务工作总结"),
        Paragraph("任现职以来，认真履行岗位职责。"),
        Heading("一、工作态度"),
        Paragraph("勤恳务实。"),
    )


def test_a_title_typed_into_the_summary_is_not_printed_twice(
    make_case: MakeCase, notice: Notice
) -> None:
    case = make_case(summary__text="业务工作总结\n\n任现职以来。")
    assert paragraphs(build("summary", case, notice, NOW)) == ["业务工作总结", "任现职以来。"]


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("一、工作态度", 1),
        ("十二、其他", 1),
        ("（三）学术水平", 2),
        ("一、我认真学习，扎实工作。", 0),
        ("一、" + "长" * 40, 0),
        ("一心一意做好本职工作", 0),
        ("1、工作态度", 0),
    ],
)
def test_headings_are_recognised_by_their_numbers(line: str, level: int) -> None:
    assert heading_level(line) == level


def test_the_pledge_is_a_model_and_a_sheet_to_copy_it_on(
    make_case: MakeCase, notice: Notice
) -> None:
    document = build("pledge", make_case(person__name=""), notice, NOW)
    grids = [block for block in document.blocks if isinstance(block, CopyGrid)]
    model, sheet = grids
    assert (model.columns, model.cell) == (sheet.columns, sheet.cell)
    assert model.columns <= 20
    assert sheet.cells >= len(model.text) * 1.1
    assert Mark("范本，勿交", across=True) in document.blocks
    (sign,) = [block for block in document.blocks if isinstance(block, HandSign)]
    assert sign.box == 30
    assert not re.search(r"\d", sign.date)


@pytest.mark.parametrize("text", ["字" * 9 + "，" + "字" * 20, "字" * 10 + "，" + "字" * 40])
def test_no_row_of_the_model_begins_with_a_mark(text: str) -> None:
    sheet = COPYING_LAYOUT.sheet
    columns = columns_for((text,), sheet.indent, sheet.columns)
    shown = "  " + text
    assert all(shown[at] != "，" for at in range(0, len(shown), columns))


@pytest.mark.parametrize("reader", EXTRACTORS)
@pytest.mark.parametrize("kind", ["summary", "publicity", "result", "recommendation", "pledge"])
def test_the_text_of_the_pdf_is_the_text_of_the_document(
    kind: str, reader: str, make_case: MakeCase, notice: Notice, fonts: Fonts
) -> None:
    for name in NAMES:
        document = build(kind, make_case(person__name=name), notice, NOW)
        found = body(EXTRACTORS[reader](to_pdf(document, fonts)))
        for text in paragraphs(document):
            assert text in found
        if kind == "pledge":
            assert notice.wording["pledge"] in found
        for word in ("xx", "××", "（模板）", "{", "None"):
            assert word not in found


@pytest.mark.parametrize("kind", ["summary", "publicity", "result", "recommendation"])
def test_no_name_stands_in_the_metadata(
    kind: str, make_case: MakeCase, notice: Notice, fonts: Fonts
) -> None:
    document = build(kind, make_case(), notice, NOW)
    assert document.title == notice.document(kind).title
    assert "张䶮" not in document.title
    assert to_docx(document, fonts)[:2] == b"PK"


def test_a_document_the_notice_does_not_know_is_a_key_error(
    make_case: MakeCase, notice: Notice
) -> None:
    with pytest.raises(KeyError):
        build("evaluation_form", make_case(), notice, NOW)


def test_three_thousand_characters_run_over_several_pages(
    make_case: MakeCase, notice: Notice, fonts: Fonts
) -> None:
    text = "\n".join("林业调查规划设计工作，" * 25 + "按期完成。" for _ in range(11))
    case = make_case(summary__text=text)
    pages = EXTRACTORS["pdfium"](to_pdf(build("summary", case, notice, NOW), fonts))
    assert len(pages) == 6
    assert body(pages) == "业务工作总结" + text.replace("\n", "")


@pytest.mark.parametrize("before", range(12, 28))
def test_a_long_name_stays_on_one_line_in_the_summary_and_on_the_wall(
    make_case: MakeCase, notice: Notice, fonts: Fonts, before: int
) -> None:
    said = "造" * before + LONG_NAME + "同志主持，" + "林" * 20
    case = make_case(person__name=LONG_NAME, summary__text=said, pub__achievement_text=said)
    for kind in ("summary", "publicity"):
        pages = lay_out(build(kind, case, notice, NOW), fonts)
        lines = [item.source for page in pages for item in page.items if isinstance(item, Text)]
        whole = sum(line.count(LONG_NAME) for line in lines)
        assert whole == "".join(lines).count(LONG_NAME) > 0
