"""Case files: one case as ``NAME.json`` with its attachments in ``NAME.files/`` beside it.

The JSON is the documented form of :mod:`desktop.storage.caseform`; an attachment there may say
``"file": "scans/id.jpg"``, relative to the JSON file and never outside its folder.
"""

from __future__ import annotations

import contextlib
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any

from pydantic import BaseModel

from desktop.domain.case import Attachment, Case, Entry
from desktop.errors import UserError
from desktop.storage import durable, faults
from desktop.storage.caseform import SAFE, dump_case, foreign, read_case
from desktop.storage.files import hash_of

MAX_TEXT = 16 * 2**20
"""No real case comes near this many bytes of JSON."""

MAX_FILE = 200 * 2**20
"""Bytes an attachment may have."""

_PRINTED_NAME = 32  # of the 64 digits of a hash; Windows paths are short


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A case file that was read: its case and, by attachment id, the files that are there.

    ``missing`` are the attachments that name a file which is not there, ``places`` where the JSON
    says the files are.
    """

    case: Case
    files: Mapping[str, Path]
    missing: tuple[Attachment, ...]
    places: Mapping[str, str]

    def read(self, attachment: Attachment) -> bytes:
        """The content of an attachment, verified where its hash is known."""
        path = self.files[attachment.id]
        with faults.reading(path):
            if path.stat().st_size > MAX_FILE:
                raise UserError(
                    f"附件“{called(attachment)}”的文件太大（超过 200 MB）。",
                    safe=SAFE,
                    todo="请换一个小一些的文件。",
                    details=(str(path),),
                )
            data = path.read_bytes()
        if attachment.sha256 and hash_of(data) != attachment.sha256:
            raise UserError(
                f"附件“{called(attachment)}”的文件与保存时不一样，可能已损坏或被换过。",
                safe=SAFE,
                todo="请找到原来的文件，或在“附件”页重新添加它。",
                details=(str(path),),
            )
        return data


def called(attachment: Attachment) -> str:
    """What a sentence calls an attachment."""
    return attachment.title or attachment.file_name or attachment.slot


def read_case_file(path: Path) -> CaseFile:
    """The case in ``path``; a :class:`UserError` says what is wrong with it and where."""
    text = _text(path)
    claimed: dict[str, str] = {}
    case = read_case(_without_files(text, claimed))
    if twins := tuple(_twins(case, "")):
        raise UserError(
            f"材料文件里有 {len(twins)} 处条目的编号（id）重复。",
            safe=SAFE,
            todo="请让同一列表里每个条目的编号各不相同，或删去编号由程序重新给出。",
            details=twins,
        )
    files: dict[str, Path] = {}
    missing: list[Attachment] = []
    for attachment in case.attachments:
        found = _find(path, attachment, claimed.get(attachment.id, ""))
        if found is not None:
            files[attachment.id] = found
        elif attachment.sha256 or attachment.id in claimed:
            missing.append(attachment)
    return CaseFile(case, files, tuple(missing), claimed)


def write_case_file(
    path: Path, case: Case, file_of: Callable[[str], bytes], *, replace: bool = False
) -> None:
    """Write ``case`` to ``path`` and its attachments beside it, whole or not at all.

    ``file_of`` gives the content of a hash. An existing file is gone over only with ``replace``.
    """
    if path.exists() and not replace:
        raise _taken(path)
    folder = _files_folder(path)
    placed = {a.sha256: f"{folder.name}/{_file_name(a)}" for a in case.attachments if a.sha256}
    made: list[Path] = []
    try:
        with faults.told(path.parent):
            if placed and not folder.exists():
                folder.mkdir()
                durable.sync_folder(folder.parent)
                made.append(folder)
            for sha256, name in placed.items():
                place = path.parent / name
                if _holds(place, sha256):
                    continue
                durable.write(place, file_of(sha256))
                made.append(place)
            durable.write(path, _with_files(case, placed).encode(), replace=replace)
    except FileExistsError:
        _take_back(made)
        raise _taken(path) from None
    except BaseException:
        _take_back(made)
        raise
    _drop_unused(folder, {Path(name).name for name in placed.values()})


# ---------------------------------------------------------------------- reading


def _text(path: Path) -> str:
    with faults.reading(path):
        if not path.is_file():
            raise UserError(
                f"没有找到文件 {path.name}。",
                safe=SAFE,
                todo="请确认它没有被移动或改名，然后重新选择。",
                details=(str(path),),
            )
        with path.open("rb") as file:
            data = file.read(MAX_TEXT + 1)
    if len(data) > MAX_TEXT:
        raise foreign(f"文件 {path.name} 太大，不像是申报材料文件。", path)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        # The cause would carry the file's bytes into logs.
        raise _undecodable(data, path) from None


def _undecodable(data: bytes, path: Path) -> UserError:
    """Old editors save in the system's own encoding; guessing it could change a name."""
    for encoding in ("utf-16", "gb18030"):
        with contextlib.suppress(UnicodeDecodeError):
            if data.decode(encoding).lstrip().startswith("{"):
                return UserError(
                    f"文件 {path.name} 不是用 UTF-8 编码保存的，里面的汉字读不准。",
                    safe=SAFE,
                    todo="请用编辑它的程序打开，另存为 UTF-8 编码，再试一次。",
                    details=(str(path),),
                )
    return foreign(f"文件 {path.name} 不是申报材料文件，或者已损坏。", path)


def _without_files(text: str, claimed: dict[str, str]) -> str:
    """``text`` in the plain JSON form; the ``file`` of each attachment goes to ``claimed``."""
    try:
        data: Any = json.loads(text, parse_constant=_refuse_constant, object_pairs_hook=_once)
    except json.JSONDecodeError:
        return text  # read_case says where it breaks off
    except (ValueError, RecursionError):
        raise foreign() from None
    attachments = data.get("attachments") if isinstance(data, dict) else None
    if not isinstance(attachments, list):
        return text
    for number, entry in enumerate(attachments, start=1):
        if isinstance(entry, dict) and "file" in entry:
            name = entry.pop("file")
            if not isinstance(name, str) or not name:
                raise _bad_place(number)
            entry.setdefault("id", f"file-{number}")
            claimed[str(entry["id"])] = name
            if not _inside(name):
                raise _bad_place(number)
    return json.dumps(data, ensure_ascii=False)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """The object; a key that stands twice would silently lose one of its values."""
    read = dict(pairs)
    if len(read) < len(pairs):
        twice = [key for key, count in Counter(key for key, _ in pairs).items() if count > 1]
        raise UserError(
            f"材料文件里有一处把“{'、'.join(twice)}”写了两次。",
            safe=SAFE,
            todo="请只留下对的那一个，再试一次。",
        )
    return read


def _refuse_constant(_name: str) -> None:
    raise ValueError


def _inside(name: str) -> bool:
    """Whether ``name`` is a plain relative path on every system, never upwards."""
    windows = PureWindowsPath(name)
    return not (
        PurePosixPath(name).is_absolute()
        or windows.anchor
        or ".." in windows.parts
        or any(ord(c) < 32 for c in name)
    )


def _twins(node: BaseModel, path: str) -> Iterator[str]:
    """The paths of entries that share their id with another of the same list."""
    for name in type(node).model_fields:
        value = getattr(node, name)
        if isinstance(value, BaseModel):
            yield from _twins(value, f"{path}{name}.")
        if isinstance(value, tuple):
            entries = [v for v in value if isinstance(v, Entry)]
            ids = Counter(e.id for e in entries)
            yield from (f"{path}{name}.{key}" for key, count in ids.items() if count > 1)
            for entry in entries:
                yield from _twins(entry, f"{path}{name}.{entry.id}.")


def _find(path: Path, attachment: Attachment, name: str) -> Path | None:
    """The attachment's file: where the JSON says, else by its hash in ``NAME.files``."""
    home = path.parent.resolve()
    if name:
        place = (home / PureWindowsPath(name).as_posix()).resolve()
        if not place.is_relative_to(home):
            raise _outside(called(attachment))
        if place.is_file():
            return place
    if attachment.sha256:
        start = attachment.sha256[:_PRINTED_NAME]
        for place in sorted(_files_folder(path).glob(f"{start}*")):
            if place.resolve().is_relative_to(home) and place.is_file():
                return place
    return None


# ---------------------------------------------------------------------- writing


def _files_folder(path: Path) -> Path:
    return path.with_name(f"{path.stem}.files")


def _file_name(attachment: Attachment) -> str:
    suffix = attachment.format if re.fullmatch(r"[a-z0-9]{1,5}", attachment.format) else "bin"
    return f"{attachment.sha256[:_PRINTED_NAME]}.{suffix}"


def _with_files(case: Case, placed: Mapping[str, str]) -> str:
    data = json.loads(dump_case(case))
    for entry in data["attachments"]:
        if entry["sha256"]:
            entry["file"] = placed[entry["sha256"]]
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _holds(place: Path, sha256: str) -> bool:
    return place.is_file() and hash_of(place.read_bytes()) == sha256


def _take_back(made: list[Path]) -> None:
    for place in reversed(made):
        with contextlib.suppress(OSError):
            place.rmdir() if place.is_dir() else place.unlink()


def _drop_unused(folder: Path, used: set[str]) -> None:
    """Files of an earlier state of the same case; only names that we give are touched."""
    ours = re.compile(rf"[0-9a-f]{{{_PRINTED_NAME}}}\.[a-z0-9]{{1,5}}")
    for place in folder.glob("*"):
        if ours.fullmatch(place.name) and place.name not in used:
            with contextlib.suppress(OSError):
                place.unlink()


# ---------------------------------------------------------------------- sentences


def _taken(path: Path) -> UserError:
    return UserError(
        f"这里已经有一个名为 {path.name} 的文件。",
        safe="它没有被改动。",
        todo="请换一个名字，或确认要替换它。",
        details=(str(path),),
    )


def _bad_place(number: int) -> UserError:
    return _outside(f"第 {number} 个附件")


def _outside(name: str) -> UserError:
    return UserError(
        f"材料文件里“{name}”的文件位置（file）不能使用。",
        safe=SAFE + "没有读取任何其他文件。",
        todo="请把附件放在材料文件旁边的文件夹里，位置写成相对路径，例如 scans/id.jpg。",
    )
