"""Which side of an ID card a page shows, told from its print, and which one belongs where it lies.

Said only where the card's own printed words stand there: a wrong word costs more trust than a
silence. Slots of other papers are never judged, whatever is printed on those.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import IntFlag

from desktop.domain.case import Attachment
from desktop.domain.scans import ScanFault
from desktop.domain.terms import Slot


class Side(IntFlag):
    """正面 with portrait and number, 反面 with 签发机关; the numbers stand in the case's faults."""

    NONE = 0
    FRONT = 1
    BACK = 2


CARD = "身份证"
_NAMED = (("正面", Side.FRONT), ("反面", Side.BACK), ("背面", Side.BACK))
_BOTH = re.compile("正.{0,2}[反背]")  # 正反面, 正、反面
_NUMBER = "公民身份号码"
_ABOUT = ("姓名", "性别", "民族", "出生", "住址")
_ABOUT_ENOUGH = 2
_ISSUED, _VALID, _TITLE = "签发机关", "有效期限", "居民身份证"


def seen(lines: Iterable[str]) -> Side:
    """The sides whose printed words are all there; none where it is not clear."""
    print_ = re.sub(r"\s", "", "".join(lines))
    # A statement with the ID number in it has the words too, but also no address and no people.
    front = _NUMBER in print_ and sum(word in print_ for word in _ABOUT) >= _ABOUT_ENOUGH
    back = _ISSUED in print_ and _VALID in print_ and _TITLE in print_
    return (Side.FRONT if front else Side.NONE) | (Side.BACK if back else Side.NONE)


def meant(attachment: Attachment, slot: Slot) -> Side:
    """The side that belongs where the page lies; none where both may, or it is no ID card's."""
    if CARD not in f"{slot.id}{slot.title}":
        return Side.NONE
    for said in (attachment.part, slot.id, slot.title):
        named = {side for word, side in _NAMED if word in said}
        if named and not _BOTH.search(said):
            return named.pop() if len(named) == 1 else Side.NONE
    return Side.NONE


def mismatch(lines: Iterable[str], wanted: Side) -> ScanFault | None:
    """The fault of a page that shows another side than is ``wanted``, or both on one."""
    found = seen(lines) if wanted else Side.NONE
    if found in (Side.NONE, wanted):
        return None
    return ScanFault(kind="other_side", measured=float(found), wanted=float(wanted))
