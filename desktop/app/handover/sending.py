"""Handing a case over: to whom, what goes with it, and what is kept of it here.

Written off the GUI thread: :func:`prepared` looks at the library, :func:`written` only at files,
:func:`kept` notes what went out. The other way round is :mod:`desktop.app.handover.arrivals`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from desktop.app.library import Desk
from desktop.app.naming import person_name
from desktop.app.session import Session
from desktop.domain.case import Case, ReviewRemark
from desktop.domain.moments import beijing
from desktop.errors import UserError
from desktop.language import tr
from desktop.storage import durable, faults, handover
from desktop.storage.casefile import called
from desktop.storage.files import FileStore
from desktop.storage.handover import SUFFIX, Receivers
from desktop.storage.identity import Card, Identity
from desktop.storage.packages import Known, Passed
from desktop.storage.passphrases import weakness

__all__ = [
    "SUFFIX",
    "Card",
    "Known",
    "Outgoing",
    "Receivers",
    "Remarked",
    "answers",
    "card_file",
    "card_in",
    "card_note",
    "card_text",
    "kept",
    "prepared",
    "remark",
    "save_card",
    "unnamed",
    "written",
]

Kind = Literal["case", "reply"]

FORM = 1
"""Version of what a package says inside; a newer one is refused."""

NAMES = {"case": "申报包", "reply": "审核回复"}
"""What the files are called: never by person or unit."""

_MOST_KNOWN = 200
"""So many earlier packages a new one names, newest last."""

_MOST_CARD_TEXT = 64 * 1024
"""Bytes; no file with a 收件码 comes near."""

_CARD = re.compile(r"zcsb1-([0-9a-f]{128})-([0-9a-f]{8})")


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A case as it is to go out; frozen, for any thread."""

    kind: Kind
    case: Case
    body: dict[str, Any]
    store: FileStore
    sender: Identity
    stamp: str


@dataclass(frozen=True, slots=True)
class Remarked:
    """One 审核意见 as it is written: ``path`` the field it is about, or ``""``."""

    text: str
    path: str = ""


# ---------------------------------------------------------------------- cards


def card_text(card: Card) -> str:
    """A 收件码: what somebody needs to encrypt to this library, for a file or a chat."""
    written = card.written()
    return f"zcsb1-{written}-{_check(written)}"


def card_in(text: str) -> Card:
    """The 收件码 somewhere in ``text``; :class:`UserError` where there is none, or not all."""
    found = _CARD.search("".join(text.split()).lower())
    if found is None or _check(found[1]) != found[2]:
        raise UserError(
            tr("这里面没有完整的收件码。"),
            safe=tr("什么都没有改变。"),
            todo=tr("请让对方重新复制一次发来：收件码以 zcsb1- 开头，要从头到尾一个不少。"),
        )
    return Card.read(found[1])


def card_file(path: Path) -> Card:
    """The 收件码 in the text file at ``path``."""
    with faults.reading(path), path.open("rb") as file:
        data = file.read(_MOST_CARD_TEXT)
    return card_in(data.decode("utf-8", "replace"))


def card_note(card: Card) -> str:
    """The 收件码 with what whoever gets it should know."""
    return (
        "职称申报助手 收件码\n\n"
        "用它加密的申报包，只有给出它的那一份资料库打得开。它不是秘密，可以用聊天软件发。\n"
        f"核对码：{card.fingerprint}（请在电话里念一遍，两边一样才对）\n\n"
        f"{card_text(card)}\n"
    )


def _check(written: str) -> str:
    return hashlib.sha256(b"zhicheng card text" + written.encode()).hexdigest()[:8]


# ---------------------------------------------------------------------- sending


def remark(
    desk: Desk, case_id: str, remarks: Sequence[Remarked], by: str, session: Session | None = None
) -> None:
    """Put 审核意见 into the case, as one step of undo; by its session where it is open."""
    wanted = [one for one in remarks if one.text.strip()]
    if not wanted:
        return
    session = session or desk.session(case_id)
    made = [ReviewRemark(text=one.text.strip(), path=one.path, by=by) for one in wanted]
    session.set("remarks", [*session.case.remarks, *made], label="提审核意见")


def answers(desk: Desk, case_id: str) -> bool:
    """Whether the case came in a package: what goes out is then a reply."""
    passed = desk.library.packages.of_case(case_id)
    return bool(passed) and passed[0].direction == "received"


def prepared(desk: Desk, case_id: str) -> Outgoing:
    """The case as it is now, with what the other side needs to put two versions together."""
    library = desk.library
    case = library.load(case_id).case
    kind: Kind = "reply" if answers(desk, case_id) else "case"
    known = [one.package_id for one in library.packages.of_case(case_id)]
    now = beijing(desk.now())
    body = {
        "form": FORM,
        "kind": kind,
        "at": now.isoformat(),
        "case": unnamed(case).model_dump(mode="json"),
        "based_on": list(dict.fromkeys(known))[-_MOST_KNOWN:],
    }
    stamp = f"{now:%Y%m%d-%H%M}"
    return Outgoing(kind, case, body, library.store, library.keys.identity, stamp)


def written(out: Outgoing, folder: Path, to: Receivers) -> tuple[Path, str]:
    """Write the package into ``folder``, whole or not at all; where it is, and its id.

    A reply bears the applicant's name, since a unit writes many into one folder; nothing there is
    gone over. A damaged attachment is named in the :class:`UserError`.
    """
    weak = "" if to.cards else weakness(to.passphrase)
    if weak:
        raise UserError(
            weak,
            safe=tr("没有写出任何文件。"),
            todo=tr("可以用一句两个人都记得住的话。"),
        )
    hashes = list(dict.fromkeys(a.sha256 for a in out.case.attachments if a.sha256))
    whose = person_name(out.case.person.name) if out.kind == "reply" else ""
    name = "-".join(filter(None, (NAMES[out.kind], whose, out.stamp)))
    try:
        files = out.store.among(hashes)
        for number in range(1, 1000):
            more = f"-{number}" if number > 1 else ""
            path = folder / f"{name}{more}{SUFFIX}"
            if path.exists():
                continue
            try:
                return path, handover.write(path, out.body, files, out.sender, to)
            except FileExistsError:
                continue  # somebody took the name a moment ago
    except UserError as error:
        bad = {sha256 for sha256 in hashes if not out.store.sound(sha256)}
        error.details = (
            *(called(a) for a in out.case.attachments if a.sha256 in bad),
            *error.details,
        )
        raise
    raise FileExistsError(folder)


def kept(desk: Desk, out: Outgoing, package_id: str, to: Receivers) -> None:
    """Keep what went out: the version the other side's reply will be held against."""
    for party in to.cards or (None,):
        desk.library.packages.keep(
            Passed(package_id, "sent", party, desk.now(), out.case.case_id, out.body)
        )


def save_card(card: Card, folder: Path) -> Path:
    """Write one's own 收件码 into ``folder`` as a short text; where it is."""
    name = f"收件码-{card.fingerprint[:4]}.txt"
    path = folder / name
    with faults.told(path):
        durable.write(path, card_note(card).encode("utf-8-sig"))
    return path


def unnamed(case: Case) -> Case:
    """The case without what the person called the files: that stays on this computer."""
    told = tuple(a.model_copy(update={"file_name": ""}) for a in case.attachments)
    return case.model_copy(update={"attachments": told})
