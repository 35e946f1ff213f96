"""Layouts of documents: ``templates/NAME.yaml`` of the program, then those of the user.

A layout is read with the same care as a pack: plain data, every fault by line, place and key. One
of the user's that is broken is left out and told of; the notice does without it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from desktop.domain.layouts import Layout
from desktop.domain.notice import NoticeTerms
from desktop.domain.terms import DocumentTerms, SignaturePiece, Worded
from desktop.errors import UserError
from desktop.notices import names
from desktop.notices.problems import Problem, broken, of_shapes, suggested
from desktop.notices.reading import About, Place, Plain, read_plain
from desktop.notices.shelf import Shelf

FOLDER = "templates"
SUFFIX = ".yaml"
FORMAT = 1

ABOUT = About(
    "版式文件", "已装好的通知、原来的版式和已填写的材料都没有变。", "请按下面的提示改好版式文件。"
)

_HEAD = ("schema", "like")
"""Keys of the file that are none of the layout's."""


@dataclass(frozen=True, slots=True)
class Found:
    """A sound layout, the file it stands in, and its lines."""

    layout: Layout
    file: Path
    data: Mapping[str, Any]
    lines: Mapping[Place, int]


@dataclass(frozen=True, slots=True)
class Layouts:
    """The layouts there are, the program's before the user's, and what is wrong with others."""

    found: tuple[Found, ...]
    faults: tuple[UserError, ...] = ()


@dataclass(frozen=True, slots=True)
class Fitted:
    """A notice's documents with the texts offices have of their own for them.

    ``layouts`` are those that concern the notice; ``faults`` tell of texts that cannot be used.
    """

    documents: tuple[DocumentTerms, ...]
    drafts: dict[str, str]
    layouts: tuple[Layout, ...]
    faults: tuple[UserError, ...]


def layouts(shelf: Shelf) -> Layouts:
    """All layouts; one of the program's that is broken is a bug, and raised."""
    found: dict[str, Found] = {}
    for file in _files(shelf.resources):
        found[file.stem] = _read(file, found)
    own = len(found)
    faults: list[UserError] = []
    for file in _files(shelf.user) if shelf.user else ():
        try:
            if file.stem in found:
                raise _fault(file, Plain({}, {}), [Problem(("id",), "与程序自带的版式同名")])
            found[file.stem] = _read(file, found)
        except UserError as error:
            faults.append(error)
    assert own or not found  # noqa: S101  # the program's come first
    return Layouts(tuple(found.values()), tuple(faults))


def fitted(notice: NoticeTerms, there: Layouts) -> Fitted:
    """The layouts as they concern ``notice``, their texts put in the place of its own."""
    documents = {terms.kind: terms for terms in notice.documents}
    drafts = dict(notice.drafts)
    kept: list[Layout] = []
    faults: list[UserError] = []
    for one in there.found:
        layout = one.layout
        if layout.notice not in ("", notice.id):
            continue
        wrong = list(_misfits(one, notice))
        if wrong:
            faults.append(_fault(one.file, Plain(one.data, dict(one.lines)), wrong))
            continue
        kept.append(layout)
        if layout.content:
            kind = layout.kinds[0]
            documents[kind] = documents[kind].model_copy(update={"content": layout.content})
            drafts |= layout.texts
    return Fitted(tuple(documents.values()), drafts, tuple(kept), tuple(faults))


def _files(root: Path) -> list[Path]:
    try:
        found = [path for path in (root / FOLDER).iterdir() if path.suffix == SUFFIX]
    except OSError:
        return []
    return sorted(path for path in found if not path.name.startswith("."))


def _stamp(file: Path) -> tuple[int, int]:
    try:
        found = file.stat()
    except OSError:
        return (0, 0)
    return (found.st_mtime_ns, found.st_size)


@lru_cache(maxsize=64)
def _plain(file: Path, _of: tuple[int, int]) -> Plain:
    return read_plain(file, ABOUT)


def _read(file: Path, before: Mapping[str, Found]) -> Found:
    plain = _plain(file, _stamp(file))
    data = plain.data
    if not isinstance(data, dict):
        raise _fault(file, plain, [Problem((), "整份文件应当是“键: 值”的形式")])
    wrong = list(_strange(data, file, before))
    if wrong:
        raise _fault(file, plain, wrong)
    like = data.get("like")
    base = before[like].data if like else {}
    whole = _merged(base, {key: value for key, value in data.items() if key not in _HEAD})
    try:
        layout = Layout.model_validate_json(json.dumps(whole), strict=True)
    except ValidationError as error:
        raise _fault(file, plain, of_shapes(Layout, whole, error)) from error
    return Found(layout, file, whole, plain.lines)


def _strange(data: Mapping[str, Any], file: Path, before: Mapping[str, Found]) -> Iterator[Problem]:
    if type(data.get("schema")) is not int or data["schema"] != FORMAT:
        yield Problem(("schema",), f"应当是 {FORMAT}；别的版本这个程序不认识")
    if data.get("id") != file.stem:
        yield Problem(("id",), f"应当与文件同名（{file.stem}）")
    like = data.get("like")
    if like is not None and like not in before:
        yield Problem(("like",), f"没有“{str(like)[:40]}”这个版式{suggested(like, before)}")


def _merged(base: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """``own`` over ``base``; of what both say in parts, part by part."""
    merged = dict(base)
    for key, value in own.items():
        below = merged.get(key)
        both = isinstance(below, dict) and isinstance(value, dict)
        merged[key] = _merged(below, value) if both else value  # type: ignore[arg-type]
    return merged


def _misfits(one: Found, notice: NoticeTerms) -> Iterator[Problem]:
    """What of a layout cannot be meant for this notice."""
    layout = one.layout
    if not layout.notice:
        return
    kinds = {terms.kind: terms for terms in notice.documents}
    for n, kind in enumerate(layout.kinds):
        if kind not in kinds:
            yield Problem(("kinds", n), f"通知没有“{kind}”这种文书{suggested(kind, kinds)}")
    if not layout.content or layout.kinds[0] not in kinds:
        return
    terms = kinds[layout.kinds[0]]
    if terms.mode not in ("print", "form"):
        yield Problem(("content",), "手写的和平台生成的文书不能换文字")
        return
    for key in layout.texts:
        if key in notice.drafts:
            yield Problem(("texts", key), "这个名字通知自己在用，请换一个")
    grown = notice.model_copy(update={"drafts": {**notice.drafts, **layout.texts}})
    changed = terms.model_copy(update={"content": layout.content})
    if changed.way != layout.way:
        yield Problem(("way",), f"这样的文字（content）是 {changed.way}")
    yield from names.of_document(grown, changed, ())
    for key, text in layout.texts.items():
        yield from names.of_text(("texts", key), text)
    yield from _left_out(terms, changed, notice)


def _left_out(
    terms: DocumentTerms, changed: DocumentTerms, notice: NoticeTerms
) -> Iterator[Problem]:
    """What the notice prescribes of the document and the office's text does not have."""
    there = {piece.wording for piece in changed.content if isinstance(piece, Worded)}
    for piece in terms.content:
        if isinstance(piece, Worded) and piece.wording and piece.wording not in there:
            said = notice.wording[piece.wording][:60]
            yield Problem(("content",), f"缺少通知规定的文字 wording: {piece.wording}（{said}）")
    if _sealed(terms) - _sealed(changed):
        yield Problem(("content",), "缺少盖章的落款（piece: signature，seal: …）")


def _sealed(terms: DocumentTerms) -> set[str]:
    return {p.seal for p in terms.content if isinstance(p, SignaturePiece) and p.seal}


def _fault(file: Path, plain: Plain, wrong: Sequence[Problem]) -> UserError:
    return broken(file, plain.data, plain.lines, list(wrong), ABOUT)
