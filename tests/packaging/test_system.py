"""System parts: what is missing, who may install it, and the one line that says so."""

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import console
import system

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="asks apt and the loader")


Machine = Callable[..., Path]


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    """A PATH of our own with programs that note how they were called, and a user to be."""
    programs = tmp_path / "bin"
    programs.mkdir()
    log = tmp_path / "log"
    log.touch()

    def make(*, user: int, **scripts: str) -> Path:
        for name, body in scripts.items():
            file = programs / name.replace("_", "-")
            file.write_text(f'#!/bin/sh\necho "{file.name} $*" >>{log}\n{body}\n', "utf-8")
            file.chmod(0o755)
        # `env` starts apt-get; the scripts use it to put things in place.
        for name in ("env", "touch", "chmod"):
            found = shutil.which(name, path="/usr/bin:/bin")
            assert found is not None
            (programs / name).symlink_to(found)
        monkeypatch.setenv("PATH", str(programs))
        monkeypatch.setattr(os, "geteuid", lambda: user)
        return log

    return make


PARTS = (
    system.Part("libone1", "one", program="one"),
    system.Part("libtwo2", "two", program="two"),
)
INSTALLS = """
here=${0%/*}
case "$*" in *install*) touch $here/one $here/two; chmod +x $here/one $here/two;; esac
"""


def test_the_loader_knows_what_is_there() -> None:
    assert not system.Part("libc6", "glibc", "libc.so.6").missing()
    assert system.Part("libnone0", "none", "libzhicheng-none.so.0").missing()
    assert not system.Part("python3", "python3", module="json").missing()
    assert system.Part("python3-none", "none", module="zhicheng_none").missing()


def test_root_installs_what_is_missing_and_fetches_no_list_in_vain(machine: Machine) -> None:
    log = machine(user=0, apt_get=INSTALLS, apt_cache="exit 0")
    system.ensure(PARTS)
    calls = [line for line in log.read_text().splitlines() if line.startswith("apt-get")]
    assert len(calls) == 1
    assert calls[0].endswith("install -y --no-install-recommends libone1 libtwo2")


def test_a_package_list_never_fetched_is_fetched_once(machine: Machine) -> None:
    log = machine(user=0, apt_get=INSTALLS, apt_cache="exit 100")
    system.ensure(PARTS)
    calls = [line.split()[-1] for line in log.read_text().splitlines() if "apt-get" in line]
    assert calls == ["update", "libtwo2"]


def test_what_is_there_is_not_asked_for(machine: Machine) -> None:
    log = machine(user=0, apt_get="exit 1", one="", two="")
    system.ensure(PARTS)
    assert log.read_text() == ""


def test_sudo_is_used_where_it_asks_no_password(machine: Machine) -> None:
    log = machine(user=1000, apt_get=INSTALLS, apt_cache="exit 0", sudo='shift; exec "$@"')
    # `sudo -n true` is the question; the stand-in answers it by running `true`.
    (log.parent / "bin" / "true").symlink_to("/bin/true")
    system.ensure(PARTS)
    assert "sudo -n env DEBIAN_FRONTEND=noninteractive apt-get" in log.read_text()


@pytest.mark.parametrize("scripts", [{}, {"sudo": "exit 1"}], ids=["no sudo", "asks a password"])
def test_without_the_right_one_line_says_what_to_do(
    machine: Machine, scripts: dict[str, str]
) -> None:
    log = machine(user=1000, apt_get=INSTALLS, apt_cache="exit 0", **scripts)
    with pytest.raises(console.Stop) as stopped:
        system.ensure(PARTS)
    for half in (stopped.value.chinese, stopped.value.english):
        lines = [line.strip() for line in half.splitlines() if "sudo" in line]
        assert lines == ["sudo apt-get install -y libone1 libtwo2"]
    assert "apt-get" not in log.read_text()


def test_another_distribution_gets_its_own_line(machine: Machine) -> None:
    machine(user=0, dnf="")
    with pytest.raises(console.Stop, match="sudo dnf install -y one two"):
        system.ensure(PARTS)


def test_an_install_that_brings_nothing_stops(
    machine: Machine, capfd: pytest.CaptureFixture[str]
) -> None:
    machine(user=0, apt_get="echo E: disk full; exit 100", apt_cache="exit 0")
    with pytest.raises(console.Stop, match="libone1 libtwo2"):
        system.ensure(PARTS)
    assert "E: disk full" in capfd.readouterr().out


def test_tools_of_the_tests_are_wanted_not_demanded(
    machine: Machine, capfd: pytest.CaptureFixture[str]
) -> None:
    machine(user=1000, apt_get="", one="")
    system.ensure(PARTS[:1], PARTS[1:])
    assert "sudo apt-get install -y libtwo2" in capfd.readouterr().out


def test_what_is_demanded_and_what_is_wanted_stand_in_one_line(machine: Machine) -> None:
    machine(user=1000, apt_get="")
    with pytest.raises(console.Stop, match=r"install -y libone1 libtwo2$"):
        system.ensure(PARTS[:1], PARTS[1:])
