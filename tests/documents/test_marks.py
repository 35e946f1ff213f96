import pytest

from desktop.documents.marks import is_ideograph, is_name, is_wide, printable


@pytest.mark.parametrize(
    ("chars", "wide"),
    [
        ("张䶮𬭎，。（“”‘’—…·①℃￥　", True),
        ("Aa0%.,;:-+/°±×≥αЖé $¥", False),
    ],
)
def test_what_stands_in_a_full_cell(chars: str, wide: bool) -> None:
    assert [char for char in chars if is_wide(char) is not wide] == []


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("甲\t乙", "甲 乙"),
        ("甲\u00a0乙", "甲 乙"),
        ("甲\u200b\ufeff乙\u00ad丙\x07", "甲乙丙"),
        ("葛\U000e0100", "葛"),
        ("e\u0301", "é"),
        ("一\r\n二\r三", "一\n二\n三"),
        ("王𬭎·买买提", "王𬭎·买买提"),
        ("\ue000", "\ue000"),
    ],
)
def test_what_of_a_text_can_stand_on_paper(typed: str, printed: str) -> None:
    assert printable(typed) == printed


def test_ideographs_are_chinese_characters_alone() -> None:
    assert [char for char in "年〇䶮𬭎" if not is_ideograph(char)] == []
    assert [char for char in "，A1①·" if is_ideograph(char)] == []


def test_a_name_by_its_form() -> None:
    assert [text for text in ("热合曼·买买提", "甲·乙·丙") if not is_name(text)] == []
    assert [text for text in ("张䶮", "·甲", "甲·", "甲·乙，", "A·B") if is_name(text)] == []
