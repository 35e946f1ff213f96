"""What goes into installers: the tables and recipes, without building anything."""

from __future__ import annotations

import platform
import re
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
import yaml

import native
from desktop import __version__
from desktop.storage.handover import SUFFIX
from freeze import contents
from linux import elf, package

ROOT = Path(__file__).parents[2]
PACKAGING = ROOT / "packaging"


@pytest.mark.parametrize(
    "place",
    [
        "PySide6/Qt/plugins/platforms/libqeglfs.so",
        "PySide6/Qt/plugins/sqldrivers/libqsqlite.so",
        "PySide6/plugins/platformthemes/libqgtk3.so",
        "PySide6/Qt/translations/qtbase_de.qm",
        "PySide6/opengl32sw.dll",
        "PySide6\\Qt6Quick.dll",
        "libQt6WaylandClient.so.6",
        "onnxruntime/capi/libonnxruntime.so.1.31.1",
        "cv2/opencv_videoio_ffmpeg4140_64.dll",
        "opencc/dictionary/STPhrases.txt",
        "pypinyin/phrases_dict.json",
    ],
)
def test_what_nobody_uses_stays_out(place: str) -> None:
    assert contents.superfluous(place)


@pytest.mark.parametrize(
    "place",
    [
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/Qt/plugins/platforms/libqoffscreen.so",
        "PySide6\\plugins\\platforms\\qwindows.dll",
        "PySide6/Qt/plugins/platforms/libqcocoa.dylib",
        "PySide6/Qt/plugins/platforminputcontexts/libibusplatforminputcontextplugin.so",
        "PySide6/Qt/plugins/printsupport/libcupsprintersupport.so",
        "PySide6/Qt/plugins/iconengines/libqsvgicon.so",
        "PySide6/Qt/translations/qtbase_zh_CN.qm",
        "PySide6/Qt/lib/libQt6Widgets.so.6",
        "onnxruntime/capi/onnxruntime_pybind11_state.cpython-311-x86_64-linux-gnu.so",
        "rapidocr/models/PP-OCRv6_rec_small.onnx",
        "opencc/dictionary/TSPhrases.txt",
        "pypinyin/pinyin_dict.json",
        "desktop/resources/fonts/fang.ttf",
    ],
)
def test_what_is_used_goes_in(place: str) -> None:
    assert not contents.superfluous(place)


def test_data_and_hidden_modules_are_there_to_be_collected() -> None:
    for library, patterns in contents.DATA.items():
        module = __import__(library)
        folder = Path(str(module.__file__)).parent
        for pattern in patterns:
            assert any(folder.glob(pattern)), f"{library}: {pattern}"
    own = [name for name in contents.HIDDEN if name.startswith("desktop.")]
    for name in own:
        assert (ROOT / Path(*name.split("."))).with_suffix(".py").is_file(), name


def test_licence_texts_come_along_and_the_source_of_the_font() -> None:
    found = contents.licences()
    assert all(Path(file).exists() for file, _ in found)
    names = {(Path(file).name, place) for file, place in found}
    assert ("source", "licences/fonts/source") in names
    assert ("build.py", "licences/fonts") in names
    assert ("LICENSE", "licences") in names
    places = {place for _, place in found}
    assert {"licences/numpy", "licences/sqlcipher3", "licences/pi-heif"} <= places


def test_one_file_type_on_every_system() -> None:
    kind = ET.parse(PACKAGING / "linux" / "zhicheng.xml").getroot()[0]  # noqa: S314 - our own
    glob = kind.find("{*}glob")
    assert glob is not None
    assert glob.get("pattern") == f"*{SUFFIX}"
    entry = (PACKAGING / "linux" / "zhicheng.desktop").read_text("utf-8")
    assert f"MimeType={kind.get('type')};" in entry
    assert "Exec=zhicheng open %f" in entry
    windows = (PACKAGING / "windows" / "zhicheng.iss").read_text("utf-8")
    assert f"Software\\Classes\\{SUFFIX}" in windows
    assert f'"{SUFFIX[1:]}"' in (PACKAGING / "freeze" / "zhicheng.spec").read_text("utf-8")


def test_no_installer_touches_what_the_user_has() -> None:
    windows = (PACKAGING / "windows" / "zhicheng.iss").read_text("utf-8")
    assert "UninstallDelete" not in windows
    deleted = re.findall(r"Name: \"(.+?)\"", windows.partition("[InstallDelete]")[2][:300])
    assert deleted[0] == "{app}\\_internal"
    assert "postrm" not in (PACKAGING / "linux" / "package.py").read_text("utf-8")


def test_the_workflow_builds_on_three_systems_from_both_locks() -> None:
    text = (ROOT / ".github" / "workflows" / "installers.yml").read_text("utf-8")
    jobs = yaml.safe_load(text)["jobs"]
    assert set(jobs) == {"linux", "linux-bare", "windows", "macos"}
    for name in ("linux", "windows", "macos"):
        steps = "\n".join(step.get("run", "") for step in jobs[name]["steps"])
        assert "requirements.lock" in steps
        assert "requirements-ship.lock" in steps
        assert "native.py" in steps
        assert "build.py" in steps
        assert "--walk out" in steps


def test_the_lock_of_the_builder_names_no_place_and_agrees_with_the_other() -> None:
    text = (PACKAGING / "requirements-ship.lock").read_text("utf-8")
    assert "://" not in text
    ship = dict(re.findall(r"^([a-z0-9-]+)==(\S+)", text, re.MULTILINE))
    main = dict(
        re.findall(r"^([a-z0-9-]+)==(\S+)", (ROOT / "requirements.lock").read_text(), re.MULTILINE)
    )
    assert {name: ship[name] for name in ship.keys() & main} == {
        name: main[name] for name in ship.keys() & main
    }


@pytest.mark.parametrize("recipe", native.recipes(2), ids=lambda recipe: str(recipe.name))
def test_what_is_compiled_is_what_the_lock_pins(recipe: native.Recipe) -> None:
    told = native.locked(recipe.name, recipe.settings)
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    pinned = re.findall(rf"^{recipe.name}==.+", lock, re.MULTILINE)
    assert re.findall(r"^\S.+", told, re.MULTILINE) == pinned
    for entry in re.split(r"\n(?=\S)", told.strip()):
        assert "--hash=sha256:" in entry
        assert re.findall(r'--config-settings="(.+)"', entry) == list(recipe.settings)
        lines = entry.splitlines()
        assert all(line.endswith(" \\") for line in lines[:-1])
        assert not lines[-1].endswith("\\")


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A library of our own that wants libm."""
    source = tmp_path / "one.c"
    source.write_text("#include <math.h>\ndouble half(double x) { return floor(x) / 2; }\n")
    made = tmp_path / "app" / "_internal" / "libone.so"
    made.parent.mkdir(parents=True)
    command = ["gcc", "-shared", "-fPIC", "-o", str(made), str(source), "-lm"]
    try:
        subprocess.run(command, check=True, capture_output=True)
    except FileNotFoundError:
        pytest.skip("no compiler here")
    return made


def test_a_library_tells_what_it_needs_and_offers(library: Path) -> None:
    assert elf.is_elf(library)
    assert elf.loads(library)
    assert "libm.so.6" in elf.needed(library)
    assert "half" in {symbol.name for symbol in elf.offered(library)}
    assert elf.version(library, "GLIBC") >= (2, 2, 5)
    assert elf.version(library, "GLIBCXX") == ()


def test_what_is_compiled_here_runs_on_an_older_system(library: Path) -> None:
    if platform.machine() != "x86_64":
        pytest.skip("the installers are for x86_64")
    source, made = library.with_name("old.cpp"), library.with_name("libold.so")
    source.write_text(
        "#include <cmath>\ndouble all(double x) {"
        " return std::pow(x, 1.5) + std::exp(x) + std::log(x) + std::exp2(x) + std::log2(x); }\n"
    )
    command = ["g++", *native.OLD_GLIBC.split(), "-shared", "-fPIC", "-o", str(made), str(source)]
    try:
        subprocess.run(command, check=True, capture_output=True)
    except FileNotFoundError:
        pytest.skip("no compiler for C++ here")
    assert "pow" in {symbol.name for symbol in elf.asked(made)}
    assert elf.version(made, "GLIBC") <= package.NEWEST["GLIBC"]


def test_a_library_that_wants_too_new_a_system_is_told(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = library.parents[1]
    monkeypatch.setattr(package, "NEWEST", {"GLIBC": (9, 0)})
    assert package.faults_of(folder) == []
    monkeypatch.setattr(package, "NEWEST", {"GLIBC": (2, 0)})
    assert "libone.so: GLIBC" in package.faults_of(folder)[0]
    monkeypatch.setattr(package, "SYSTEM", {})
    assert any("in no package named here" in fault for fault in package.faults_of(folder))


def test_the_deb_holds_menu_entry_icon_and_file_type(library: Path, tmp_path: Path) -> None:
    folder = library.parents[1]
    (folder / "zhicheng").write_text("#!/bin/sh\n")
    (folder / "zhicheng").chmod(0o755)
    try:
        made = package.deb(folder, __version__, tmp_path, 0)
    except FileNotFoundError:
        pytest.skip("no dpkg here")

    def told(*how: str) -> str:
        command = ["dpkg-deb", *how, str(made)]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    assert "Depends: libc6 (>= 2.28)" in told("-I")
    listed = told("-c")
    for wanted in (
        "-rwxr-xr-x root/root",
        "./opt/zhicheng/_internal/libone.so",
        "./usr/bin/zhicheng -> /opt/zhicheng/zhicheng",
        "./usr/share/applications/zhicheng.desktop",
        "./usr/share/mime/packages/zhicheng.xml",
        "./usr/share/icons/hicolor/scalable/apps/zhicheng.svg",
        "./usr/share/doc/zhicheng/copyright",
    ):
        assert wanted in listed
    control = tmp_path / "control"
    subprocess.run(["dpkg-deb", "-e", str(made), str(control)], check=True)
    assert {file.name for file in control.iterdir()} == {"control"}, "no scripts"
