"""Other people's work: each part of the lock has its own licence, is listed and passed on."""

import importlib.metadata
import json
import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from licences import third_party

ROOT = Path(__file__).parents[2]
LICENCES = ROOT / "resources" / "licences"

# What classifiers and free words of a part's own record mean.
SAID = {
    "MIT License": {"MIT"},
    "BSD License": {"BSD-2-Clause", "BSD-3-Clause"},
    "Apache Software License": {"Apache-2.0"},
    "Mozilla Public License 2.0 (MPL 2.0)": {"MPL-2.0"},
    "Apache License, Version 2.0": {"Apache-2.0"},
    "BSD": {"BSD-2-Clause", "BSD-3-Clause"},
}
# Parts whose record is silent or wrong, and the licence file was read by a person.
BY_EYE = {"click-default-group", "protobuf", "pypdfium2", "sqlcipher3"}
FREE = re.compile(
    r"(MIT|MIT-0|MIT-CMU|0BSD|BSD-[23]-Clause|Apache-2\.0|PSF-2\.0|MPL-2\.0|Zlib|CC0-1\.0"
    r"|LGPL-3\.0-only|GPL-[23]\.0-only)"
)


def table() -> dict[str, dict[str, str]]:
    return tomllib.loads((ROOT / "packaging" / "licences" / "parts.toml").read_text("utf-8"))


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def locked() -> set[str]:
    lines = (ROOT / "requirements.lock").read_text("utf-8").splitlines()
    return {line.split("==")[0] for line in lines if re.match(r"[a-z0-9]", line)}


def needed_by(wanted: list[str]) -> set[str]:
    """Every part that ``wanted`` brings along on this machine."""
    seen: set[str] = set()
    ahead = list(wanted)
    while ahead:
        requirement = Requirement(ahead.pop())
        name = normal(requirement.name)
        marker = requirement.marker
        if name in seen or (marker is not None and not marker.evaluate({"extra": ""})):
            continue
        seen.add(name)
        ahead += importlib.metadata.requires(requirement.name) or []
    return seen


def test_the_table_knows_the_lock_and_nothing_else() -> None:
    assert set(table()) == locked()
    assert list(table()) == sorted(table()), "in the order of the alphabet"


def test_list_and_sbom_are_what_the_lock_says() -> None:
    for name, text in third_party.files().items():
        assert (LICENCES / name).read_text("utf-8") == text, (
            f"{name}: run python3 packaging/licences/third_party.py"
        )


def test_a_part_the_table_does_not_know_is_refused() -> None:
    with pytest.raises(SystemExit, match="nothing about stranger"):
        third_party.parts("stranger==1.0 \\\n    --hash=sha256:0\n", table())


@pytest.mark.parametrize("name", sorted(table()))
def test_a_part_has_the_licence_it_says_of_itself(name: str) -> None:
    licence = table()[name]["licence"]
    for word in re.split(r" (?:OR|AND) ", licence):
        assert FREE.fullmatch(word), f"{word}: may it be passed on with the program?"
    try:
        record = importlib.metadata.metadata(name)
    except importlib.metadata.PackageNotFoundError:
        assert name in {"colorama", "pywin32-ctypes"}, "only Windows has these"
        return
    if name in BY_EYE:
        return
    if "License-Expression" in record:
        assert record["License-Expression"] == licence
        return
    words = [one.rpartition(" :: ")[2] for one in record.get_all("Classifier") or []]
    words += record.get_all("License") or []
    meant = set().union(*(SAID.get(word, {word}) for word in words))
    assert licence in meant, words


def test_what_the_program_needs_is_listed_as_passed_on() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    program = needed_by(project["dependencies"])
    said = {name for name, part in table().items() if part["for"] == "program"}
    assert program <= said
    assert said - program <= {"colorama", "pywin32-ctypes", "backports-tarfile"} | {
        "importlib-metadata",
        "jeepney",
        "lazy-importer",
        "secretstorage",
        "zipp",
    }, "needed on other systems or older Pythons only"
    cluster = needed_by(project["optional-dependencies"]["cluster"]) - program
    assert cluster == {name for name, part in table().items() if part["for"] == "cluster"}


def test_the_sbom_names_every_part_once_and_what_is_passed_on() -> None:
    sbom = json.loads((LICENCES / "sbom.cdx.json").read_text("utf-8"))
    assert (sbom["bomFormat"], sbom["specVersion"]) == ("CycloneDX", "1.6")
    references = [one["bom-ref"] for one in sbom["components"]]
    assert len(references) == len(set(references))
    required = {one["bom-ref"] for one in sbom["components"] if one["scope"] == "required"}
    assert required == set(sbom["dependencies"][0]["dependsOn"])
    assert any(one.startswith("pkg:pypi/pyside6-essentials@") for one in required)
    assert not any("pytest" in one for one in required)


def test_every_font_is_listed_and_has_its_licence_beside_it() -> None:
    listed = {name for name, _, _ in third_party.FONTS}
    fonts = ROOT / "resources" / "fonts"
    assert listed == {file.name for file in fonts.iterdir() if file.suffix in (".ttf", ".otf")}
    assert len(list(fonts.glob("LICENSE-*.txt"))) == 5


def test_the_texts_the_list_speaks_of_lie_beside_it() -> None:
    for name in ("LGPL-3.0.txt", "LGPL-2.1.txt", "GPL-3.0.txt"):
        assert "GNU" in (LICENCES / name).read_text("utf-8")[:200]
