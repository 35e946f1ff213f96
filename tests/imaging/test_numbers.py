"""An identity number × a text → what of the text is that number."""

import pytest

from desktop.domain.identity import check_character
from desktop.imaging.matching import numbers
from desktop.imaging.matching.letters import passage
from tests.imaging.written import Doubt, line, marked, told

BODY = "65990119900307512"
OWN = BODY + check_character(BODY)
NEXT = "65990119900307514" + check_character("65990119900307514")
ENDS_IN_X = "65992919810820621"
assert check_character(ENDS_IN_X) == "X"

TEXTS: tuple[tuple[str, str], ...] = (
    (OWN, f"身份证号：⟦{OWN}⟧，自"),
    (OWN, f"⟦{OWN[:6]} {OWN[6:14]} {OWN[14:]}⟧"),
    (OWN, "⟦" + " ".join(OWN) + "⟧"),
    (OWN, f"⟦{OWN[:6]}-{OWN[6:14]}-{OWN[14:]}⟧"),
    (ENDS_IN_X + "X", f"⟦{ENDS_IN_X}x⟧"),
    (ENDS_IN_X + "X", f"⟦{ENDS_IN_X}×⟧"),
    (ENDS_IN_X + "X", f"⟦{ENDS_IN_X}Ｘ⟧"),
    # Read as letters.
    (OWN, f"⟦{OWN.replace('0', 'O').replace('1', 'l')}⟧"),
    # Another person's number, right in itself, however near.
    (OWN, NEXT),
    (OWN, f"{NEXT}、⟦{OWN}⟧"),
    # Other numbers.
    (OWN, "证书编号：202065000905747525"),
    (OWN, "出生日期 1990年03月07日"),
    (OWN, "19900307"),
    # Hidden already: there is nothing left to cover.
    (OWN, f"{OWN[:6]}********{OWN[14:]}"),
    # The number as it was before 1999.
    (OWN, f"⟨{OWN[:6]}{OWN[8:17]}⟩"),
    (OWN, f"9{OWN[:6]}{OWN[8:17]}1"),
    # Within a longer number it is chance.
    (OWN, f"9{OWN[:17]}99"),
    ("", OWN),
    ("6599", "6599"),
)


@pytest.mark.parametrize(("id_no", "text"), TEXTS)
def test_a_number_is_found_as_it_stands(id_no: str, text: str) -> None:
    plain, wanted = marked(text)
    there = line(plain)
    assert told(numbers.search(id_no)(passage(0, there)), there) == wanted


MISREAD: tuple[tuple[str, dict[str, Doubt]], ...] = (
    # One digit wrong or lost: what is left is no number of anybody.
    (f"⟦{OWN[:16]}7{OWN[17:]}⟧", {}),
    (f"⟦{OWN[:9]}{OWN[10:]}⟧", {}),
    (f"⟨{OWN[:8]}7{OWN[9:15]}5{OWN[16:]}⟩", {}),
)


@pytest.mark.parametrize(("text", "doubts"), MISREAD)
def test_a_misread_number_is_found(text: str, doubts: dict[str, Doubt]) -> None:
    plain, wanted = marked(text)
    there = line(plain, doubts=doubts)
    assert told(numbers.search(OWN)(passage(0, there)), there) == wanted
