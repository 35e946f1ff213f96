"""The made-up applicants that come with the program, one a notice."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desktop import paths
from desktop.app.library import Brought, Desk, bring
from desktop.domain.moments import instant
from desktop.domain.notice import Notice
from desktop.errors import UserError
from desktop.language import tr


@dataclass(frozen=True, slots=True)
class Sample:
    """A complete case with its files; ``as_of`` is the moment (Beijing time) it is right for."""

    brought: Brought
    as_of: datetime


def sample(notice: Notice, folder: Path | None = None) -> Sample:
    """The sample of ``notice``; ``folder`` is where samples lie, if not in resources.

    Raises :class:`UserError` where the notice has none or its files are not whole.
    """
    home = (folder or paths.resources() / "samples") / notice.id
    try:
        about = json.loads((home / "about.json").read_text("utf-8"))
        moment = instant(about["as_of"])
    except FileNotFoundError as error:
        raise UserError(
            tr("这份通知（{short_title}）没有附带样例。", short_title=notice.short_title),
            safe=tr("没有改动任何材料。"),
            todo=tr("请直接新建一份材料。"),
        ) from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise _damaged(home) from error
    if moment is None:
        raise _damaged(home)
    return Sample(bring(home / "case.json", lambda *_: notice), moment.first)


def keep_sample(desk: Desk, notice: Notice) -> str:
    """Put a copy of the sample into the library; the id it is kept under."""
    brought = sample(notice).brought
    return desk.add(brought.case, brought.file_of, label="打开样例")


def _damaged(home: Path) -> UserError:
    return UserError(
        tr("程序附带的样例不完整。"),
        safe=tr("您自己的材料不受影响。"),
        todo=tr("请重新安装程序。"),
        details=(str(home),),
    )
