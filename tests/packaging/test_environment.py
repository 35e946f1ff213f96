"""`.venv`: made, filled, left alone, mended."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import console
import environment
import system


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkout whose ``.venv`` has been made and stamped; tests work on copies."""
    root = tmp_path_factory.mktemp("made")
    (root / "pyproject.toml").write_text('[project]\nname = "x"\n', "utf-8")
    (root / environment.LOCK).write_text("one==1\n", "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(environment, "_install", lambda *_: None)
        environment.ensure(root)
    return root


@pytest.fixture
def checkout(made: Path, tmp_path: Path) -> Path:
    """A copy of it that believes it was made where it is."""
    root = Path(shutil.copytree(made, tmp_path / "checkout", symlinks=True))
    folder = root / environment.FOLDER
    environment.record(folder, environment.recorded(folder).stamp)
    return root


@pytest.fixture
def installs(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What ``.venv`` said of itself each time pip was started."""
    seen: list[str] = []

    def note(root: Path, _python: Path) -> None:
        seen.append(environment.recorded(root / environment.FOLDER).stamp)

    monkeypatch.setattr(environment, "_install", note)
    return seen


def starts(python: Path) -> bool:
    """It runs, and out of its own virtual environment."""
    answer = subprocess.run(
        [python, "-c", "import sys; print(sys.prefix)"], capture_output=True, text=True, check=True
    )
    return Path(answer.stdout.strip()) == python.parent.parent


def test_a_ready_one_is_left_alone(made: Path, installs: list[str]) -> None:
    assert environment.parts(made) == ()
    assert starts(environment.ensure(made))
    assert installs == []


def test_a_foreign_one_that_works_is_filled_and_kept(checkout: Path, installs: list[str]) -> None:
    folder = checkout / environment.FOLDER
    (folder / environment.STATE).unlink()
    (folder / "kept").touch()
    environment.ensure(checkout)
    environment.ensure(checkout)
    assert installs == [environment.INSTALLING]
    assert (folder / "kept").exists()


@pytest.mark.parametrize("name", [environment.LOCK, "pyproject.toml"])
def test_a_new_lock_or_new_metadata_is_installed_into_it(
    checkout: Path, installs: list[str], name: str
) -> None:
    environment.ensure(checkout)
    kept = checkout / environment.FOLDER / "kept"
    kept.touch()
    with (checkout / name).open("a", encoding="utf-8") as file:
        file.write('version = "2"\n' if name == "pyproject.toml" else "two==2\n")
    environment.ensure(checkout)
    assert len(installs) == 1
    assert kept.exists()


@pytest.fixture
def makes(made: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Where one was made anew: a copy of the first, since to fill one with pip takes seconds."""
    places: list[Path] = []
    run = subprocess.run

    def copied(command: list[str], **more: Any) -> subprocess.CompletedProcess[str]:
        if command[1:3] != ["-m", "venv"]:
            return run(command, **more)
        place = Path(command[3])
        shutil.copytree(made / environment.FOLDER, place, symlinks=True)
        (place / environment.STATE).unlink()
        places.append(place)
        return subprocess.CompletedProcess(command, 0, "", "")

    monkeypatch.setattr(subprocess, "run", copied)
    return places


def interrupt(folder: Path) -> None:
    """Leave it as pip leaves it when the power goes."""
    environment.record(folder, environment.INSTALLING)


def move(folder: Path) -> None:
    """Leave it as a renamed checkout does."""
    stamp = environment.recorded(folder).stamp
    (folder / environment.STATE).write_text(f"{folder.with_name('elsewhere')}\n{stamp}\n", "utf-8")


def lose_python(folder: Path) -> None:
    """Leave it as an upgrade of the system's Python does."""
    environment.interpreter(folder).unlink()


def lose_pip(folder: Path) -> None:
    """Leave it as an interrupted upgrade of pip does."""
    for found in folder.rglob("pip/__init__.py"):
        found.unlink()
        found.with_name("__main__.py").unlink()
        shutil.rmtree(found.with_name("_internal"))
        found.write_text("raise ImportError", "utf-8")


@pytest.mark.parametrize("harm", [interrupt, move, lose_python, lose_pip])
def test_a_broken_one_is_made_anew(
    checkout: Path, installs: list[str], makes: list[Path], harm: Callable[[Path], None]
) -> None:
    folder = checkout / environment.FOLDER
    (folder / "rest").touch()
    harm(folder)
    assert environment.parts(checkout) == system.venv_package()
    assert starts(environment.ensure(checkout))
    assert not (folder / "rest").exists()
    assert makes == [folder]
    assert installs == [environment.INSTALLING]


def test_a_failed_install_is_not_taken_for_a_ready_one(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise console.Stop("没有装好", "not installed")

    (checkout / environment.LOCK).write_text("two==2\n", "utf-8")
    monkeypatch.setattr(environment, "_install", fail)
    with pytest.raises(console.Stop):
        environment.ensure(checkout)
    assert environment.recorded(checkout / environment.FOLDER).stamp == environment.INSTALLING


@pytest.mark.usefixtures("installs")
def test_a_folder_that_is_something_else_is_set_aside(
    tmp_path: Path, made: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    for name in ("pyproject.toml", environment.LOCK):
        shutil.copy(made / name, tmp_path)
    letter = tmp_path / environment.FOLDER / "letter.txt"
    letter.parent.mkdir()
    letter.write_text("mine", "utf-8")
    assert starts(environment.ensure(tmp_path))
    assert (tmp_path / ".venv.old1/letter.txt").read_text("utf-8") == "mine"
    assert ".venv.old1" in capfd.readouterr().out


@pytest.mark.skipif(sys.platform != "linux", reason="glibc is Linux's")
def test_a_machine_without_wheels_is_told_before_any_download(
    tmp_path: Path, made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("pyproject.toml", environment.LOCK):
        shutil.copy(made / name, tmp_path)
    monkeypatch.setattr("platform.libc_ver", lambda: ("glibc", "2.27"))
    with pytest.raises(console.Stop, match=r"glibc 2\.27"):
        environment.ensure(tmp_path)
    assert not (tmp_path / environment.FOLDER).exists()
