"""XML out of a zip, event by event: nothing is declared, nothing expands, nothing is held whole."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import Protocol
from xml.parsers import expat

MOST_UNPACKED = 1 << 30
"""Bytes of one part; where a sheet goes on beyond, what came before still counts."""

_PIECE = 1 << 18
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError)
"""What reading from a zip may end in where its bytes are not right."""


class Broken(Exception):
    """What is there is no such file, or not a whole one."""


class Declared(Exception):
    """The XML declares entities or a document type: no spreadsheet does."""


class Enough(Exception):
    """Nothing more needs to be read; raised by whoever listens."""


class Locked(Exception):
    """A part wants a password."""


class Listener(Protocol):
    """Told of elements by their local names, whatever prefix they came with."""

    def begin(self, name: str, about: dict[str, str]) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, words: str) -> None:
        """Words between two of these."""


def opened(data: bytes) -> zipfile.ZipFile:
    """The zip in ``data``; :class:`Broken` where it is none, or not whole."""
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except _DAMAGE as error:
        raise Broken from error


def listen(archive: zipfile.ZipFile, part: str, listener: Listener) -> bool:
    """Tell ``listener`` of everything in ``part``; False where it was cut off as too large."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    local = _Local()
    parser.StartElementHandler = lambda name, about: listener.begin(
        local[name], {local[key]: value for key, value in about.items()}
    )
    parser.EndElementHandler = lambda name: listener.end(local[name])
    parser.CharacterDataHandler = listener.text
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    try:
        with archive.open(part) as stream:
            unpacked = 0
            while piece := stream.read(_PIECE):
                unpacked += len(piece)
                if unpacked > MOST_UNPACKED:
                    return False
                parser.Parse(piece)
            parser.Parse(b"", True)
    except Enough:
        return True
    except KeyError as error:
        raise Broken(part) from error
    except RuntimeError as error:
        if "password" in str(error) or "encrypted" in str(error):
            raise Locked from error
        raise Broken from error
    except (*_DAMAGE, expat.ExpatError) as error:
        raise Broken from error
    return True


def short(archive: zipfile.ZipFile, part: str) -> str:
    """A part of a few letters."""
    try:
        return archive.read(part).decode("ascii", "replace")
    except (*_DAMAGE, KeyError, RuntimeError) as error:
        raise Broken from error


class _Local(dict[str, str]):
    """Names without their namespaces, each looked at once."""

    def __missing__(self, name: str) -> str:
        local = self[name] = name.rpartition(" ")[2]
        return local


def _refuse(*_said: object) -> None:
    raise Declared
