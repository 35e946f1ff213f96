"""From a pack's files to a :class:`Notice`: read once, checked to the last key.

A pack is a folder ``notices/PACK`` of the resources with ``pack.yaml`` and the notice's text in
``notice.txt``; the calendars it names lie in ``calendars/``. Errors name the file, the rule and
the key.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from desktop.domain.notice import Notice
from desktop.domain.workdays import Calendar
from desktop.errors import UserError
from desktop.notices.calendars import load_calendar
from desktop.notices.reading import SAFE, TODO, read_text, read_yaml

PACK_FILE = "pack.yaml"
TEXT_FILE = "notice.txt"


@dataclass(frozen=True, slots=True)
class NoticeCard:
    """What a list of installed notices shows of one."""

    id: str
    version: int
    title: str
    short_title: str
    year: int
    issuer: str
    status: str


def installed(resources: Path) -> tuple[NoticeCard, ...]:
    """The notices whose packs are there, newest year first."""
    cards = [_card(load_notice(pack_id, resources)) for pack_id in _packs(resources)]
    return tuple(sorted(cards, key=lambda card: (-card.year, card.id)))


def _card(notice: Notice) -> NoticeCard:
    return NoticeCard(
        notice.id,
        notice.version,
        notice.title,
        notice.short_title,
        notice.year,
        notice.issuer,
        notice.status,
    )


def _packs(resources: Path) -> frozenset[str]:
    return frozenset(path.parent.name for path in resources.glob(f"notices/*/{PACK_FILE}"))


# A pack does not change while the program runs, and reading it takes a tenth of a second.
@lru_cache(maxsize=8)
def load_notice(pack_id: str, resources: Path) -> Notice:
    """The notice of the pack ``pack_id`` among those in ``resources``."""
    known = _packs(resources)
    if pack_id not in known:
        raise UserError(
            f"没有安装“{pack_id}”这份通知的规则包。",
            safe=SAFE,
            todo="请从已安装的通知里选一份，或者更新程序。",
            details=tuple(sorted(known)),
        )
    file = resources / "notices" / pack_id / PACK_FILE
    data = read_yaml(file)
    if not isinstance(data, dict):
        raise _broken(file, ("整份文件应当是“键: 值”的形式",))
    calendars = data.pop("calendars", [])
    notice = parse(
        data,
        file,
        text=read_text(file.parent / TEXT_FILE),
        calendar=load_calendar(calendars, resources) if calendars else Calendar(),
    )
    if notice.id != pack_id:
        raise _broken(file, (f"id：写的是 {notice.id}，应当与文件夹同名",))
    return notice


def parse(data: dict[str, Any], file: Path, text: str, calendar: Calendar) -> Notice:
    """A notice from a pack's data; a :class:`UserError` names each rule and key that is wrong."""
    try:
        notice = Notice.model_validate(data | {"text": text, "calendar": calendar})
    except ValidationError as error:
        raise _broken(
            file,
            tuple(_problem(data, e["loc"], e["type"], e["msg"]) for e in error.errors()),
        ) from error
    wrong = tuple(_inconsistencies(notice))
    if wrong:
        raise _broken(file, wrong)
    return notice


def _broken(file: Path, details: tuple[str, ...]) -> UserError:
    return UserError(
        f"规则包 {file.parent.name}/{file.name} 有 {len(details)} 处不对，没有载入。",
        safe=SAFE,
        todo=TODO,
        details=details,
    )


_PROBLEMS = {
    "extra_forbidden": "没有这个键",
    "missing": "缺少这个键",
    "union_tag_invalid": "没有这种操作",
    "union_tag_not_found": "没有写明操作（op）",
    "literal_error": "不在可用的词之内",
}


def _problem(data: Any, where: tuple[int | str, ...], kind: str, message: str) -> str:
    """The place in words: list entries by their ``id`` (or number), then the key."""
    names: list[str] = []
    for step in where:
        node = data
        if isinstance(node, list) and isinstance(step, int) and step < len(node):
            data = node[step]
            entry = data.get("id") or data.get("kind") if isinstance(data, dict) else None
            names.append(str(entry or f"第{step + 1}项"))
        elif isinstance(node, dict) and step in node:
            data = node[step]
            names.append(str(step))
        elif step == where[-1] and kind in ("extra_forbidden", "missing"):
            names.append(str(step))
    own = message.removeprefix("Value error, ") if kind == "value_error" else "写法不对"
    said = _PROBLEMS.get(kind, own)
    return f"{' · '.join(names)}：{said}"


def _inconsistencies(notice: Notice) -> Iterable[str]:
    """What the shapes cannot say: names that must lead somewhere, and be there once."""
    columns = {column.id for column in notice.columns}
    known: dict[str, set[str]] = {
        "slot": {slot.id for slot in notice.slots},
        "of": {slot.id for slot in notice.slots},
        "slots": {slot.id for slot in notice.slots},
        "deadline": {deadline.id for deadline in notice.deadlines},
        "document": {document.kind for document in notice.documents},
        "wording": set(notice.wording),
    }
    for slot in notice.slots:
        if slot.column not in columns:
            yield f"slots · {slot.id} · column：没有“{slot.column}”这一栏"
    for document in notice.documents:
        if document.slot and document.slot not in known["slot"]:
            yield f"documents · {document.kind} · slot：没有“{document.slot}”这个附件栏目"
    for rule in notice.rules:
        for key, value in rule.check.model_dump().items():
            if key == "of" and rule.check.op != "slots":
                continue
            names = (value,) if isinstance(value, str) else value
            for name in names if key in known else ():
                if name not in known[key]:
                    yield f"rules · {rule.id} · check · {key}：没有“{name}”"
        if rule.quote and rule.quote not in notice.text:
            yield f"rules · {rule.id} · quote：通知全文里没有这句话"
    named = {
        "rules": [rule.id for rule in notice.rules],
        "slots": [slot.id for slot in notice.slots],
        "columns": [column.id for column in notice.columns],
        "documents": [document.kind for document in notice.documents],
        "deadlines": [deadline.id for deadline in notice.deadlines],
    }
    for name, ids in named.items():
        yield from (f"{name} · {i}：写了两次" for i in sorted({i for i in ids if ids.count(i) > 1}))
