"""A case that comes in as a file, or goes out as one, with the questions that belong to it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.app.library import Desk, MissingFiles
from desktop.errors import UserError
from desktop.language import tr
from desktop.ui.widgets.dialogs import KINDS, ask, where_to_save


def agreed(window: QWidget, error: UserError, yes: str, no: str) -> bool:
    """Whether the person chooses ``yes`` after reading what happened; ``no`` is the default."""
    sentences = tuple(s for s in (error.safe, error.todo, "\n".join(error.details)) if s)
    return ask(window, error.happened.rstrip("。"), sentences, (no, yes)) == yes


def brought_in(desk: Desk, window: QWidget) -> str:
    """The id of a case from a file somebody chose; ``""`` where they thought better of it."""
    name, _ = QFileDialog.getOpenFileName(
        window, tr("选择材料文件"), str(Path.home()), KINDS["json"]
    )
    if not name:
        return ""
    try:
        return desk.import_file(Path(name))
    except MissingFiles as missing:
        if not agreed(window, missing, tr("不带这些附件导入"), tr("先不导入")):
            return ""
        return desk.import_file(Path(name), without_missing=True)


def taken_along(desk: Desk, case_id: str, window: QWidget) -> Path | None:
    """Where a case was written to, its attachments beside it; None where it was not."""
    file = where_to_save(window, tr("导出材料文件"), Path.home() / tr("申报材料.json"))
    if file is not None:
        desk.export_file(case_id, file, replace=True)
    return file
