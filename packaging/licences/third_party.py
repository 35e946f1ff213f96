"""The list of other people's work in the program, and its SBOM, made of the lock and a table.

    python3 packaging/licences/third_party.py           writes both into resources/licences/
    python3 packaging/licences/third_party.py --check   says whether they are what would be written

Versions come from ``requirements.lock``, licences from ``parts.toml`` beside this file. The SBOM
is CycloneDX 1.6 in JSON, without a time and a serial number: the same lock gives the same bytes.
"""

import json
import re
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
TABLE = Path(__file__).with_name("parts.toml")
FOLDER = ROOT / "resources" / "licences"
LIST, SBOM = "THIRD_PARTY.md", "sbom.cdx.json"
_LOCKED = re.compile(r"^([a-z0-9-]+)==(\S+)(?: ; (.*?))? \\$", re.MULTILINE)
_SPDX_ID = re.compile(r"[A-Za-z0-9.+-]+")

USES = {
    "program": ("程序", "part of every installer"),
    "cluster": ("多机批量（可选）", "the extra “cluster”, in no installer"),
    "check": ("检查和构建", "tests and building, passed on to nobody"),
}
# What is no part of the lock: name, version, licence, what it is.
FONTS = (
    ("fang.ttf", "FandolFang, changed", "GPL-3.0-only WITH Font-exception-2.0"),
    ("fang-rare.ttf", "LXGW WenKai Light, changed", "OFL-1.1"),
    ("kai.ttf", "LXGW WenKai, changed", "OFL-1.1"),
    ("serif.ttf", "Noto Serif CJK SC, changed", "OFL-1.1"),
    ("serif-bold.ttf", "Noto Serif CJK SC, changed", "OFL-1.1"),
    ("sans.ttf", "Noto Sans CJK SC, changed", "OFL-1.1"),
    ("sans-bold.ttf", "Noto Sans CJK SC, changed", "OFL-1.1"),
    ("LiberationSerif-Regular.ttf", "Liberation Serif", "OFL-1.1"),
)
_HEAD = """\
# 用到的他人作品 · Third-party works

由 `packaging/licences/third_party.py` 按 `requirements.lock` 生成，不要手改。
Made of the lock by that script; not to be edited by hand.

项目自己的代码：Apache-2.0。下面各部分仍按各自的许可使用；
安装好的程序里，各部分的许可全文在 `licences` 文件夹。
The project's own code is Apache-2.0. Each part below keeps its own licence, whose text lies in the
folder `licences` of an installed program.

**Qt、PySide6、libheif、libde265、GEOS** 按 LGPL 作为独立的库文件使用，没有改动源代码，
都在程序文件夹里，可以换成您自己编译的版本。LGPL、GPL 全文与本文件在一起。
They are used as libraries in files of their own (Qt, PySide6, libheif, libde265: LGPL-3.0; GEOS:
LGPL-2.1), from unchanged sources, which their publishers offer under the version numbers below; a
user may put builds of their own in their place. Of ICU, which Qt brings along on Linux, the
installers carry the data of the program's own language only.

**仿宋字体** `fang.ttf` 按 GPL-3.0（带字体例外）：用它排出的文书不受 GPL 约束。
它的来源和制作脚本随安装包在 `licences/fonts`。
Documents that embed it stay free of the GPL; its source and the script that makes it come along
with every installer.
"""


@dataclass(frozen=True, slots=True)
class Part:
    """One line of the lock with what the table says of it; ``when`` is its marker or empty."""

    name: str
    version: str
    when: str
    use: str
    licence: str
    inside: str


def parts(lock: str, table: dict[str, dict[str, str]]) -> tuple[Part, ...]:
    """Every part of the lock; a part the table does not know is an error."""
    found = []
    for name, version, when in _LOCKED.findall(lock):
        if name not in table:
            raise SystemExit(f"{TABLE.name}: nothing about {name}")
        known = table[name]
        found.append(
            Part(name, version, when, known["for"], known["licence"], known.get("inside", ""))
        )
    return tuple(found)


def read() -> tuple[Part, ...]:
    """The parts of this checkout."""
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    return parts(lock, tomllib.loads(TABLE.read_text("utf-8")))


def as_list(found: tuple[Part, ...]) -> str:
    """The list a person reads."""
    lines = [_HEAD]
    for use, (chinese, english) in USES.items():
        lines += [f"## {chinese} · {english}", ""]
        lines += ["| part | version | licence | brings along |", "| --- | --- | --- | --- |"]
        lines += [
            f"| {part.name} | {part.version} | {part.licence} | {part.inside} |"
            for part in found
            if part.use == use
        ]
        if use == "program":
            lines.append("| Python | 3.11 – 3.13 | PSF-2.0 | in installers only |")
        lines.append("")
    lines += ["## 字体 · fonts", "", "| file | from | licence |", "| --- | --- | --- |"]
    lines += [f"| {name} | {origin} | {licence} |" for name, origin, licence in FONTS]
    return "\n".join(lines) + "\n"


def as_sbom(found: tuple[Part, ...], version: str) -> dict[str, Any]:
    """The CycloneDX document: what is not passed on stands in it as excluded."""
    components = [_component(part) for part in found]
    components += [
        {
            "type": "file",
            "bom-ref": f"font:{name}",
            "name": name,
            "description": origin,
            "scope": "required",
            "licenses": [{"expression": licence}],
        }
        for name, origin, licence in FONTS
    ]
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": f"zhicheng@{version}",
                "name": "zhicheng",
                "version": version,
                "licenses": [{"license": {"id": "Apache-2.0"}}],
            }
        },
        "components": components,
        "dependencies": [
            {
                "ref": f"zhicheng@{version}",
                "dependsOn": [one["bom-ref"] for one in components if one["scope"] == "required"],
            }
        ],
    }


def _component(part: Part) -> dict[str, Any]:
    purl = f"pkg:pypi/{part.name}@{part.version}"
    scope = {"program": "required", "cluster": "optional", "check": "excluded"}[part.use]
    single = _SPDX_ID.fullmatch(part.licence)
    licence = {"license": {"id": part.licence}} if single else {"expression": part.licence}
    made: dict[str, Any] = {
        "type": "library",
        "bom-ref": purl,
        "name": part.name,
        "version": part.version,
        "scope": scope,
        "licenses": [licence],
        "purl": purl,
    }
    properties = {"zhicheng:inside": part.inside, "zhicheng:when": part.when}
    if any(properties.values()):
        made["properties"] = [{"name": k, "value": v} for k, v in properties.items() if v]
    return made


def files() -> dict[str, str]:
    """What is to lie in ``resources/licences/``, by name."""
    found = read()
    said = (ROOT / "desktop" / "__init__.py").read_text("utf-8")
    version = re.findall(r'^__version__ = "(.+)"$', said, re.MULTILINE)[0]
    sbom = json.dumps(as_sbom(found, version), ensure_ascii=False, indent=1) + "\n"
    return {LIST: as_list(found), SBOM: sbom}


def main(arguments: list[str]) -> int:
    """Write them, or with ``--check`` compare them."""
    if arguments not in ([], ["--check"]):
        print("third_party.py [--check]")
        return 2
    stale = [
        name
        for name, text in files().items()
        if not (FOLDER / name).is_file() or (FOLDER / name).read_text("utf-8") != text
    ]
    if arguments:
        print("\n".join(f"{name}: not what the lock says" for name in stale) or "as the lock says")
        return 1 if stale else 0
    FOLDER.mkdir(exist_ok=True)
    for name in stale:
        (FOLDER / name).write_text(files()[name], "utf-8", newline="\n")
    print("written: " + (", ".join(stale) or "nothing, all is as it was"))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
