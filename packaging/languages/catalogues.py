"""Catalogues of the program's sentences, in the forms of GNU gettext.

    PYTHONPATH=.:packaging python -m languages.catalogues template
    PYTHONPATH=.:packaging python -m languages.catalogues compile resources/languages/ug/LC_MESSAGES

``template`` writes ``resources/languages/zhicheng.pot``, what is to be said in a new language.
``compile`` makes ``zhicheng.mo`` of the ``zhicheng.po`` in a folder, and refuses a translation
that names other places than the Chinese. Between the two, Poedit or msgmerge do well.
"""

import argparse
import ast
import struct
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from languages import sentences, tables

TEMPLATE = sentences.ROOT / "resources" / "languages" / "zhicheng.pot"
HEADER = """Project-Id-Version: zhicheng
Language:
MIME-Version: 1.0
Content-Type: text/plain; charset=UTF-8
Content-Transfer-Encoding: 8bit
X-Text-Direction: ltr
"""


def main(arguments: list[str]) -> int:
    """Write the template, or compile a catalogue; 1 where its translations do not fit."""
    words = argparse.ArgumentParser(description=__doc__)
    ways = words.add_subparsers(required=True, dest="way")
    ways.add_parser("template")
    ways.add_parser("compile").add_argument("folder", type=Path)
    chosen = words.parse_args(arguments)
    if chosen.way == "template":
        TEMPLATE.write_text(template(everything()), "utf-8")
        return 0
    said = read((chosen.folder / "zhicheng.po").read_text("utf-8"))
    wrong = list(misplaced(said))
    print("\n".join(wrong), end="\n" if wrong else "")
    if not wrong:
        (chosen.folder / "zhicheng.mo").write_bytes(compiled(said))
    return 1 if wrong else 0


def everything() -> dict[str, list[str]]:
    """All there is to say: what is marked in the code, and what its tables hold."""
    return tables.everything() | sentences.everywhere()


def template(found: Mapping[str, list[str]]) -> str:
    """The text of a ``.pot``: each sentence, where it stands, and an empty translation."""
    entries = [f'msgid ""\nmsgstr {_quoted(HEADER)}\n']
    for text, files in found.items():
        form = "#, python-brace-format\n" if sentences.placeholders(text) else ""
        entries.append(f'#: {" ".join(files)}\n{form}msgid {_quoted(text)}\nmsgstr ""\n')
    return "\n".join(entries)


def read(text: str) -> dict[str, str]:
    """The translations of a ``.po``, its header under ""; empty and doubtful ones are left out."""
    found: dict[str, str] = {}
    for block in text.replace("\r\n", "\n").split("\n\n"):
        lines = [line for line in block.splitlines() if not line.startswith("#~")]
        if any(line.startswith("#,") and "fuzzy" in line for line in lines):
            continue
        parts = {"msgid": "", "msgstr": ""}
        at = ""
        for line in lines:
            if line.startswith("#") or not line.strip():
                continue
            word, _, rest = line.partition(" ")
            at, quoted = (word, rest) if word in parts else (at, line)
            if at not in parts:
                raise ValueError(f"not understood: {line}")
            parts[at] += ast.literal_eval(quoted.strip())
        if parts["msgstr"]:
            found[parts["msgid"]] = parts["msgstr"]
    return found


def misplaced(said: Mapping[str, str]) -> Iterator[str]:
    """Translations that do not name the same places as their Chinese."""
    for text, other in said.items():
        try:
            alike = not text or sentences.placeholders(text) == sentences.placeholders(other)
        except ValueError:
            alike = False
        if not alike:
            yield f"{text}\n    {other}"


def compiled(said: Mapping[str, str]) -> bytes:
    """The bytes of a ``.mo``: two tables of (length, place), sorted, then what they point to."""
    pairs = sorted((text.encode(), other.encode()) for text, other in said.items())
    tables = 28
    place = tables + 16 * len(pairs)
    body = b""
    rows: list[bytes] = []
    for column in (0, 1):
        for pair in pairs:
            rows.append(struct.pack("<II", len(pair[column]), place + len(body)))
            body += pair[column] + b"\0"
    head = struct.pack("<7I", 0x950412DE, 0, len(pairs), tables, tables + 8 * len(pairs), 0, place)
    return head + b"".join(rows) + body


def _quoted(text: str) -> str:
    """As gettext writes it: what has several lines begins on the next."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t")
    lines = escaped.split("\n")
    pieces = [f"{line}\\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])
    if len(pieces) == 1:
        return f'"{pieces[0]}"'
    return "\n".join(['""', *(f'"{piece}"' for piece in pieces)])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
