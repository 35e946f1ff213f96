"""The use cases for a terminal: ``zhicheng new|check|documents|packet|batch|mask|notices|open``.

What goes wrong in the world is three plain sentences on stderr and exit code 2. ``check`` exits
with 0 when nothing fails and 1 when something does; ``documents`` and ``packet`` with 1 when what
they made is not all there is to make.
"""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections.abc import Sequence

from desktop.cli import console, window
from desktop.cli.outcomes import BAD_INPUT, FINE, OPEN, STOPPED
from desktop.cli.parser import parser
from desktop.errors import UserError

__all__ = ["BAD_INPUT", "FINE", "OPEN", "STOPPED", "main"]

_PIPE_GONE = 141  # what a shell reports of a command whose reader has left
_BUG = 70  # what sysexits.h calls an error within the program
_UNHEARD = UserError(
    "结果没能全部写出来，接收它的文件或磁盘可能已满。",
    safe="没有改动任何材料。",
    todo="请换一个地方接收，再做一次。",
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Do one command; the process's exit code."""
    console.speak_as_it_can()
    try:
        code = _run(sys.argv[1:] if arguments is None else arguments)
        if sys.stdout is not None:  # closed by whoever started the command
            sys.stdout.flush()
    except UserError as error:
        console.tell(error)
        return BAD_INPUT
    except KeyboardInterrupt:
        print("\n已停下。没有留下写了一半的东西。", file=sys.stderr)
        return STOPPED
    except BrokenPipeError:
        _leave_stdout()
        return _PIPE_GONE
    except OSError as error:
        if error.filename is not None:
            console.tell_bug(error)  # faults of files are told where the files are touched
            return _BUG
        _leave_stdout()
        console.tell(_UNHEARD)
        return BAD_INPUT
    except Exception as bug:  # noqa: BLE001 - Python would print what somebody has typed
        console.tell_bug(bug)
        return _BUG
    return int(code)


def _run(typed: Sequence[str]) -> int:
    asked = next((word for word in typed if not word.startswith("-")), "")
    chosen = parser(asked).parse_args(typed)
    if chosen.command == "open":
        return window.open_window(chosen)
    # What works on materials brings its libraries along, and somebody waits for the window.
    from desktop.cli.commands import COMMANDS  # noqa: PLC0415

    return COMMANDS[chosen.command](chosen)


def _leave_stdout() -> None:
    """The reader (head, less) has gone; Python would complain once more on the way out."""
    with contextlib.suppress(OSError, io.UnsupportedOperation):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
