"""Prints a PDF as a person does: the preview, its button, the system's print dialog, its button.

    python -m tests.ui.prints FILE.pdf TITLE COPIES SIDES [PAGES]

SIDES is ``two``, ``one`` or ``unsaid``; PAGES ``2-3`` is put into the boxes for a first and a last
page, ``2,4`` into the line for any. A process of its own, since CUPS asks once in the life of
one which server it talks to. What the print dialog was set to is told as JSON.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, TypeVar

from pypdf import PdfReader
from PySide6.QtCore import QTimer
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QComboBox,
    QDialogButtonBox,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QWidget,
)

from desktop.app.papers.printing import PrintTerms
from desktop.ui.application import application
from desktop.ui.preview.dialog import PreviewDialog

T = TypeVar("T", bound=QWidget)

SIDES = {"two": True, "one": False, "unsaid": None}


def choose(dialog: QPrintDialog, pages: str) -> None:
    """Choose pages as a person does."""
    first, dash, last = pages.partition("-")
    if dash:
        _named(dialog, QRadioButton, "printRange").click()
        _named(dialog, QSpinBox, "to").setValue(int(last))
        _named(dialog, QSpinBox, "from").setValue(int(first))
    else:
        _named(dialog, QRadioButton, "pagesRadioButton").click()
        QTest.keyClicks(_named(dialog, QLineEdit, "pagesLineEdit"), pages)


def _named(dialog: QPrintDialog, kind: type[T], name: str) -> T:
    return next(one for one in dialog.findChildren(kind) if one.objectName() == name)


def main(file: str, title: str, copies: str, sides: str, pages: str = "") -> None:
    """Print and tell."""
    app = application(["prints"])
    data = Path(file).read_bytes()
    terms = PrintTerms(int(copies), SIDES[sides])
    preview = PreviewDialog(data, title, len(PdfReader(file).pages), terms=terms)
    told: dict[str, Any] = {}

    def in_dialog() -> None:
        dialog = app.activeModalWidget()
        if not isinstance(dialog, QPrintDialog):
            QTimer.singleShot(50, in_dialog)
            return
        told["printer"] = [
            box.currentText() for box in dialog.findChildren(QComboBox) if box.isVisible()
        ]
        told["copies"] = [
            spin.value() for spin in dialog.findChildren(QSpinBox) if spin.objectName() == "copies"
        ]
        told["sides"] = [
            one.objectName()
            for one in dialog.findChildren(QRadioButton)
            if one.isChecked() and one.objectName() in ("noDuplex", "duplexLong", "duplexShort")
        ]
        if pages:
            choose(dialog, pages)
        buttons = dialog.findChild(QDialogButtonBox)
        assert isinstance(buttons, QDialogButtonBox)
        buttons.button(QDialogButtonBox.StandardButton.Ok).click()

    def ended() -> None:
        told["said"] = preview.status.text()
        if "打印机" in told["said"] and "正在" not in told["said"]:
            sys.stdout.write(json.dumps(told, ensure_ascii=False))
            preview.close()
            app.quit()

    look = QTimer(interval=50)
    look.timeout.connect(ended)
    preview.show()
    QTimer.singleShot(0, in_dialog)
    find = next(b for b in preview.findChildren(QPushButton) if b.text() == "打印…")
    QTimer.singleShot(0, find.click)
    look.start()
    app.exec()


if __name__ == "__main__":
    main(*sys.argv[1:])
