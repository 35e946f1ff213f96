"""Reading packs and calendars: nothing but plain data, and never more of it than is sound.

A pack comes from anybody. It is read event by event, so that what is too large, too deep or says
one thing twice is refused at that line before anything is built of it. There are no anchors and no
tags: nothing in a pack can grow, and nothing in it can run.
"""

from __future__ import annotations

import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from desktop.errors import UserError

SAFE = "已装好的通知和已经填写的材料都没有变。"
TODO = "请按下面的提示改好规则包，再试一次。"


@dataclass(frozen=True, slots=True)
class About:
    """What kind of file is read: what it is called, what is safe, what to do, in words."""

    what: str
    safe: str
    todo: str


PACK = About("规则包", SAFE, TODO)

MOST_BYTES = 2_000_000
"""A pack of 120 rules has 80 kB; a notice's text 20 kB."""
MOST_DEPTH = 20
MOST_VALUES = 50_000
MOST_DIGITS = 9

Place = tuple[str | int, ...]
"""Keys and list positions that lead to a value."""


@dataclass(frozen=True, slots=True)
class Plain:
    """Data as it stands in a file, and the line (from 1) on which each value begins."""

    data: object
    lines: dict[Place, int]


class NotPlain(Exception):
    """Something in the file that a pack must not hold; told with its line."""

    def __init__(self, why: str, line: int | None = None) -> None:
        super().__init__(why)
        self.line = line


def read_text(path: Path, about: About = PACK) -> str:
    """The text of ``path``, UTF-8 up to :data:`MOST_BYTES`; :class:`UserError` otherwise."""
    try:
        return _text(path)
    except NotPlain as error:
        raise refused(path, str(error), error.line, about) from error


def read_yaml(path: Path) -> object:
    """The data in ``path``; a :class:`UserError` names the file and the line."""
    return read_plain(path).data


def read_plain(path: Path, about: About = PACK) -> Plain:
    """The data in ``path`` with its lines; a :class:`UserError` names the file and the line."""
    text = read_text(path, about)
    try:
        return _Builder().build(yaml.parse(text, Loader=_PARSER))
    except NotPlain as error:
        raise refused(path, str(error), error.line, about) from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        why, line = _blamed(text, mark.line + 1 if mark else None)
        raise refused(path, why, line, about) from error
    except yaml.YAMLError as error:
        raise refused(path, "写法不对：里面有看不见的特殊字符", about=about) from error


def refused(path: Path, why: str, line: int | None = None, about: About = PACK) -> UserError:
    """A file that is not used, by its name, with the line where it is known."""
    where = f"第 {line} 行" if line else ""
    return UserError(f"文件 {named(path)} {where}{why}。", safe=about.safe, todo=about.todo)


def named(path: Path) -> str:
    """A file by its pack's folder, that of a version by both: ``XX25/v1/pack.yaml``."""
    kept = 3 if re.fullmatch(r"v\d+", path.parent.name) else 2
    return "/".join(path.parts[-kept:])


def _text(path: Path) -> str:
    try:
        if path.is_symlink() or not stat.S_ISREG(path.stat().st_mode):
            raise NotPlain("不是普通文件（例如是一个快捷链接），没有读取")
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except FileNotFoundError as error:
        raise NotPlain("不在规则包的文件夹里") from error
    except OSError as error:
        raise NotPlain("读不出来") from error
    if len(data) > MOST_BYTES:
        size = max(path.stat().st_size // 1_000_000, MOST_BYTES // 1_000_000)
        raise NotPlain(f"太大了（{size} MB 以上），一个规则包的文件不超过 2 MB")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise NotPlain("不是 UTF-8 编码的文字；请在记事本里“另存为”，编码选 UTF-8", line) from error
    text = text.replace("\r\n", "\n")
    _refuse_unprintable(text)
    return text


def _refuse_unprintable(text: str, line: int = 1) -> None:
    """Control characters, halves of characters, and marks that turn the direction of writing."""
    found = _UNPRINTABLE.search(text)
    if found:
        at = line + text.count("\n", 0, found.start())
        raise NotPlain("里有看不见的控制字符，请删去", at)


_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufeff]"
)

# libyaml where the wheel has it: ten times as fast, the same events.
_PARSER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# YAML 1.1 takes `off`, 1:30 and 2024-07-10 for values; here they are the text they look like.
_WORDS: dict[str, object] = {"null": None, "~": None, "": None, "true": True, "false": False}
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]*)\.[0-9]{1,9}")


class _Builder:
    """Plain data from the events of one document."""

    def __init__(self) -> None:
        self._lines: dict[Place, int] = {}
        self._events: Iterator[Event] = iter(())
        self._left = MOST_VALUES

    def build(self, events: Iterator[Event]) -> Plain:
        """All of the document; more than one is refused."""
        self._events = events
        data: object = None
        documents = 0
        for event in events:
            if isinstance(event, DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise NotPlain("有“---”，一份文件里只能有一份内容", _line(event))
            elif isinstance(event, NodeEvent):
                data = self._value(event, ())
        return Plain(data, self._lines)

    def _value(self, event: Event, place: Place) -> object:
        self._refuse(event, place)
        self._lines.setdefault(place, _line(event))
        if isinstance(event, ScalarEvent):
            return _scalar(event)
        if isinstance(event, SequenceStartEvent):
            return [
                self._value(e, (*place, n)) for n, e in enumerate(self._until(SequenceEndEvent))
            ]
        return self._mapping(place)

    def _mapping(self, place: Place) -> dict[str, object]:
        found: dict[str, object] = {}
        for event in self._until(MappingEndEvent):
            if not isinstance(event, ScalarEvent) or event.anchor or event.tag:
                raise NotPlain("键应当是一个词", _line(event))
            key = event.value
            if key in found:
                raise NotPlain(f"“{key}”写了两次，前一次会被盖掉", _line(event))
            _refuse_unprintable(key, _line(event))
            if not key:
                raise NotPlain("有一个空的键", _line(event))
            self._lines[*place, key] = _line(event)
            found[key] = self._value(next(self._events), (*place, key))
        return found

    def _until(self, end: type[Event]) -> Iterator[Event]:
        for event in self._events:
            if isinstance(event, end):
                return
            yield event

    def _refuse(self, event: Event, place: Place) -> None:
        if isinstance(event, AliasEvent) or getattr(event, "anchor", None):
            raise NotPlain("用了“&”或“*”的引用写法，这里不能用", _line(event))
        if getattr(event, "tag", None):
            raise NotPlain("用了“!”的标记写法，这里不能用", _line(event))
        if len(place) > MOST_DEPTH:
            raise NotPlain(f"一层套一层超过了 {MOST_DEPTH} 层", _line(event))
        self._left -= 1
        if self._left < 0:
            raise NotPlain(f"以后的内容太多，一个规则包不超过 {MOST_VALUES} 项", _line(event))


def _scalar(event: ScalarEvent) -> object:
    text: str = event.value
    _refuse_unprintable(text, _line(event))
    if not event.implicit[0]:  # in quotes, or a block of text
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        if len(text) > MOST_DIGITS:
            raise NotPlain(f"的数 {text[:12]}… 太大；要写的是号码时，请加引号", _line(event))
        return int(text)
    if _DECIMAL.fullmatch(text) and len(text) <= 2 * MOST_DIGITS:
        return float(text)
    return text


def _line(event: Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _blamed(text: str, line: int | None) -> tuple[str, int | None]:
    """What is most likely wrong in the line that could not be read, or in the one before."""
    near = text.splitlines()[max((line or 1) - 2, 0) : line]
    for n, said in enumerate(near):
        at = (line or 1) - len(near) + n + 1
        if re.match(r" *\t", said):
            return "用了 Tab 缩进；请改成空格", at
        if re.match(r" *(- )?[A-Za-z_]+：", said):
            return "的冒号是全角的；请改成半角冒号，后面加一个空格", at
        if re.match(r" *(- )?[A-Za-z_]+:[^\s]", said) and "://" not in said:
            return "的冒号后面没有空格；请加一个空格", at
    return "写法不对：请看这一行和上一行的括号、引号、缩进，冒号要用半角、后面有空格", line
