"""A unit's names × a text → what of the text is that unit."""

import pytest

from desktop.imaging.matching import units
from desktop.imaging.matching.letters import passage
from tests.imaging.written import Doubt, line, marked, told

SCHOOL = ("昆仑市第三中学", "昆仑三中")
HOSPITAL = ("北塔区人民医院",)

TEXTS: tuple[tuple[tuple[str, ...], str], ...] = (
    (SCHOOL, "在⟦昆仑市第三中学⟧工作，⟦昆仑三中⟧党委认为"),
    (SCHOOL, "昆仑市第二中学、昆仑二中、⟦昆仑市第三中学⟧"),
    (SCHOOL, "⟦昆 仑 市 第 三 中 学⟧"),
    (SCHOOL, "⟦昆侖市第三中學⟧"),
    (SCHOOL, "⟦昆仑市第三中学⟧附属小学"),
    (HOSPITAL, "南塔区人民医院，⟦北塔区人民医院⟧"),
    (HOSPITAL, "北塔县人民医院"),
    (("新疆白杨师范高等专科学校",), "新疆白杨工业高等专科学校"),
    (("（原）白杨农科所", ""), "⟦(原)白杨农科所⟧"),
    ((), "昆仑市第三中学"),
)


@pytest.mark.parametrize(("names", "text"), TEXTS)
def test_a_unit_is_found_as_it_stands(names: tuple[str, ...], text: str) -> None:
    plain, wanted = marked(text)
    there = line(plain)
    assert told(units.search(names)(passage(0, there)), there) == wanted


MISREAD: tuple[tuple[tuple[str, ...], str, dict[str, Doubt]], ...] = (
    (SCHOOL, "⟦昆仑币第三中学⟧", {"币": (0.6, {"市": 0.3})}),
    # The one character that makes another school of it was read without a doubt.
    (SCHOOL, "昆仑市第二中学", {"二": (0.99, {})}),
    # … or with one.
    (SCHOOL, "⟦昆仑市第二中学⟧", {"二": (0.6, {"三": 0.35})}),
    # A short name leaves no room.
    (("昆仑三中",), "昆仑二中", {"二": (0.6, {"三": 0.35})}),
)


@pytest.mark.parametrize(("names", "text", "doubts"), MISREAD)
def test_a_misread_unit_is_found_where_the_reader_hesitated(
    names: tuple[str, ...], text: str, doubts: dict[str, Doubt]
) -> None:
    plain, wanted = marked(text)
    there = line(plain, doubts=doubts)
    assert told(units.search(names)(passage(0, there)), there) == wanted
