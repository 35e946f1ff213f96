"""Front or back of an ID card: told from its own words, held against the place it lies in."""

from __future__ import annotations

import pytest

from desktop.app.notices.installed import notice as load_notice
from desktop.app.scans import masking
from desktop.app.scans.scanning import Nowhere, Scanner, looking_for
from desktop.app.scans.sides import Side, meant, mismatch, seen
from desktop.domain.case import Attachment, Case
from desktop.domain.terms import Slot
from desktop.imaging.text import Line

from .scanned import Recorded, scan

FRONT = (
    "姓名 买买提·艾力", "性别 男 民族 维吾尔", "出生1990年3月2日", "住址 新疆若羌县",
    "公民身份号码", "659901199003020019",
)  # fmt: skip
BACK = ("中华人民共和国", "居民身份证", "签发机关 若羌县公安局", "有效期限 2015.03.02-2035.03.02")
CERTIFICATE = ("职称证书", "姓名 王伟", "性别 男", "身份证号 659901199003020019", "发证机关 人社厅")
LICENCE = ("居住证", "签发机关 公安局", "有效期限 一年")
SOCIAL = ("社会保险参保证明", "姓名 王伟 性别 男", "公民身份号码", "659901199003020019")


@pytest.mark.parametrize(
    ("lines", "side"),
    [
        (FRONT, Side.FRONT),
        (("姓 名王伟", "性 别 男", "公民 身份号码 659901199003020019"), Side.FRONT),
        (BACK, Side.BACK),
        ((*FRONT, *BACK), Side.FRONT | Side.BACK),
        (CERTIFICATE, Side.NONE),
        (LICENCE, Side.NONE),
        (FRONT[:4], Side.NONE),
        (BACK[:3], Side.NONE),
        ((), Side.NONE),
    ],
)
def test_only_a_card_s_own_words_tell(lines: tuple[str, ...], side: Side) -> None:
    assert seen(lines) == side


@pytest.mark.parametrize(
    ("slot", "part", "side"),
    [
        ("身份证正面", "", Side.FRONT),
        ("身份证反面", "", Side.BACK),
        ("身份证扫描件", "", Side.NONE),
        ("身份证扫描件", "正面", Side.FRONT),
        ("身份证扫描件", "背面", Side.BACK),
        ("身份证正、反面", "", Side.NONE),
        ("身份证正反面", "", Side.NONE),
        ("身份证正、反面", "反面", Side.BACK),
        ("年度考核表", "正面", Side.NONE),
        ("职称证书", "", Side.NONE),
    ],
)
def test_what_belongs_where(slot: str, part: str, side: Side) -> None:
    assert meant(Attachment(slot=slot, part=part), Slot(id=slot, column="c", title=slot)) == side


@pytest.mark.parametrize(
    ("lines", "wanted", "said"),
    [
        (FRONT, Side.FRONT, None),
        (FRONT, Side.NONE, None),
        ((*FRONT, *BACK), Side.NONE, None),
        (SOCIAL, Side.NONE, None),
        (CERTIFICATE, Side.BACK, None),
        (FRONT, Side.BACK, {"seen": "正面", "meant": "反面"}),
        (BACK, Side.FRONT, {"seen": "反面", "meant": "正面"}),
        ((*FRONT, *BACK), Side.FRONT, {"seen": "正、反两面在一起", "meant": "正面"}),
    ],
)
def test_a_mismatch_names_both(
    lines: tuple[str, ...], wanted: Side, said: dict[str, str] | None
) -> None:
    fault = mismatch(lines, wanted)
    assert (fault.facts if fault else None) == said


class Card(Recorded):
    """Reads a card, whatever is there."""

    def __init__(self, lines: tuple[str, ...]) -> None:
        super().__init__("")
        self.card = lines

    def read(self, *_asked: object) -> tuple[Line, ...]:
        quad = ((50.0, 50.0), (400.0, 50.0), (400.0, 90.0), (50.0, 90.0))
        return tuple(Line(text, 0.99, quad, ()) for text in self.card)


def test_the_back_in_the_place_of_the_front_is_told_in_its_row() -> None:
    notice, data = load_notice("BM24"), scan()
    file = Attachment(slot="身份证正面", title="身份证正面", sha256="0" * 64, format="jpg")
    case = Case(case_id="c", pack_id="BM24", pack_version=1, attachments=(file,))
    scanner = Scanner(Nowhere(), Card(BACK))
    page = scanner.examine(data, file, 0, looking_for(file, case, notice))
    looked = file.model_copy(update={"scans": (page,), "legible": True})
    told = masking.first_faults(looked)
    assert told == ("“身份证正面”第 1 页像是反面，这里要的是正面，请核对。",)
    right = file.model_copy(update={"slot": "身份证反面"})
    page = scanner.examine(data, right, 0, looking_for(right, case, notice))
    assert "other_side" not in {fault.kind for fault in page.faults}
