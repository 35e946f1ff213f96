"""Prints a PDF as a person does: the preview, its button, the system's print dialog, its button.

    python -m tests.ui.prints FILE.pdf TITLE COPIES SIDES

SIDES is ``two``, ``one`` or ``unsaid``. A process of its own, since CUPS asks once in the life of
one which server it talks to. What the print dialog was set to is told as JSON.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from pypdf import PdfReader
from PySide6.QtCore import QTimer
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QComboBox, QDialogButtonBox, QPushButton, QRadioButton, QSpinBox

from desktop.app.papers.printing import PrintTerms
from desktop.ui.application import application
from desktop.ui.preview.dialog import PreviewDialog

SIDES = {"two": True, "one": False, "unsaid": None}


def main(file: str, title: str, copies: str, sides: str) -> None:
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
