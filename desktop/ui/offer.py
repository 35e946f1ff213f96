"""What the window can begin: the sample, and the notices at hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from desktop.app.library import CaseRow, Desk
from desktop.app.notices import installed
from desktop.app.notices.choice import Choice, choice
from desktop.app.notices.installed import NoticeCard
from desktop.domain.notice import Notice
from desktop.errors import UserError


class Load(Protocol):
    """Gives a notice by its pack: the version asked for, else the newest."""

    def __call__(self, pack_id: str, version: int | None = None) -> Notice:
        """:class:`~desktop.errors.UserError` where it is not there."""


@dataclass(frozen=True)
class Offer:
    """What the first screen can begin: the sample, and the notices at hand.

    ``sample`` puts the sample applicant into the library and gives its case id; ``faults`` are
    packs that lie there and are not used; ``add`` takes a pack in from a folder, whole or not at
    all.
    """

    sample: Callable[[Desk], str]
    cards: Callable[[], tuple[NoticeCard, ...]] = installed.cards
    load: Load = installed.notice
    faults: Callable[[], tuple[UserError, ...]] = installed.faults
    add: Callable[[Path], Notice] = installed.add

    def notices(self) -> tuple[Notice, ...]:
        """Every notice at hand, in its newest version."""
        return tuple(self.load(card.id) for card in self.cards())

    def choices(self, today: date) -> tuple[Choice, ...]:
        """The same, with what is to be known to choose one."""
        return tuple(choice(notice, today) for notice in self.notices())

    def under(self, row: CaseRow, today: date) -> Choice | None:
        """The notice a case is under, in its own version where that is there."""
        try:
            return choice(self.load(row.pack_id, row.pack_version), today)
        except UserError:
            return None
