"""What every wizard page is to the shell: a widget that can show a field and follow changes."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget


class PageView(QWidget):
    """A wizard page. The shell puts it beside the rail and the checklist.

    Signals a page may send:

    * ``asked(page_id, path)``: go to that page, and to that field where ``path`` is given;
    * ``clause_asked(rule_id)``: show the notice's own sentence behind that rule;
    * ``source_asked(clause, quote)``: likewise where there is no rule, only a place in the notice;
    * ``told(sentence)``: something short and calm for the bottom bar;
    * ``hand_over_asked()``: the case is to go to somebody else;
    * ``went_on()``: something is done that does not lie in the case (read through, copied).
    """

    asked = Signal(str, str)
    clause_asked = Signal(str)
    source_asked = Signal(str, str)
    told = Signal(str)
    hand_over_asked = Signal()
    went_on = Signal()

    page_id: str = ""

    def show_field(self, path: str) -> bool:  # noqa: ARG002 - the interface names it
        """Scroll to the field (or list entry, ``slot:身份证正面``, ``rule:BM24.…``) and focus it.

        False where this page does not show it.
        """
        return False

    def refresh(self, changed: frozenset[str]) -> None:
        """Follow changes of the case at the paths ``changed``; findings may differ as well.

        An empty set means: anything may have changed (first showing, an import).
        """

    def flush(self) -> None:
        """Hand over to the session what is typed and not yet handed over."""

    def act(self, what: str) -> None:
        """Do one of the steps of the last page (:data:`desktop.app.tasks.steps.Act`) here."""

    def demand(self) -> None:
        """检查 was pressed: from now on show problems of fields nobody has been to as well."""
