"""From packs to notices: which there are, and the :class:`Notice` of one.

:mod:`desktop.notices.shelf` tells where packs lie, :mod:`desktop.notices.judge` reads and judges
one.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from desktop.domain.notice import Notice
from desktop.errors import UserError
from desktop.notices.calendars import load_calendar
from desktop.notices.judge import Read, read_pack
from desktop.notices.layouts import fitted, layouts
from desktop.notices.own_templates import own_templates
from desktop.notices.pack import Pack, Regulation
from desktop.notices.reading import SAFE
from desktop.notices.shelf import Shelf


@dataclass(frozen=True, slots=True)
class NoticeCard:
    """What a list of installed notices shows of one, in its newest version.

    ``versions`` are all there are, newest first; ``own``: the user has added it.
    """

    id: str
    version: int
    title: str
    short_title: str
    year: int
    issuer: str
    status: str
    expires_on: str | None = None
    versions: tuple[int, ...] = ()
    own: bool = False


@dataclass(frozen=True, slots=True)
class Installed:
    """The notices that can be chosen, and what is wrong with packs that cannot."""

    cards: tuple[NoticeCard, ...]
    faults: tuple[UserError, ...]


def installed(shelf: Shelf) -> Installed:
    """The notices whose packs are there and sound, newest year first."""
    cards: list[NoticeCard] = []
    looks = layouts(shelf)
    faults: list[UserError] = [_shadow(*pair) for pair in shelf.shadowed()]
    faults.extend(looks.faults)
    for pack_id in shelf.ids():
        sound: list[tuple[Path, Notice]] = []
        for folder in shelf.versions(pack_id).values():
            try:
                read = read_pack(folder, shelf)
                if isinstance(read.pack, Pack):
                    if not sound:
                        faults.extend(fitted(read.pack, looks).faults)
                    sound.append((folder, _notice(read.pack, read.text, shelf)))
            except UserError as error:
                faults.append(error)
        if sound:
            folder, notice = sound[0]
            versions = tuple(n.version for _, n in sound)
            own = shelf.user is not None and folder.is_relative_to(shelf.user)
            cards.append(_card(notice, versions, own=own))
    cards.sort(key=lambda card: (-card.year, card.id))
    return Installed(tuple(cards), tuple(faults))


def load_notice(pack_id: str, shelf: Shelf, version: int | None = None) -> Notice:
    """The notice of that pack: of that very version, or of the newest that is sound.

    :class:`NotInstalled` where there is no such pack or version.
    """
    if version is not None:
        folders = [shelf.folder(pack_id, version)]
    else:
        folders = list(shelf.versions(pack_id).values())
    first: UserError | None = None
    for folder in folders:
        try:
            return open_pack(folder, shelf)
        except UserError as error:
            first = first or error
    assert first is not None  # noqa: S101  # a pack has a folder
    raise first


def open_pack(folder: Path, shelf: Shelf, *, elsewhere: bool = False) -> Notice:
    """The notice of the pack in ``folder``; ``elsewhere``: it is not on the shelf."""
    return notice_of(read_pack(folder, shelf, elsewhere=elsewhere), shelf)


def notice_of(read: Read, shelf: Shelf) -> Notice:
    """The notice of a pack that was read; a 上位规定 is none."""
    if isinstance(read.pack, Regulation):
        raise UserError(
            f"“{read.pack.short_title}”是上位规定，不能按它申报。",
            safe=SAFE,
            todo="它的规则由通知的规则包用 inherits 引入。请选一份通知。",
        )
    return _notice(read.pack, read.text, shelf)


def _notice(pack: Pack, text: str, shelf: Shelf) -> Notice:
    calendar = load_calendar(pack.calendars, shelf.resources, shelf.user)
    own = own_templates(shelf.user, pack.id) if shelf.user else {}
    office = fitted(pack, layouts(shelf))
    # Every term as it stands: they have been judged with the pack.
    terms = {key: getattr(pack, key) for key in Notice.model_fields if key in Pack.model_fields}
    terms |= {"documents": office.documents, "drafts": office.drafts, "layouts": office.layouts}
    return Notice(**terms, text=text, calendar=calendar, own=own)


def _card(notice: Notice, versions: tuple[int, ...], *, own: bool) -> NoticeCard:
    shown = ("id", "version", "title", "short_title", "year", "issuer", "status", "expires_on")
    return NoticeCard(**{key: getattr(notice, key) for key in shown}, versions=versions, own=own)


def _shadow(folder: Path, there: Path) -> UserError:
    return UserError(
        f"规则包 {folder.name} 与程序已有的编号和版本相同，没有使用。",
        safe="用的仍是原来那一份。",
        todo="请给它换一个编号，或把 version 加 1。",
        details=(str(folder), str(there)),
    )
