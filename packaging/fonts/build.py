"""Builds resources/fonts/ from pinned Debian packages, byte for byte the same each time.

    python packaging/fonts/build.py            fetch, build, write resources/fonts/ and the pins
    python packaging/fonts/build.py --check    build into a temporary folder and compare

Needs apt-get and dpkg (any Debian or Ubuntu that carries these versions), fontTools as pinned.
``--root DIR`` takes already unpacked packages instead of fetching them.

ReportLab embeds only fonts with TrueType outlines, so CFF outlines are turned into quadratic
curves. Everything changed here carries a family name of our own ("Wenshu ..."): the Open Font
License asks that of a modified font wherever a name is reserved, and it keeps an installed
original from being taken for ours. Liberation Serif goes in unmodified.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import io
import lzma
import shutil
import subprocess
import sys
import tempfile
import tomllib
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import fontTools
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from fonts.shapes import fit, mend_fandol, to_truetype

HERE = Path(__file__).resolve().parent
TARGET = HERE.parent.parent / "resources" / "fonts"
SOURCES = HERE / "source"
PINS = HERE / "pins.toml"

NOTO = "usr/share/fonts/opentype/noto/"
FANDOL = "usr/share/texlive/texmf-dist/fonts/opentype/public/fandol/FandolFang-Regular.otf"
WENKAI = "usr/share/fonts/truetype/lxgw-wenkai/"
UNMODIFIED = {
    "LiberationSerif-Regular.ttf": (
        "usr/share/fonts/truetype/liberation2/LiberationSerif-Regular.ttf"
    ),
}
SIMPLIFIED_CHINESE = 2  # the face of that language inside Noto's collections

MODIFIED_NOTICE = (
    "Modified: outlines converted to TrueType, reduced to a set of characters, renamed; "
    "see packaging/fonts/build.py."
)


@dataclass(frozen=True)
class Recipe:
    """One font to make: where from, under what name, with which characters.

    ``fitted``: its characters are brought to the body of the face they stand between.
    """

    output: str
    source: str
    family: str
    bold: bool
    charset: str
    fitted: bool = False


RECIPES = (
    Recipe("fang.ttf", FANDOL, "Wenshu Fang", False, "trusted"),
    Recipe(
        "fang-rare.ttf", WENKAI + "LXGWWenKai-Light.ttf", "Wenshu Fang Rare", False, "rare", True
    ),
    Recipe("kai.ttf", WENKAI + "LXGWWenKai-Regular.ttf", "Wenshu Kai", False, "written"),
    Recipe("serif.ttf", NOTO + "NotoSerifCJK-Regular.ttc", "Wenshu Serif", False, "wide"),
    Recipe("serif-bold.ttf", NOTO + "NotoSerifCJK-Bold.ttc", "Wenshu Serif", True, "standard"),
    Recipe("sans.ttf", NOTO + "NotoSansCJK-Regular.ttc", "Wenshu Sans", False, "standard"),
    Recipe("sans-bold.ttf", NOTO + "NotoSansCJK-Bold.ttc", "Wenshu Sans", True, "standard"),
)


def gb2312() -> set[int]:
    found = set()
    for row in range(0xA1, 0xF8):
        for cell in range(0xA1, 0xFF):
            try:
                found.add(ord(bytes([row, cell]).decode("gb2312")))
            except UnicodeDecodeError:
                continue
    return found


def tongyong() -> set[int]:
    """What 通用规范汉字表 has beyond GB 2312."""
    lines = (HERE / "tongyong.txt").read_text(encoding="utf-8").splitlines()
    return {ord(char) for line in lines if not line.startswith("#") for char in line}


def big5() -> set[int]:
    """The characters in common use of Big5, its first plane: traditional ones."""
    found = set()
    for row in range(0xA4, 0xC7):
        for cell in (*range(0x40, 0x7F), *range(0xA1, 0xFF)):
            try:
                found.add(ord(bytes([row, cell]).decode("big5")))
            except UnicodeDecodeError:
                continue
    return found


def span(first: int, last: int) -> set[int]:
    return set(range(first, last + 1))


def charset(name: str) -> set[int]:
    """The characters that a set of that name has.

    ``trusted``: GB 2312 and signs. Fandol has some 1,200 traditional characters more, of which
    幹醜衹滷捨餘鬱鹼鬆 are drawn as 干丑只鹵舍余郁碱松: they come from other fonts.
    ``rare``: what 通用规范汉字表 has beyond GB 2312. ``standard``: both, and signs.

    ``written``: ``standard``, the traditional characters in common use, signs, and the ideographs
    that Noto lacks. What else the font has of the URO and Ext A is in ``wide`` too; of other
    scripts Hangul stays out.

    ``wide``: the URO, Ext A and Ext C to F too. (Of Ext B only what 通用规范汉字表 has: the rest of
    Noto's is for Cantonese.)
    """
    if name == "rare":
        return tongyong()
    signs = (
        span(0x20, 0x24F)  # Latin with every accent used in transliteration
        | span(0x391, 0x3C9)
        | span(0x401, 0x451)
        | span(0x2010, 0x205E)
        | span(0x2070, 0x209C)
        | span(0x20A0, 0x20BF)
        | span(0x2100, 0x22FF)  # letterlike, number forms, arrows, mathematics
        | span(0x2460, 0x24FF)
        | span(0x25A0, 0x27BF)
        | span(0x3000, 0x30FF)
        | span(0x3200, 0x33FF)
        | span(0xFE30, 0xFE4F)
        | span(0xFF01, 0xFFEE)
    )
    if name == "trusted":
        return gb2312() | signs
    standard = gb2312() | tongyong() | signs
    if name == "standard":
        return standard
    if name == "written":
        rare = span(0x4DB6, 0x4DBF) | span(0x9FA6, 0x9FFF) | span(0xF900, 0xFAFF)
        return standard | big5() | rare | span(0x20, 0x33FF) | span(0x1F000, 0x323AF)
    return standard | span(0x3400, 0x4DBF) | span(0x4E00, 0x9FFF) | span(0x2A700, 0x2EBEF)


def subset(font: TTFont, wanted: set[int]) -> None:
    options = Options()
    options.layout_features = []
    options.name_IDs = ["*"]
    options.name_languages = ["*"]
    options.notdef_outline = True
    options.glyph_names = False
    options.hinting = False
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "VORG", "BASE", "vhea", "vmtx"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=wanted)
    subsetter.subset(font)


def rename(font: TTFont, family: str, bold: bool) -> None:
    """Our family name; copyright, licence and version records stay as they were."""
    names = font["name"]
    style = "Bold" if bold else "Regular"
    kept = [record for record in names.names if record.nameID in (0, 5, 13, 14)]
    names.names = kept
    full = f"{family} {style}" if bold else family
    records = {
        1: family,
        2: style,
        3: f"{full} build",
        4: full,
        6: f"{family.replace(' ', '')}-{style}",
        10: MODIFIED_NOTICE,
    }
    for number, text in records.items():
        for platform in ((3, 1, 0x409), (1, 0, 0)):
            names.setName(text, number, *platform)
    os2 = font["OS/2"]
    os2.usWeightClass = 700 if bold else 400
    os2.fsType = 0
    os2.fsSelection = (os2.fsSelection & ~0x61) | (0x20 if bold else 0x40)
    font["head"].macStyle = 1 if bold else 0


def make(recipe: Recipe, root: Path, folder: Path) -> str:
    path = root / recipe.source
    number = SIMPLIFIED_CHINESE if path.suffix == ".ttc" else -1
    font = TTFont(path, fontNumber=number, recalcTimestamp=False)
    subset(font, charset(recipe.charset))
    if "CFF " in font:
        to_truetype(font)
    if recipe.source == FANDOL:
        mend_fandol(font)
    if recipe.fitted:
        fit(font)
    rename(font, recipe.family, recipe.bold)
    out = io.BytesIO()
    font.save(out, reorderTables=True)
    (folder / recipe.output).write_bytes(out.getvalue())
    return f"{recipe.output}: {len(font.getBestCmap())} characters, {out.tell() / 1e6:.1f} MB"


def open_font_license(copyright_file: Path) -> str:
    """The licence as a Debian copyright file carries it, without that file's indentation."""
    lines = copyright_file.read_text(encoding="utf-8").splitlines()
    start = next(i for i, line in enumerate(lines) if "SIL OPEN FONT LICENSE Version 1.1" in line)
    body = []
    for line in lines[start:]:
        if line and not line.startswith(" "):
            break
        body.append("" if line.strip() in ("", ".") else line.removeprefix(" "))
    return "\n".join(body).strip("- \n") + "\n"


def licences(root: Path, folder: Path) -> None:
    ofl = open_font_license(root / "usr/share/doc/fonts-lxgw-wenkai/copyright")
    heads = {
        "LICENSE-serif-sans.txt": (
            "serif.ttf, serif-bold.ttf, sans.ttf, sans-bold.ttf\n"
            "Made from Noto Serif CJK SC and Noto Sans CJK SC.\n"
            "Copyright 2014-2022 Adobe (http://www.adobe.com/). Noto is a trademark of Google "
            f"Inc.\n{MODIFIED_NOTICE}\n"
        ),
        "LICENSE-fang-rare.txt": (
            "fang-rare.ttf\n"
            "Made from LXGW WenKai Light.\n"
            "Copyright 2021-2023 LXGW (https://github.com/lxgw/LxgwWenKai), with Reserved Font "
            'Names "霞鹜" and "LXGW".\n'
            "Copyright 2020 The Klee Project Authors "
            "(https://github.com/fontworks-fonts/Klee)\n"
            f"{MODIFIED_NOTICE}\n"
        ),
        "LICENSE-kai.txt": (
            "kai.ttf\n"
            "Made from LXGW WenKai.\n"
            "Copyright 2021-2023 LXGW (https://github.com/lxgw/LxgwWenKai), with Reserved Font "
            'Names "霞鹜" and "LXGW".\n'
            "Copyright 2020 The Klee Project Authors "
            "(https://github.com/fontworks-fonts/Klee)\n"
            f"{MODIFIED_NOTICE}\n"
        ),
        "LICENSE-LiberationSerif.txt": (
            "LiberationSerif-Regular.ttf, unmodified.\n"
            "Digitized data copyright (c) 2010 Google Corporation with Reserved Font Arimo, "
            "Tinos and Cousine.\n"
            "Copyright (c) 2012 Red Hat, Inc. with Reserved Font Name Liberation.\n"
        ),
    }
    for name, head in heads.items():
        text = (
            f"{head}\nThis Font Software is licensed under the SIL Open Font License, "
            f"Version 1.1.\nThis license is copied below.\n\n{ofl}"
        )
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    fandol = root / "usr/share/doc/texlive-doc/fonts/fandol"
    gpl = gzip.decompress((fandol / "COPYING.gz").read_bytes()).decode("utf-8")
    readme = (fandol / "README").read_text(encoding="utf-8").strip()
    text = (
        "fang.ttf\n"
        "Made from FandolFang-Regular.otf. Copyright (c) 2012-2015, the Fandol team "
        "(Clerk Ma & Jie Su).\n"
        "Licensed under the GNU General Public License, version 3, with the GPL font "
        "exception:\n\n"
        "  As a special exception, if you create a document which uses this font, and embed "
        "this font or\n  unaltered portions of this font into the document, this font does "
        "not by itself cause the\n  resulting document to be covered by the GNU General "
        "Public License.\n\n"
        "This project extends the exception to its version of the font.\n\n"
        "Changed by this project: outlines converted from CFF to TrueType, the signs ￥ and ― "
        "mended,\ncharacters beyond GB 2312 left out, the name changed. Its source is\n"
        "packaging/fonts/source/FandolFang-Regular.otf.xz with packaging/fonts/build.py, the "
        "script that\nmakes the one from the other.\n\nThe README that came with it:\n\n"
        f"{readme}\n\n{gpl}"
    )
    (folder / "LICENSE-fang.txt").write_text(text, encoding="utf-8", newline="\n")


def fetch(packages: dict[str, str], folder: Path) -> Path:
    root = folder / "root"
    for name, version in packages.items():
        subprocess.run(["apt-get", "download", f"{name}={version}"], cwd=folder, check=True)
        (archive,) = folder.glob(f"{name}_*.deb")
        subprocess.run(["dpkg", "-x", str(archive), str(root)], check=True)
        archive.unlink()
    return root


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def verify(root: Path, inputs: dict[str, str]) -> None:
    wrong = [name for name, wanted in inputs.items() if digest(root / name) != wanted]
    if wrong:
        sys.exit("not the pinned file: " + ", ".join(wrong))


def build(root: Path, folder: Path) -> dict[str, str]:
    """Everything into ``folder``; the SHA-256 of each font made or copied."""
    with ProcessPoolExecutor() as pool:
        jobs = [pool.submit(make, recipe, root, folder) for recipe in RECIPES]
        for job in jobs:
            print(job.result(), flush=True)
    for name, source in UNMODIFIED.items():
        shutil.copyfile(root / source, folder / name)
    licences(root, folder)
    return {path.name: digest(path) for path in sorted(folder.glob("*.ttf"))}


def main() -> None:
    parser = argparse.ArgumentParser(description="Builds resources/fonts from pinned packages.")
    parser.add_argument("--check", action="store_true", help="compare, write nothing")
    parser.add_argument("--root", type=Path, help="unpacked packages, instead of fetching them")
    arguments = parser.parse_args()
    text = PINS.read_text(encoding="utf-8")
    pins = tomllib.loads(text)
    if fontTools.version != pins["fonttools"]:
        sys.exit(f"fontTools {pins['fonttools']} is pinned, this is {fontTools.version}")
    with tempfile.TemporaryDirectory() as temporary:
        work = Path(temporary)
        root = arguments.root or fetch(pins["packages"], work)
        verify(root, pins["inputs"])
        folder = work / "fonts"
        folder.mkdir()
        made = build(root, folder)
        if arguments.check:
            if made != pins.get("outputs"):
                sys.exit("the fonts differ from the pinned ones")
            print("same bytes as pinned")
            return
        TARGET.mkdir(parents=True, exist_ok=True)
        for path in folder.iterdir():
            shutil.copyfile(path, TARGET / path.name)
        SOURCES.mkdir(exist_ok=True)
        packed = lzma.compress((root / FANDOL).read_bytes(), preset=9 | lzma.PRESET_EXTREME)
        (SOURCES / "FandolFang-Regular.otf.xz").write_bytes(packed)
        head = text.split("[outputs]")[0].rstrip()
        lines = "".join(f'"{name}" = "{value}"\n' for name, value in made.items())
        PINS.write_text(f"{head}\n\n[outputs]\n{lines}", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
