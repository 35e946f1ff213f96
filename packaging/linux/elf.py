"""What ELF files say of themselves, asked of binutils: needed libraries, symbols, glibc."""

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

_NEEDED = re.compile(r"\(NEEDED\).*\[(.+)\]")
_PART = re.compile(r"LOAD +0x(\w+) 0x(\w+)")
_PAGE = 4096


@dataclass(frozen=True, slots=True)
class Symbol:
    """A symbol of the dynamic table: ``version`` is empty where it has none."""

    name: str
    version: str
    is_data: bool


def is_elf(file: Path) -> bool:
    """Whether it is a program or library."""
    if file.is_symlink() or not file.is_file():
        return False
    with file.open("rb") as opened:
        return opened.read(4) == b"\x7fELF"


def files_in(folder: Path) -> tuple[Path, ...]:
    """Every program and library below ``folder``."""
    return tuple(file for file in sorted(folder.rglob("*")) if is_elf(file))


def needed(file: Path) -> frozenset[str]:
    """The names of the libraries it asks the loader for."""
    return frozenset(_NEEDED.findall(_said("readelf", "-d", "-W", str(file))))


def version(file: Path, of: str) -> tuple[int, ...]:
    """The newest version of ``of`` (GLIBC, GLIBCXX) it asks for; ``()`` where it asks for none."""
    asked = re.findall(rf"\b{of}_([\d.]+)", _said("readelf", "-V", "-W", str(file)))
    return max((tuple(map(int, one.split("."))) for one in asked), default=())


def loads(file: Path) -> bool:
    """Whether the loader can map it: each part lies in the file as it is to lie in memory."""
    parts = _PART.findall(_said("readelf", "-l", "-W", str(file)))
    return bool(parts) and all((int(at, 16) - int(to, 16)) % _PAGE == 0 for at, to in parts)


def asked(file: Path) -> tuple[Symbol, ...]:
    """The symbols it expects elsewhere."""
    return _symbols(file, "--undefined-only")


def offered(file: Path) -> tuple[Symbol, ...]:
    """The symbols it has for others."""
    return _symbols(file, "--defined-only")


def _symbols(file: Path, which: str) -> tuple[Symbol, ...]:
    found = []
    for line in _said("nm", "-D", which, str(file)).splitlines():
        kind, text = line.split()[-2:]
        name, _, version = text.partition("@")
        found.append(Symbol(name, version.lstrip("@"), kind in "BbDdRrVvGgSs"))
    return tuple(found)


def _said(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout
