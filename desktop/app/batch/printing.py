"""Many people's pieces as one PDF for the printer: in order, as often as wanted, a list on top.

What is bound lies in the people's folders already (:mod:`desktop.app.batch.run`); it is read piece
by piece and written as it comes, so that memory does not grow with the number of people.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from desktop.app.batch.order import Outcome
from desktop.app.batch.work import Piece
from desktop.app.packet.outbox import told
from desktop.app.papers import printing as papers
from desktop.app.papers.press import Press
from desktop.app.papers.printing import Sides
from desktop.documents.pdf import binding
from desktop.documents.printlist import ListRow, print_list
from desktop.domain.moments import beijing, chinese_moment
from desktop.errors import UserError
from desktop.language import tr
from desktop.storage import durable

By = Literal["document", "person"]
BY: dict[By, str] = {"document": "按文书", "person": "按人"}
"""How it is sorted, in words."""

Going = Callable[[int, int], None]
"""Told how many pieces are bound, of how many; raises what it likes to stop."""

_SAFE = "没有留下写了一半的东西，每人文件夹里的文书都在。"
_NAMED = 20  # people named on the list before 等
_FORGOTTEN = 3600  # seconds; nobody binds for an hour


@dataclass(frozen=True, slots=True)
class How:
    """What is bound of what there is (``titles``; None is everything), in which way."""

    by: By = "document"
    sides: Sides = "notice"
    titles: frozenset[str] | None = None

    def alone(self, piece: Piece) -> bool:
        """Whether the piece has a sheet for each of its pages."""
        return papers.alone(piece.two_sided, self.sides)


@dataclass(frozen=True, slots=True)
class Bound:
    """The file there is now: its pages, those of them left empty, sheets of paper, pieces.

    ``two_sided`` is how the printer has to be told to print it.
    """

    path: Path
    two_sided: bool
    pages: int
    blanks: int
    sheets: int
    pieces: int


@dataclass(frozen=True, slots=True)
class _Item:
    """A piece of somebody's, called by the folder's name."""

    person: str
    piece: Piece
    path: Path
    pages: int = 0

    @property
    def copies(self) -> int:
        return max(self.piece.copies or 1, 1)


def titles(outcomes: Sequence[Outcome]) -> dict[str, int]:
    """What can be bound, as it comes in a folder, each with the number of people who have it."""
    people: dict[str, set[int]] = {}
    place: dict[str, int] = {}
    for outcome in outcomes:
        for turn, piece in enumerate(outcome.pieces):
            people.setdefault(piece.title, set()).add(outcome.number)
            place[piece.title] = max(place.get(piece.title, 0), turn)
    return {title: len(people[title]) for title in sorted(place, key=lambda title: place[title])}


def name_of(how: How, now: datetime) -> str:
    """What the file is called, without suffix."""
    return f"打印-{BY[how.by]}-{beijing(now):%Y%m%d-%H%M}"


def beside(folder: Path, how: How, now: datetime) -> Path:
    """A name in ``folder`` that is free."""
    stem = name_of(how, now)
    for number in range(1, 1000):
        path = folder / (f"{stem}.pdf" if number == 1 else f"{stem}-{number}.pdf")
        if not path.exists():
            return path
    raise FileExistsError(folder / stem)


def bind(
    outcomes: Sequence[Outcome],
    how: How,
    target: Path,
    *,
    now: datetime,
    press: Press,
    going: Going = lambda _done, _total: None,
) -> Bound:
    """Write ``target``, whole or not at all; slow, so not on the GUI thread.

    Raises :class:`UserError` where nothing is there to print, a piece is not what was made, or the
    file cannot be written; what was at ``target`` is untouched then.
    """
    items = [_counted(item) for item in _arranged(outcomes, how)]
    if not items:
        raise UserError(
            tr("没有可以打印的文书。"),
            safe=tr("没有生成打印用的 PDF。"),
            todo=tr("请先让每人至少有一份文书或检查报告做成，再合并打印。"),
        )
    count = binding.Count()
    two_sided = any(not how.alone(item.piece) for item in items)
    front = press.pdf(print_list(*_listed(items, outcomes, how, now)))

    taken = items[0]

    def parts() -> Iterator[binding.Part]:
        nonlocal taken
        yield binding.Part(front, "打印清单")
        for done, item in enumerate(items):
            taken = item
            going(done, len(items))
            with _ours(item):
                data = item.path.read_bytes()
            title, below = item.person, item.piece.title
            if how.by == "person":
                title, below = below, title
            alone = how.alone(item.piece)
            yield binding.Part(data, title, below, item.copies, one_sided=alone)
        going(len(items), len(items))

    with told(target.parent, _SAFE):
        _sweep(target.parent)
        chunks = binding.bound(parts(), target.stem, count, two_sided=two_sided)
        try:
            durable.write(target, chunks)
        except binding.NotOurs:  # its pages could be counted; what they show is another's
            with _ours(taken):
                raise
    sheets = (count.pages + 1) // 2 if two_sided else count.pages
    return Bound(target, two_sided, count.pages, count.blanks, sheets, len(items))


def _arranged(outcomes: Sequence[Outcome], how: How) -> Iterator[_Item]:
    """By document: all of one, then all of the next; people by their number either way."""
    order = list(titles(outcomes))
    found = [
        (order.index(piece.title), outcome.number, turn, outcome.folder, piece)
        for outcome in outcomes
        if outcome.folder is not None
        for turn, piece in enumerate(outcome.pieces)
        if how.titles is None or piece.title in how.titles
    ]
    found.sort(key=lambda one: one[:3] if how.by == "document" else one[1:3])
    for _place, _number, _turn, folder, piece in found:
        yield _Item(folder.name, piece, folder / piece.place)


def _counted(item: _Item) -> _Item:
    with _ours(item):
        pages = binding.page_count(item.path.read_bytes())
    return _Item(item.person, item.piece, item.path, pages)


@contextlib.contextmanager
def _ours(item: _Item) -> Iterator[None]:
    """What is wrong with somebody's piece, as a person reads it."""
    try:
        yield
    except (OSError, binding.NotOurs) as error:
        raise UserError(
            tr(
                "{person} 的《{title}》不在，或者被别的程序改过。",
                person=item.person,
                title=item.piece.title,
            ),
            safe=_SAFE,
            todo=tr("请再点一次“开始”：只会重做有变动的，然后再合并。"),
            details=(str(item.path),),
        ) from error


def _sweep(folder: Path) -> None:
    """What a killed process had to leave."""
    for left in folder.glob(".打印-*.pdf.*.tmp"):
        with contextlib.suppress(OSError):
            if time.time() - left.stat().st_mtime > _FORGOTTEN:
                left.unlink()


# ---------------------------------------------------------------------- the list


def _listed(
    items: Sequence[_Item], outcomes: Sequence[Outcome], how: How, now: datetime
) -> tuple[list[tuple[str, str]], list[ListRow], list[str]]:
    people = {item.person for item in items}
    order = {
        "document": "一种文书排完再排下一种，每种里按文件夹的编号",
        "person": "一个人的排完再排下一个人，按文件夹的编号",
    }
    job = (
        "双面，沿长边翻；单面的空出背面，不会两份印在一张纸上"
        if any(not how.alone(item.piece) for item in items)
        else "单面"
    )
    head = [
        ("时间", f"{chinese_moment(now)}（北京时间）"),
        ("人数", f"{len(people)} 人"),
        ("次序", f"{BY[how.by]}：{order[how.by]}"),
        ("打印", job),
    ]
    kinds: dict[tuple[object, ...], list[_Item]] = {}
    for title in titles(outcomes):
        for item in items:
            piece = item.piece
            if piece.title == title:
                kind = (title, piece.copies, piece.two_sided, piece.handwritten)
                kinds.setdefault(kind, []).append(item)
    rows = []
    total = 0
    for some in kinds.values():
        piece = some[0].piece
        sheets = sum(_sheets(item, how) for item in some)
        total += sheets
        rows.append(
            ListRow(
                f"{piece.title}（手写用）" if piece.handwritten else piece.title,
                str(len(some)),
                _copies_words(piece),
                _sides_words(piece, how),
                str(sum(item.pages * item.copies for item in some)),
                str(sheets),
            )
        )
    pages = sum(item.pages * item.copies for item in items)
    rows.append(ListRow("合计", str(len(people)), "", "", str(pages), str(total)))
    return head, rows, list(_remarks(items, outcomes, how))


def _sheets(item: _Item, how: How) -> int:
    return item.copies * papers.sheets(item.pages, one_sided=how.alone(item.piece))


def _copies_words(piece: Piece) -> str:
    if piece.kind == "report":
        return "1（自己看）"
    return "1（通知未写）" if piece.copies is None else str(piece.copies)


def _sides_words(piece: Piece, how: How) -> str:
    said = "单面" if how.alone(piece) else "双面"
    if piece.two_sided is None:
        return f"{said}（通知未写）"
    return f"{said}（通知要双面）" if piece.two_sided and said == "单面" else said


def _remarks(items: Sequence[_Item], outcomes: Sequence[Outcome], how: How) -> Iterator[str]:
    """Who is not in it, or not with everything."""
    failed = [o.name or f"{o.number:03}" for o in outcomes if o.folder is None]
    if failed:
        yield f"没有做成、这里没有的 {len(failed)} 人：{_names(failed)}。"
    everybody = [o.folder.name for o in outcomes if o.folder is not None]
    for title in titles(outcomes):
        if how.titles is not None and title not in how.titles:
            continue
        having = {item.person for item in items if item.piece.title == title}
        without = [name for name in everybody if name not in having]
        if without:
            yield f"《{title}》没有的 {len(without)} 人：{_names(without)}。"
    if any(item.piece.two_sided and how.alone(item.piece) for item in items):
        yield "有通知要求双面打印的文书，这一份是按单面排的。"


def _names(names: Sequence[str]) -> str:
    return "、".join(names[:_NAMED]) + ("等" if len(names) > _NAMED else "")
