"""The child process: what it may not do to the program, and what is told of it."""

from __future__ import annotations

import io
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from desktop.errors import UserError
from desktop.imaging import raster
from desktop.imaging.foreign import decoder, wire
from desktop.imaging.foreign.decoder import CHILD, Decoder, Limits, Request
from desktop.imaging.foreign.footprint import memory_of

ROOT = Path(__file__).parents[2]
PATIENCE = 60


def written(image: Image.Image, format_: str = "PNG") -> bytes:
    out = io.BytesIO()
    image.save(out, format_)
    return out.getvalue()


SMALL = written(Image.new("RGB", (30, 20), "red"))
LARGE = written(Image.new("L", (11_000, 10_000)))
"""Its decoding takes a while, and 110 MB."""
HOLDS_IT = 120 << 20


def look(data: bytes, seconds: float = PATIENCE) -> Request:
    return Request("look", data, ("证书.png",), "证书.png", "都没有变。", seconds)


def until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.01)


def gone(pid: int) -> bool:
    """Whether there is no such process, not even one that waits to be reaped."""
    try:
        return Path(f"/proc/{pid}/stat").read_text("ascii").split()[2] == "Z" and _adopted(pid)
    except (FileNotFoundError, ProcessLookupError):
        return True


def _adopted(pid: int) -> bool:
    """A process whose parent has gone is left to the system, which may take its time."""
    return int(Path(f"/proc/{pid}/stat").read_text("ascii").split()[3]) != os.getpid()


@pytest.fixture
def ours() -> Iterator[Decoder]:
    made = Decoder(Limits(children=1))
    yield made
    made.close()


def test_one_child_answers_again_and_again(ours: Decoder) -> None:
    for _ in range(3):
        head, body = ours.ask(look(SMALL))
        assert (head["sheet"]["width"], head["sheet"]["height"], len(body)) == (30, 20, 0)
    assert len(ours.processes()) == 1


def test_nothing_is_started_before_it_is_needed() -> None:
    assert Decoder().processes() == []


def test_what_takes_too_long_is_told_and_the_next_file_goes_on(ours: Decoder) -> None:
    ours.ask(look(SMALL))
    child = ours.processes()[0]
    with pytest.raises(UserError, match=r"“证书\.png”打开了 0 秒还没有结果") as told:
        ours.ask(look(LARGE, 0.01))
    assert told.value.safe == "都没有变。"
    assert told.value.todo
    assert gone(child)
    assert ours.ask(look(SMALL))[0]["sheet"]["width"] == 30


def test_what_needs_too_much_memory_is_told_and_costs_no_child() -> None:
    tight = Decoder(Limits(memory=100 << 20, children=1))
    try:
        with pytest.raises(UserError, match=r"“证书\.png”打开时需要的内存太多"):
            tight.ask(look(LARGE))
        assert tight.ask(look(SMALL))[0]["sheet"]["width"] == 30
    finally:
        tight.close()


def test_where_the_system_sets_no_limit_the_parent_does(
    ours: Decoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours.ask(look(SMALL))
    child = ours.processes()[0]
    with monkeypatch.context() as patched:
        patched.setattr(decoder, "memory_of", lambda pid: ours.limits.memory + (pid == child))
        with pytest.raises(UserError, match="内存太多"):
            ours.ask(look(LARGE))
    assert gone(child)
    assert ours.ask(look(SMALL))[0]["sheet"]["width"] == 30


def test_an_answer_too_large_for_the_program_itself_is_told(
    ours: Decoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_pipe: object, _most: int) -> None:
        raise MemoryError

    ours.ask(look(SMALL))
    with monkeypatch.context() as patched:
        patched.setattr(wire, "receive", full)
        with pytest.raises(UserError, match="内存太多"):
            ours.ask(look(SMALL))
    assert ours.ask(look(SMALL))[0]["sheet"]["width"] == 30


def test_memory_of_another_process_is_known() -> None:
    script = "held = bytearray(b'x' * (80 << 20)); print('held', flush=True); input()"
    with subprocess.Popen(
        [sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        assert 80 << 20 < memory_of(other.pid) < 200 << 20
        other.kill()
    assert memory_of(other.pid) == 0


def test_a_crash_at_work_is_told_of_the_file(ours: Decoder) -> None:
    told: queue.SimpleQueue[UserError] = queue.SimpleQueue()

    def ask() -> None:
        try:
            ours.ask(look(LARGE))
        except UserError as error:
            told.put(error)

    asking = threading.Thread(target=ask)
    asking.start()
    # It is at work once it holds the picture.
    until(lambda: any(memory_of(pid) > HOLDS_IT for pid in ours.processes()))
    for pid in ours.processes():
        os.kill(pid, signal.SIGSEGV)
    asking.join()
    assert told.get_nowait().happened == "“证书.png”的内容有问题，打开时出错，已经停下。"
    assert ours.ask(look(SMALL))[0]["sheet"]["width"] == 30


def test_a_child_that_died_meanwhile_is_replaced_unnoticed(ours: Decoder) -> None:
    ours.ask(look(SMALL))
    first = ours.processes()[0]
    os.kill(first, signal.SIGKILL)
    assert ours.ask(look(SMALL))[0]["sheet"]["width"] == 30
    assert gone(first)
    assert first not in ours.processes()


def test_many_threads_may_ask_at_once() -> None:
    shades = range(0, 240, 6)
    pages = [written(Image.new("L", (300, 200 + shade), shade)) for shade in shades]
    with ThreadPoolExecutor(8) as pool:
        pictures = list(pool.map(raster.page, pages))
    for shade, picture in zip(shades, pictures, strict=True):
        assert picture.shape == (200 + shade, 300, 3)
        assert int(picture.min()) == int(picture.max()) == shade
    assert len(decoder.shared().processes()) <= decoder.shared().limits.children


def test_who_waits_while_all_is_closed_is_told(ours: Decoder) -> None:
    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(ours.ask, look(LARGE))
        until(lambda: any(memory_of(pid) > HOLDS_IT for pid in ours.processes()))
        ours.close()
        with pytest.raises(UserError):
            asked.result()
    until(lambda: ours.processes() == [])


def test_a_bug_of_ours_is_no_fault_of_the_file(ours: Decoder) -> None:
    with pytest.raises(RuntimeError, match="KeyError"):
        ours.ask(Request("fly", SMALL, (), "证书.png", "", PATIENCE))
    assert ours.ask(look(SMALL))[0]["sheet"]["width"] == 30


def test_a_child_that_does_not_start_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    for command in ([sys.executable, "-c", "pass"], ["/nowhere/python"]):
        monkeypatch.setattr(decoder, "_command", lambda command=command: command)
        with pytest.raises(UserError, match="没有启动") as told:
            Decoder().ask(look(SMALL))
        assert "“证书.png”" not in told.value.happened


def test_more_than_was_asked_for_is_not_taken(ours: Decoder) -> None:
    asked = Request("page_image", SMALL, (0, 110), "证书.png", "", PATIENCE, most=10)
    with pytest.raises(UserError):
        ours.ask(asked)
    assert ours.ask(look(SMALL))[0]["sheet"]["width"] == 30


def started(script: str, folder: Path) -> subprocess.Popen[str]:
    """Another program that uses the room; it prints the number of its child."""
    use = (
        "from pathlib import Path; from desktop.imaging import intake;"
        "from desktop.imaging.foreign import decoder;"
        "intake.look(Path('a.png').read_bytes(), 'a.png');"
        "print(*decoder.shared().processes(), flush=True);"
    )
    (folder / "a.png").write_bytes(SMALL)
    (folder / "json.py").write_text("raise SystemExit", "utf-8")
    return subprocess.Popen(
        [sys.executable, "-P", "-c", use + script],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


@pytest.mark.parametrize("how", ["by itself", "killed", "by Ctrl-C"])
def test_no_child_outlives_the_program(how: str, tmp_path: Path) -> None:
    """Nor is anything imported that lies where the program happens to stand."""
    with started("" if how == "by itself" else "input()", tmp_path) as program:
        assert program.stdout is not None
        child = int(program.stdout.readline())
        if how == "killed":
            program.kill()
        elif how == "by Ctrl-C":
            program.send_signal(signal.SIGINT)
        program.wait()
    until(lambda: gone(child))


def test_no_child_outlives_a_program_that_is_killed_while_it_works(tmp_path: Path) -> None:
    (tmp_path / "large.png").write_bytes(LARGE)
    work = "intake.look(Path('large.png').read_bytes(), 'large.png')"
    with started(f"\nwhile True: {work}", tmp_path) as program:
        assert program.stdout is not None
        child = int(program.stdout.readline())
        until(lambda: memory_of(child) > HOLDS_IT)
        program.kill()
    until(lambda: gone(child))


def test_the_program_is_its_own_child_once_it_is_built(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert decoder._command() == [sys.executable, CHILD]
    command = [sys.executable, "-m", "desktop", CHILD, str(1 << 30)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0, cwd=ROOT
    ) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        assert wire.receive(child.stdout, 0)[0] == {"pid": child.pid}
        asked = {"do": "look", "how": ["a.png"], "seconds": 9}
        wire.send(child.stdin, asked, len(SMALL), (SMALL,))
        assert wire.receive(child.stdout, 0)[0]["sheet"]["width"] == 30
        child.stdin.close()
        assert child.wait(PATIENCE) == 0


def test_a_child_behind_a_starter_is_watched_and_ended_too(
    ours: Decoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As with the launcher of a virtual environment on Windows, or a program in one file."""
    starter = ["/bin/sh", "-c", '"$@"; exit', "sh", *decoder._command()]
    monkeypatch.setattr(decoder, "_command", lambda: starter)
    ours.ask(look(SMALL))
    (child,) = ours.processes()
    assert memory_of(child) > 10 << 20
    with pytest.raises(UserError, match="没有结果"):
        ours.ask(look(LARGE, 0.05))
    until(lambda: gone(child))


def test_the_program_itself_opens_nothing() -> None:
    """What decodes is not even loaded where the window or the terminal's commands run."""
    script = (
        "import sys; import desktop.__main__, desktop.app.intake, desktop.imaging.raster;"
        "print(*(m for m in ('opening', 'embedded', 'pdf', 'drawing', 'looking', 'pixels')"
        " if f'desktop.imaging.{m}' in sys.modules), 'pypdfium2' in sys.modules)"
    )
    told = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert told.stdout.split() == ["False"]


def test_a_large_picture_comes_whole() -> None:
    noise = np.random.default_rng(1).integers(0, 256, (2000, 3000, 3), np.uint8)
    assert np.array_equal(raster.page(written(Image.fromarray(noise), "BMP")), noise)
