"""What the five notices prescribe, printed to the letter: notice text against the PDF's text."""

import re
from itertools import permutations
from typing import NamedTuple

import pytest

from desktop.app.notices.installed import notice as load
from desktop.documents.blocks import Table
from desktop.documents.catalogue import build, catalogue
from desktop.documents.fonts import Fonts
from desktop.documents.pdf.writing import to_pdf
from desktop.domain.wording import bare

from .cases import LONG_NAME, NOW, PACKS, full
from .reading import EXTRACTORS, body

FACTS = {
    "name": "张䶮",
    "unit": "库尔勒晨露园林有限责任公司",
    "supervisor": "尉犁县林业和草原局",
    "start": "2024年7月22日",
    "end": "2024年7月29日",
}

Swaps = tuple[tuple[str, str], ...]

# What is asked for inside a prescribed text, and what stands there once it is filled in. Each
# swap is a regular expression on the notice's own text, in the order of its places.
LEVEL = (r"x（高、中、初）级", "高级")
ZZ_LEVEL = (r"×（高、中、初）级", "高级")
ZZ_NAME = (r"×{2,3}同志", "张䶮同志")


class Prescribed(NamedTuple):
    """A text of a notice, found by its first and last words, and the document that prints it."""

    pack: str
    kind: str
    first: str
    last: str
    swaps: Swaps


_TEXTS: tuple[tuple[str, str, str, str, Swaps], ...] = (
    ("LC22", "summary", r"\*{4}同志业务", "工作总结", ((r"\*{4}", FACTS["name"]),)),
    ("LC22", "summary", r"\*{4}单位", "（盖章）：", ((r"\*{4}", FACTS["unit"]),)),
    ("LC22", "summary", "申报人员本人", r"（签字）:", ()),
    (
        "LC22",
        "guarantee",
        r"本人申报 ",
        "接受处理。",
        ((r"申报 +专业 +资格", "申报林业和草原专业高级工程师资格"),),
    ),
    ("LC22", "guarantee", "本人承诺：", "承担一切责任", ()),
    ("LC22", "guarantee", r"兹保证 ", "相应责任。", ((r"保证 +同志", "保证张䶮同志"),)),
    ("LC22", "guarantee", r"专业技术资格评审材料真实性保证书\n", "", ()),
    ("LC22", "guarantee", "申报人（签名）：", "", ()),
    ("LC22", "guarantee", "单  位（盖章）：", "", ()),
    ("LC22", "guarantee", "负责人（签名）：", "", ()),
    ("LC22", "pledge", "本人承诺：", "承担一切责任", ()),
    ("LC22", "unit_opinion", "本单位已对提供的", "同意推荐", ()),
    ("LC22", "supervisor_opinion", "本单位已对提供的", "同意推荐", ()),
    ("LC22", "copy_stamp", "已审核，", "与原件相符", ()),
    ("LC22", "exemption_form", "参加“访惠聚”驻村、", "继续教育学习免试审批表", ()),
    ("GT23", "pledge", "本人承诺以上填报内容", "不得申报专业技术资格。", ()),
    (
        "BM24",
        "publicity",
        "根据民营企业专项",
        "职称进行公示。",
        ((r" ", ""), (r"xxx同志", "张䶮同志"), (r"xx系列xx专业", "工程系列林业和草原专业"), LEVEL),
    ),
    (
        "BM24",
        "publicity",
        "公示时间从 xxx",
        "监督电话：",
        (
            (r" ", ""),
            (r"xxx年xx月xx日", FACTS["start"]),
            (r"至xxx年xx月xx日", "至" + FACTS["end"]),
            (r"（公示期不少于5个工作日）", ""),
            (r"xxx同志", "张䶮同志"),
            (r"xx办公室", "公司综合办公室"),
        ),
    ),
    (
        "BM24",
        "result",
        "xxx 同志申报材料已在",
        "级职称。",
        (
            (r"\s", ""),
            (r"xxx同志", "张䶮同志"),
            (r"xxx同志", "张䶮同志"),
            (r"公示xx天", "公示5天"),
            (r"xx系列xx专业", "工程系列林业和草原专业"),
            LEVEL,
        ),
    ),
    (
        "BM24",
        "recommendation",
        "经审核，同意推荐 xxx",
        "级职称。",
        ((r"\s", ""), (r"xxx同志", "张䶮同志"), (r"xx系列xx专业", "工程系列林业和草原专业"), LEVEL),
    ),
    ("BM24", "recommendation", "单位联系人：", "", ()),
    ("BM24", "recommendation", "联系电话：\n", "", ()),
    ("BM24", "pledge", "本人承诺以上填报的内容", "不得申报专业技术资格。", ()),
    ("ZZ23", "publicity", "推荐单位公示", "", ()),
    (
        "ZZ23",
        "publicity",
        "根据自治区、自治州",
        "进行公示。",
        (ZZ_NAME, (r"××系列××专业", "工程系列林业和草原专业"), ZZ_LEVEL),
    ),
    ("ZZ23", "publicity", "思想政治条件：", "", ()),
    ("ZZ23", "publicity", "业绩成果：", "", ()),
    (
        "ZZ23",
        "publicity",
        "公示时间从××××",
        "监督电话：",
        (
            (r"×{4}年×{2}月×{2}日", FACTS["start"]),
            (r"×{4}年×{2}月×{2}日", FACTS["end"]),
            (r"（公示期不少于5个工作日）", ""),
            ZZ_NAME,
            (r"××办公室", "公司综合办公室"),
        ),
    ),
    (
        "ZZ23",
        "result",
        "×××同志申报材料于",
        "任职资格。",
        (
            ZZ_NAME,
            (r"×{4}年×{2}月×{2}日", FACTS["start"]),
            (r"×{4}年×{2}月×{2}日", FACTS["end"]),
            (r"公示××天", "公示5天"),
            ZZ_NAME,
            (r"××系列××专业", "工程系列林业和草原专业"),
            ZZ_LEVEL,
        ),
    ),
    (
        "ZZ23",
        "supervisor_recommendation",
        "经审核，同意推荐××",
        "级职称。",
        (ZZ_NAME, (r"××系列", "工程系列"), ZZ_LEVEL),
    ),
    ("ZZ23", "unit_opinion", "本单位已对提供的", "同意推荐", ()),
    ("ZZ23", "pledge", "本人承诺以上填报的内容", "不得申报专业技术资格。", ()),
    ("GJ21", "pledge", "本人承诺：", "后果和责任。", ()),
    (
        "GJ21",
        "unit_opinion",
        "本单位巳对XXX",
        "同意推荐",
        ((r"巳", "已"), (r"XXX", "张䶮")),
    ),
)


TEXTS = tuple(Prescribed(*text) for text in _TEXTS)


def excerpt(pack: str, first: str, last: str) -> str:
    """From the first words to the last ones as the notice has them, as issued."""
    found = re.search(f"{first}.*?{last}" if last else first, load(pack).text, re.DOTALL)
    assert found, (pack, first, last)
    return found[0]


def filled(text: str, swaps: Swaps) -> str:
    """The notice's text with its blanks filled and its hints taken out, one place after another."""
    for pattern, fact in swaps:
        count = 0 if pattern in {r" ", r"\s"} else 1
        text, done = re.subn(pattern, fact, text, count=count)
        assert done, (pattern, text)
    return text


@pytest.mark.parametrize("reader", EXTRACTORS)
@pytest.mark.parametrize("text", TEXTS, ids=lambda text: f"{text.pack}-{text.kind}-{text.first}")
def test_prescribed_words_are_printed_to_the_letter(
    reader: str, text: Prescribed, fonts: Fonts
) -> None:
    expected = bare(filled(excerpt(text.pack, text.first, text.last), text.swaps))
    assert not re.search(r"xx|××|XX|\*\*", expected)
    document = build(text.kind, full(text.pack), load(text.pack), NOW)
    assert expected in bare(body(EXTRACTORS[reader](to_pdf(document, fonts))))


FORM_LABELS = (
    "姓名 性别 出生年月 身份证号 学历 学位 何时何学校何专业毕业 现工作单位 参加工作时间 "
    "现有专业技术职务 拟申报专业技术职务 免考理由 所在单位审查意见 同级“访惠聚”审查意见 "
    "地州市或自治区区属主管单位人事（职称）部门审核、或审批意见 "
    "高级的由自治区专业技术人员职称办公室审批"
).split()


@pytest.mark.parametrize("pack", ["LC22", "GT23", "ZZ23", "GJ21"])
def test_the_form_has_the_labels_of_annex_4_in_its_order(pack: str) -> None:
    annex = bare(load("LC22").text.split("附件4")[-1])
    places = [annex.index(bare(label)) for label in FORM_LABELS]
    assert places == sorted(places)
    document = build("exemption_form", full(pack), load(pack), NOW)
    (table,) = [block for block in document.blocks if isinstance(block, Table)]
    printed = [bare(cell.text) for row in table.rows for cell in row]
    at = [printed.index(bare(label)) for label in FORM_LABELS]
    assert at == sorted(at)


def pledge_of(pack: str) -> str:
    return load(pack).wording["pledge"]


def test_each_pledge_is_its_own_notices() -> None:
    for pack in PACKS:
        assert bare(pledge_of(pack)) in bare(load(pack).text)
    for one, other in permutations(PACKS, 2):
        assert bare(pledge_of(one)) not in bare(pledge_of(other))
        assert bare(pledge_of(one)) not in bare(load(other).text)


@pytest.mark.parametrize("pack", PACKS)
def test_the_five_pledges_are_never_interchanged(pack: str, fonts: Fonts) -> None:
    notice = load(pack)
    printed = {
        spec.kind: bare(
            body(EXTRACTORS["pdfium"](to_pdf(build(spec.kind, full(pack), notice, NOW), fonts)))
        )
        for spec in catalogue(notice)
    }
    assert any(bare(pledge_of(pack)) in text for text in printed.values())
    for other in PACKS:
        if other != pack:
            assert not any(bare(pledge_of(other)) in text for text in printed.values())


@pytest.mark.parametrize("name", ["张䶮", "王𬭎", LONG_NAME])
@pytest.mark.parametrize("pack", PACKS)
def test_nothing_of_a_template_or_of_the_program_is_printed(
    pack: str, name: str, fonts: Fonts
) -> None:
    notice = load(pack)
    for spec in catalogue(notice):
        document = build(spec.kind, full(pack, person__name=name), notice, NOW)
        text = body(EXTRACTORS["pdfium"](to_pdf(document, fonts)))
        for word in ("xx", "××", "XX", "**", "（模板）", "{", "}", "None", "软件拟稿", "未附式样"):
            assert word not in text, (spec.kind, word)
        assert name not in document.title
