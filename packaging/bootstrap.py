#!/usr/bin/env python3
"""Two commands that do all the set-up, with nothing but Python 3.11 or newer.

    python3 packaging/bootstrap.py run  [--demo | arguments for the program]
    python3 packaging/bootstrap.py test [--quick] [--coverage] [arguments for pytest]

``run`` opens the window; where no screen exists it does the same job without one and leaves the
packet and the pictures in ``out/``. ``run --demo`` opens a library of eighty made-up people to try
things on (``demo.py``). ``test`` is everything that is checked: lint, types, tests;
with ``--quick`` without the tests marked ``slow``, for every day; with ``--coverage`` it is shown
what no test has gone through, and every branch of ``desktop/domain`` has to be.
Both first see to the system libraries (``system.py``) and to ``.venv`` (``environment.py``).
"""

import sys

# Stands before every other import, in words any Python 3 can read: an old one gets a sentence.
if sys.version_info < (3, 11):  # noqa: UP036
    sys.exit(
        "Python 3.11+ is needed; this is {}.{}. Please install a newer Python from your system's "
        "software source or the Python website, then run this command again with it.".format(
            *sys.version_info
        )
    )

import subprocess
import time
from pathlib import Path

import environment
import screen
import system
from console import Stop, say

ROOT = Path(__file__).resolve().parent.parent
USAGE = "python3 packaging/bootstrap.py run [--demo] | test [--quick] [--coverage]"

# Everything that is checked. pytest comes last: its closing line is what one looks for. It runs
# on every processor there is, the slow tests handed on to whichever is free.
CHECKS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("ruff check", ("ruff", "check", ".")),
    ("ruff format", ("ruff", "format", "--check", ".")),
    ("mypy", ("mypy",)),
    ("pytest", ("pytest", "-n", "logical", "--dist", "worksteal")),
)

DEMO = "--demo"
QUICK = "--quick"
NOT_SLOW = ("-m", "not slow")
COVERAGE = "--coverage"
COVERED = ("--cov", "--cov-report", "term:skip-covered")
DOMAIN_COVERED = (
    "coverage of domain",
    ("coverage", "report", "--include", "desktop/domain/*", "--fail-under", "100", "-m"),
)


def run(arguments: list[str]) -> int:
    """Open the window, or walk through the sample without one."""
    seen = screen.reachable()
    libraries = system.WINDOW if seen else system.OFFSCREEN
    system.ensure(libraries + environment.parts(ROOT))
    python = environment.ensure(ROOT)
    more = {}
    if not seen:
        more["QT_QPA_PLATFORM"] = "offscreen"
        names_a_command = bool(arguments) and not arguments[0].startswith("-")
        if not names_a_command and not {"--walk", DEMO} & set(arguments):
            say(
                "没有屏幕：不开窗口，由示例申报人走完全部步骤，材料包和每一步的截图写入 ./out/",
                "No screen here: walking the sample through every page; the packet and the "
                "screenshots go to ./out/",
            )
            arguments = ["--walk", "out", *arguments]
    command = [str(python), "-m", "desktop", *arguments]
    if arguments == [DEMO]:
        command = [str(python), str(Path("packaging", "demo.py"))]
        more["PYTHONPATH"] = str(ROOT)
    return subprocess.run(
        command, cwd=ROOT, env=environment.child_environment(**more), check=False
    ).returncode


def test(arguments: list[str]) -> int:
    """Run every check, whatever the earlier ones said, and sum up."""
    checks = CHECKS
    chosen = [one for one in arguments if one not in (QUICK, COVERAGE)]
    if COVERAGE in arguments:
        checks = (*checks, DOMAIN_COVERED)
        chosen = [*COVERED, *chosen]
    if QUICK in arguments:
        chosen = [*NOT_SLOW, *chosen]
    system.ensure(system.WINDOW + environment.parts(ROOT), system.TOOLS)
    python = environment.ensure(ROOT)
    variables = environment.child_environment(QT_QPA_PLATFORM="offscreen")
    results = []
    for name, words in checks:
        say(f"\n—— {name} ——", f"\n-- {name} --")
        started = time.monotonic()
        more = chosen if name == "pytest" else []
        code = subprocess.run(
            [str(python), "-m", *words, *more], cwd=ROOT, env=variables, check=False
        ).returncode
        results.append((name, code, time.monotonic() - started))
    say("\n—— 小结 ——", "\n-- summary --")
    for name, code, seconds in results:
        say(
            f"{'通过' if code == 0 else '未通过'}  {name}  {seconds:.1f} 秒",
            f"{'passed' if code == 0 else 'FAILED'}  {name}  {seconds:.1f} s",
        )
    return 0 if all(code == 0 for _, code, _ in results) else 1


def main(arguments: list[str]) -> int:
    """Do what the first argument names; the rest is passed on."""
    commands = {"run": run, "test": test}
    if not arguments or arguments[0] not in commands:
        say(f"用法：{USAGE}", f"Usage: {USAGE}")
        return 2
    try:
        return commands[arguments[0]](arguments[1:])
    except Stop as stop:
        say(stop.chinese, stop.english)
        return 1
    except OSError as error:
        reason = f"{error.strerror} {error.filename or ''}".strip()
        say(
            f"没有完成：{reason}。若程序还开着，请先关闭；也请看磁盘空间和文件夹权限，再运行一次。",
            f"Not done: {reason}. Close the program if it is open, look at disk space and folder "
            "permissions, then run again.",
        )
        return 1
    except KeyboardInterrupt:
        say(
            "\n已停止。再次运行同一命令即可接着做。",
            "\nStopped. Run the same command again to go on.",
        )
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
