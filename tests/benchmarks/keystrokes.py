"""From a key in a field to the repainted checklist, beside a bare line and list of Qt's.

The sample is open in the real window; the telephone number is typed over and over, so that with
every key the checks have something else to say. The pause the program waits for more keys is not
counted: the field hands over at once. The floor is a QLineEdit with a QListWidget of as many rows,
one of which says something else with every key.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import cycle

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget, QVBoxLayout, QWidget

from desktop.app.library import Desk
from desktop.app.notices import installed
from desktop.app.samples import demo
from desktop.app.samples.sample import keep_sample
from desktop.ui.application import page_makers
from desktop.ui.forms.fields import FieldView
from desktop.ui.forms.form import FormPage
from desktop.ui.shell import Shell
from desktop.ui.widgets import theme
from tests.benchmarks.measuring import BLOCK, By, Line, Plan, in_turn
from tests.storage.keeping import KEYS

SIZE = (1366, 738)
PATH = "person.phone"
WANTED = 0.008  # seconds, of the 99th in a hundred
KEYS_TYPED = cycle([Qt.Key.Key_5, Qt.Key.Key_Backspace])


def measure(plan: Plan) -> Iterator[Line]:
    """The middle key of each hundred, and the slowest but one."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme.apply(app, theme.LIGHT, 1.0, theme.load_fonts())
    now = demo.moment(installed.notice)
    desk = Desk.open(plan.scratch / "library", installed.notice, lambda: now, KEYS)
    shell = Shell(desk.session(keep_sample(desk, installed.notice(demo.PACK))), page_makers())
    shell.resize(*SIZE)
    shell.show()
    shell.go("basic", PATH)
    ours = _typing(shell)
    bare = Bare(len(shell.checklist.rows))
    bare.resize(*SIZE)
    bare.show()
    pairs = in_turn(ours, bare.type_on, BLOCK * plan.times(2, 10, 50))
    ways: tuple[tuple[By, str], ...] = (("clock", ""), ("processor", ", computing"))
    for by, said in ways:
        for share, name, wanted in ((0.5, "p50", None), (0.99, "p99", WANTED)):
            what = f"a key to the repainted checklist, {name}{said}"
            floor = "a bare line and list"
            yield pairs.percentile(what, floor, share, by, wanted_ours=wanted)
    shell.close_case()
    desk.close()


def _typing(shell: Shell) -> Callable[[], None]:
    page = shell.page
    assert isinstance(page, FormPage)
    field = next(one for one in page.findChildren(FieldView) if one.path == PATH)
    target = field.editor.target()
    QApplication.processEvents()
    target.setFocus()

    def typed() -> None:
        QTest.keyClick(target, next(KEYS_TYPED))
        page.flush()
        _painted()

    before = field.session.case.person.phone
    typed()
    assert field.session.case.person.phone != before
    return typed


class Bare(QWidget):
    """A line and a list of Qt's own."""

    def __init__(self, rows: int) -> None:
        super().__init__()
        self.line, self.list = QLineEdit(), QListWidget()
        column = QVBoxLayout(self)
        column.addWidget(self.line)
        column.addWidget(self.list)
        self.list.addItems([f"{number} 已符合" for number in range(rows)])
        self.line.textEdited.connect(lambda text: self.list.item(0).setText(f"需修改 {text}"))

    def type_on(self) -> None:
        """One key, until all is painted."""
        QTest.keyClick(self.line, next(KEYS_TYPED))
        _painted()


def _painted() -> None:
    for _ in range(3):
        QApplication.processEvents()
