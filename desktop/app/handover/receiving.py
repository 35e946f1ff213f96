"""Packages by the dozen: found in folders, opened one by one, taken in or left to be decided.

Each file is a matter of its own: what is wrong with one never keeps the others out. :func:`found`
and :meth:`Receiving.opened` work on files and may run on any thread; the rest uses the library.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from desktop.app.handover import arrivals
from desktop.app.handover.arrivals import Arrival, Incoming, NotForYou
from desktop.app.handover.sending import SUFFIX
from desktop.app.library import Desk
from desktop.domain import change as changes
from desktop.domain import reviews
from desktop.domain.case import Case
from desktop.domain.change import Change, Edit, Json, as_json
from desktop.errors import UserError
from desktop.language import tr

Outcome = Literal[
    "waiting", "new", "merged", "nothing", "conflicts", "passphrase", "removed", "failed"
]
"""What became of a file; of ``conflicts`` and ``passphrase`` a person still has to say something.
"""

WORDS: dict[Outcome, str] = {
    "waiting": tr("还没有收"),
    "new": tr("新收到"),
    "merged": tr("已合并新的一版"),
    "nothing": tr("没有新内容"),
    "conflicts": tr("等您决定"),
    "passphrase": tr("要口令"),
    "removed": tr("已经删除"),
    "failed": tr("没有收下"),
}

MOST = 2000
"""So many packages are taken at a time; a folder with more is a mistake."""


@dataclass(frozen=True, slots=True)
class Found:
    """The packages there are, and what lies beside them and is none; ``more`` were not taken."""

    packages: tuple[Path, ...]
    left_out: tuple[Path, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Item:
    """One file: whose it is, what became of it, and what is to be said of that."""

    path: Path
    outcome: Outcome = "waiting"
    who: str = ""
    said: str = ""
    case_id: str = ""


def found(paths: Iterable[Path], checkpoint: Callable[[], None] = lambda: None) -> Found:
    """The packages among ``paths`` and in the folders among them, each once, by name."""
    packages: dict[Path, Path] = {}
    left_out: list[Path] = []
    for given in paths:
        for path in _files(given, checkpoint):
            if path.suffix.lower() == SUFFIX:
                packages.setdefault(_itself(path), path)
            elif not path.name.startswith((".", "~$")):
                left_out.append(path)
    ordered = sorted(packages.values(), key=lambda path: (path.name, str(path)))
    return Found(tuple(ordered[:MOST]), tuple(left_out), len(ordered[MOST:]))


def _itself(path: Path) -> Path:
    """Where a path leads, however it is written; one that leads nowhere is told as it is opened."""
    try:
        return path.resolve()
    except (OSError, RuntimeError):  # a link to itself
        return path


def _files(given: Path, checkpoint: Callable[[], None]) -> Iterator[Path]:
    if not given.is_dir():
        yield given
        return
    # A link to a folder above would lead round and round; a folder nobody may read is passed by.
    for folder, inner, names in os.walk(given):
        checkpoint()
        inner.sort()
        for name in sorted(names):
            yield Path(folder) / name


@dataclass
class Receiving:
    """The taking in of many packages; ``items`` says of each what became of it.

    ``phrases`` are the passphrases known so far: each is tried on every file that wants one.
    ``opened_by`` tells which of them it was.
    """

    desk: Desk
    items: list[Item] = field(default_factory=list)
    phrases: list[str] = field(default_factory=list, repr=False)
    opened_by: dict[Path, str] = field(default_factory=dict, repr=False)
    _people: dict[tuple[str, str], set[str]] = field(default_factory=dict, repr=False)

    def add(self, paths: Sequence[Path]) -> None:
        """More files; one that is among them already is not taken twice."""
        known = {item.path for item in self.items}
        self.items += [Item(path) for path in paths if path not in known]

    def waiting(self) -> list[int]:
        """The places of those still to be looked at."""
        return [n for n, item in enumerate(self.items) if item.outcome == "waiting"]

    def to_ask(self, outcome: Outcome) -> list[int]:
        """The places of those a person has to say something of."""
        return [n for n, item in enumerate(self.items) if item.outcome == outcome]

    def try_phrase(self, phrase: str) -> None:
        """Know one more passphrase; those that wanted one wait again."""
        if phrase and phrase not in self.phrases:
            self.phrases.append(phrase)
        for n in self.to_ask("passphrase"):
            self.items[n] = Item(self.items[n].path)

    def count(self, *outcomes: Outcome) -> int:
        """How many files came to one of these."""
        return sum(item.outcome in outcomes for item in self.items)

    # ------------------------------------------------------------------ any thread

    def opened(self, path: Path, checkpoint: Callable[[], None] = lambda: None) -> Incoming:
        """Open the package with what is known; :class:`NotForYou` where nothing of it fits."""
        library = self.desk.library
        if not arrivals.needs_passphrase(path):
            return arrivals.opened(library, path)
        try:
            return arrivals.opened(library, path)
        except NotForYou as refused:
            last: UserError = refused
        for phrase in tuple(self.phrases):
            checkpoint()
            try:
                incoming = arrivals.opened(library, path, phrase)
            except NotForYou as refused:
                last = refused
            else:
                self.opened_by[path] = phrase
                return incoming
        raise last

    # ------------------------------------------------------------------ the library's thread

    def refused(self, n: int, error: UserError) -> None:
        """The file could not be opened, looked at or taken in."""
        item = self.items[n]
        wants = isinstance(error, NotForYou) and _wants_words(item.path)
        if wants:
            told = tr("口令不对，或者是另一个口令。") if self.phrases else tr("用口令加密的。")
            self.items[n] = replace(item, outcome="passphrase", said=told)
            return
        told = f"{error.happened}{error.todo}"
        self.items[n] = replace(item, outcome="failed", said=told)

    def looked(self, n: int, incoming: Incoming) -> Arrival | None:
        """Look at an open package; the arrival where it is to be taken in, else all is said."""
        item = self.items[n]
        try:
            arrival = arrivals.looked(self.desk, incoming)
        except UserError as error:
            self.refused(n, error)
            return None
        who = arrival.case.person.name or tr("还没有填姓名")
        item = replace(item, who=who, case_id=arrival.case.case_id)
        if arrival.standing in arrivals.TO_TAKE and not _conflicts(arrival):
            self.items[n] = item
            return arrival
        if arrival.standing in arrivals.TO_TAKE:
            told = tr("有 {count} 处两边都改过。", count=_conflicts(arrival))
            self.items[n] = replace(item, outcome="conflicts", said=told)
            incoming.drop()
        elif arrival.standing == "removed":
            told = tr("这份材料在您这里已经删除；要收下它，请先恢复，再收一次。")
            self.items[n] = replace(item, outcome="removed", said=told)
            incoming.drop()
        else:
            try:
                arrivals.taken(self.desk, arrival)
            except UserError as error:  # a full disk: nothing is kept, not even that it came
                incoming.drop()
                self.refused(n, error)
                return None
            told = _NOTHING[arrival.standing]
            self.items[n] = replace(item, outcome="nothing", said=told)
        return None

    def taken(self, n: int, arrival: Arrival) -> None:
        """Take in what was brought: a new case, or what is new of one that is here."""
        item = self.items[n]
        try:
            places = placeholders(self.desk, arrival) if arrival.standing == "new" else ()
            case_id = arrivals.taken(self.desk, arrival)
        except UserError as error:
            arrival.incoming.drop()
            self.refused(n, error)
            return
        told = [] if arrival.installed else [tr("按的是这份通知的另一版，打开时会问要不要换。")]
        if arrival.standing == "newer":
            told = [*_merged_words(arrival), *_reviewed_words(arrival), *told]
            self.items[n] = replace(item, outcome="merged", said="".join(told))
            return
        try:
            told += take_place(self.desk, case_id, places)
        except UserError as error:
            # The case is in; only the roster's line still stands beside it.
            told.append(tr("名单里的那一条还在：{happened}", happened=error.happened))
            places = ()
        told += self._namesakes(arrival.case, {place.case_id for place in places})
        remarks = sum(not one.resolved_at for one in arrival.case.remarks)
        told += [tr("带来 {remarks} 条审核意见。", remarks=remarks)] if remarks else []
        told += _reviewed_words(arrival)
        self.items[n] = replace(item, outcome="new", said="".join(told))

    def decided(self, n: int, *, taken: bool) -> None:
        """What was left to be decided has been, or not yet."""
        if taken:
            self.items[n] = replace(
                self.items[n], outcome="merged", said=tr("逐处选好以后合并了。")
            )

    def _namesakes(self, case: Case, gone: set[str]) -> list[str]:
        """A case of the same name and notice that nothing proves to be the same person's."""
        if not self._people:  # asked for once: a library may hold thousands
            for row in self.desk.rows():
                self._people.setdefault((row.pack_id, row.name), set()).add(row.case_id)
        same = self._people.setdefault((case.pack_id, case.person.name), set())
        same -= gone | {case.case_id}
        others = len(same)
        same.add(case.case_id)
        if not case.person.name or not others:
            return []
        return [tr("一览里还有 {others} 份同名的材料，请看看是不是同一个人。", others=others)]


_NOTHING = {
    "nothing": tr("这份材料已经有了，内容一样。"),
    "again": tr("这一份以前收过。"),
    "older": tr("收过比它新的一版。"),
    "own": tr("是这台电脑自己做的。"),
}


def _wants_words(path: Path) -> bool:
    try:
        return arrivals.needs_passphrase(path)
    except UserError:
        return False


def _conflicts(arrival: Arrival) -> int:
    return len(arrival.merged.conflicts) if arrival.merged else 0


def _merged_words(arrival: Arrival) -> Iterator[str]:
    yield tr("改了 {count} 处，可以一步撤销。", count=len(arrival.edits))
    done = [one for one in arrival.case.remarks if one.resolved_at]
    if done:
        yield tr("对方说改好了 {count} 条意见。", count=len(done))


def _reviewed_words(arrival: Arrival) -> Iterator[str]:
    """What has to be known of reviews: that one is overtaken, that some were made elsewhere."""
    known = {one.id for one in arrival.mine.reviews} if arrival.mine else set()
    elsewhere = sum(one.id not in known for one in arrival.case.reviews)
    if elsewhere:
        yield tr(
            "里面有 {elsewhere} 条不是在这里做的审核记录，请在“单位审核”里看一看。",
            elsewhere=elsewhere,
        )
    if arrival.mine is not None and reviews.is_through(arrival.mine):
        yield tr("审核通过以后又有了改动，请重新审核。")


# ---------------------------------------------------------------------- known from a roster


def placeholders(desk: Desk, arrival: Arrival) -> tuple[Case, ...]:
    """The cases that only stand for this person until the real one comes: as rosters make them.

    Of the same ID number under the same notice, never handed over, and with no attachment.
    """
    case = arrival.case
    others = desk.library.of_person(case.person.id_no, besides=case.case_id)
    return tuple(
        other
        for other in others
        if other.pack_id == case.pack_id
        and not other.attachments
        and not desk.library.packages.of_case(other.case_id)
    )


def take_place(desk: Desk, case_id: str, places: Sequence[Case]) -> list[str]:
    """The case stands where its placeholders stood: they fill what is empty and go to the trash."""
    told: list[str] = []
    for place in places:
        saved = desk.library.load(case_id)
        edits = filling(saved.case, place)
        if edits:
            change = Change(label=tr("补上名单里的内容"), edits=edits)
            after = changes.apply(saved.case, edits)
            desk.library.commit(case_id, change, after, saved.history)
        desk.remove(place.case_id)
        filled = tr("，补上了名单里的 {count} 处", count=len(edits)) if edits else ""
        told.append(tr("代替了名单里的那一条{filled}；那一条放进了“已删除的材料”。", filled=filled))
    return told


def filling(case: Case, place: Case) -> tuple[Edit, ...]:
    """The edits that put what ``place`` knows where ``case`` has nothing; nothing is gone over."""
    return tuple(_filling("", as_json(case), as_json(place)))


_ITS_OWN = frozenset(("schema_version", "case_id", "pack_id", "pack_version", "ticks"))
_NOTHING_THERE: tuple[Json, ...] = (None, "", [])


def _filling(path: str, has: Json, offered: Json) -> Iterator[Edit]:
    if isinstance(has, dict):
        for key, value in has.items():
            where = f"{path}.{key}" if path else key
            if where not in _ITS_OWN:
                yield from _filling(where, value, offered[key])
    elif has in _NOTHING_THERE and offered not in _NOTHING_THERE:
        yield Edit(path=path, before=has, after=offered)
