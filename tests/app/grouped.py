"""A group of made-up applicants in a library, for tests of what is done to all of them at once."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from desktop.app.library import Desk
from desktop.app.notices.installed import notice
from desktop.domain.change import put
from tests.documents.cases import full
from tests.storage.keeping import KEYS
from tests.ui.hands import Clock

NAMES = ("张䶮", "阿卜杜热合曼·买买提·吐尔逊", "李新", "古丽娜尔·艾合买提", "巴特尔")

UNPOSTED = {
    "pub.start": "",
    "pub.end": "",
    "pub.office": "",
    "pub.phone": "",
    "pub.objection": None,
    "pub.days": None,
    "pub.result_date": "",
    "pub.recommend_date": "",
}


def desk_in(folder: Path, clock: Clock) -> Desk:
    """An empty library there."""
    return Desk.open(folder / "library", notice, clock, KEYS)


def take_in(desk: Desk, packs: Sequence[str], *, posted: bool = False, **changes: Any) -> list[str]:
    """A person a pack, ``changes`` by path for all of them; the ids of their cases."""
    ids = []
    for number, pack in enumerate(packs):
        case = full(pack, person__name=NAMES[number % len(NAMES)], **changes)
        case = case.model_copy(update={"case_id": f"c{number}", "unit_audit": case.unit_audit})
        for path, value in UNPOSTED.items():
            if not posted or path in ("pub.objection", "pub.days", "pub.result_date"):
                case = put(case, path, value)
        if posted:
            case = put(case, "pub.recommend_date", "")
        for path, value in changes.items():
            case = put(case, path.replace("__", "."), value)
        desk.library.create(case)
        ids.append(case.case_id)
    return ids
