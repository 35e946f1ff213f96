"""What a clerk wants of a batch, kept for the next time; what a folder holds already."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from desktop.app.batch import printing
from desktop.app.batch.ledger import key_of, keys_made
from desktop.app.batch.order import Order
from desktop.app.batch.work import Part
from desktop.app.library import Desk
from desktop.app.papers import wanted
from desktop.app.papers.prescribed import posts_id_number
from desktop.app.papers.printing import Sides
from desktop.errors import UserError
from desktop.language import tr

KEY = "batch"
"""Where in the library's memory it is kept."""

FOLDER = tr("批量生成")
"""The folder proposed where nobody has chosen one."""

PRINTABLE: frozenset[Part] = frozenset({"documents", "report"})
"""What has pieces for the printer."""


class Wishes(BaseModel):
    """What is made, where, and whether (and how) it is bound for the printer.

    ``number`` is how a 公示 shows an ID number its template asks for; "" while nobody has chosen.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    parts: frozenset[Literal["documents", "report", "packet"]] = frozenset(
        {"documents", "report", "packet"}
    )
    word: bool = True
    folder: str = ""
    bind: bool = False
    by: printing.By = "document"
    sides: Sides = "notice"
    number: Literal["", "hidden", "whole"] = ""

    @property
    def place(self) -> Path:
        """The folder."""
        return Path(self.folder) if self.folder else wanted.documents_folder() / FOLDER

    @property
    def how(self) -> printing.How:
        """How it is bound."""
        return printing.How(self.by, self.sides)

    def order(self, case_ids: Sequence[str], now: datetime) -> Order:
        """The order for these people."""
        hide = self.number == "hidden"
        return Order(tuple(case_ids), self.parts, self.place, now, self.word, hide)


def load(desk: Desk) -> Wishes:
    """As they were last; the usual ones where that cannot be read."""
    try:
        return Wishes.model_validate(desk.library.memory.get(KEY) or {})
    except ValidationError:
        return Wishes()


def save(desk: Desk, wishes: Wishes) -> None:
    """Keep them."""
    desk.library.memory.put(KEY, wishes.model_dump(mode="json"))


def asks_about_number(desk: Desk, case_ids: Sequence[str]) -> bool:
    """Whether a notice of theirs has the ID number in its 公示: somebody has to choose."""
    chosen = frozenset(case_ids)
    for pack_id in {row.pack_id for row in desk.rows() if row.case_id in chosen}:
        try:
            if posts_id_number(desk.notices(pack_id)):
                return True
        except UserError:  # a notice that is not installed: its cases are told of as they fail
            continue
    return False


def there_already(folder: Path, case_ids: Sequence[str]) -> int:
    """For how many of them something was made in ``folder``: kept where nothing has changed."""
    made = keys_made(folder)
    return sum(key_of(case_id) in made for case_id in case_ids)


def time_left(seconds: float) -> str:
    """How long it will take, as precisely as anybody can know."""
    minutes = round(seconds / 60)
    if seconds < 60:
        return tr("还要不到 1 分钟")
    return (
        tr("大约还要 {minutes} 分钟", minutes=minutes)
        if minutes < 90
        else tr("大约还要 {hours} 小时", hours=round(minutes / 60))
    )
