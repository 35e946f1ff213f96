"""Windows of a program in another language, and everything they say: for a process of its own.

    python -m tests.ui.spoken     prints, as JSON, a list of [window, text] and what tables hold

The language is fixed before the first window's module is loaded, so no test can do it in its own.
"""

import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtWidgets import QAbstractButton, QComboBox, QGroupBox, QLabel, QLineEdit, QWidget

from desktop import paths
from desktop.app.findings.messages import spoken
from desktop.app.library import Desk
from desktop.app.notices import installed
from desktop.app.pages.basic import BASIC
from desktop.ui.applicants.views import NameDialog
from desktop.ui.application import application
from desktop.ui.forms.fields import FieldView
from desktop.ui.forms.form import FormPage
from desktop.ui.safety.door_pages import ChooseAnew, FirstStart, Unlock
from desktop.ui.safety.restoring import RestoreDialog
from tests.storage.keeping import KEYS, FakeClock


def windows(home: Path) -> Iterator[QWidget]:
    """Such as say nothing but the program's own sentences."""
    first = FirstStart("new")
    yield first
    yield NameDialog((), first)
    yield FirstStart("plain")
    yield Unlock()
    yield ChooseAnew()
    yield RestoreDialog(home, datetime(2026, 7, 20, tzinfo=UTC))


def said(window: QWidget) -> Iterator[str]:
    """What is read on the window and in it, or heard."""
    for widget in (window, *window.findChildren(QWidget)):
        yield from (widget.windowTitle(), widget.toolTip())
        yield from (widget.accessibleName(), widget.accessibleDescription())
        match widget:
            case QAbstractButton() | QLabel():
                yield widget.text()
            case QLineEdit():
                yield widget.placeholderText()
            case QComboBox():
                yield from (widget.itemText(at) for at in range(widget.count()))
            case QGroupBox():
                yield widget.title()
            case _:
                pass


def from_tables(home: Path) -> Iterator[str]:
    """What the tables of pages and findings hold, where it is shown: title, labels, reasons."""
    desk = Desk.open(home / "library", installed.notice, FakeClock(), KEYS)
    session = desk.new_case(installed.notice("BM24"))
    page = FormPage(session, BASIC)
    yield page.sheet.title.text()
    yield from (field.label.text() for field in page.findChildren(FieldView))
    yield from (spoken(finding) for finding in session.findings if finding.reason == "empty")
    desk.close()


def main() -> int:
    """Make each window and print what it says."""
    app = application(sys.argv[:1])
    found = [(type(w).__name__, text) for w in windows(paths.user_data()) for text in said(w)]
    direction = app.layoutDirection().name
    shown = [pair for pair in found if pair[1]]
    tables = list(from_tables(paths.user_data()))
    sys.stdout.write(json.dumps({"direction": direction, "said": shown, "tables": tables}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
