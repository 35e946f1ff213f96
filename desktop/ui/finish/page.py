"""检查与出件: what is open, the packet, the documents, and what happened afterwards."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from desktop.app.deadlines.recording import Kind
from desktop.app.pages import PAGES
from desktop.app.papers.press import Press
from desktop.app.session import Session
from desktop.domain.finding import Finding
from desktop.ui.finish.findings import FindingsCard
from desktop.ui.finish.packet import PacketCard
from desktop.ui.finish.timetable import TimetableCard
from desktop.ui.forms.form import FormPage
from desktop.ui.handover.remarks import RemarksCard
from desktop.ui.platform.card import PlatformCard
from desktop.ui.proofreading.card import ProofCard
from desktop.ui.publicity.papers import PapersCard
from desktop.ui.tracking.card import TrackingCard
from desktop.ui.widgets.worker import Worker

RECORDED: tuple[Kind, ...] = ("submitted", "resubmitted", "paid", "delivered")
"""Steps that are done elsewhere, and recorded here."""

TRACKING = "tracking"
"""Where a reminder leads on this page."""


class FinishPage(FormPage):
    """The last step: check, make the packet, keep track."""

    def __init__(self, session: Session) -> None:
        self._worker = Worker()
        press = Press.of_this_computer()
        self.findings = FindingsCard(session)
        self.proof = ProofCard(session)
        self.packet = PacketCard(session, self._worker, press)
        self.platform = PlatformCard(session)
        self.papers = PapersCard(session, self._worker, press, on_paper=False)
        self.tracking = TrackingCard(session)
        self.timetable = TimetableCard(session)
        self.remarks = RemarksCard(session)
        page = next(p for p in PAGES if p.id == "finish")
        before = (self.findings, self.proof, self.packet, self.platform, self.papers)
        # What has gone out is followed first; before that there is nothing to follow.
        out = session.case.track.submitted or bool(session.case.track.returns)
        around = (self.tracking, *before) if out else (*before, self.tracking)
        cards = (self.remarks, *around, self.timetable)
        super().__init__(session, page, cards)
        self._worker.setParent(self)
        self.remarks.asked.connect(self.asked)
        self.findings.asked.connect(self._go)
        self.findings.clause_asked.connect(self.clause_asked)
        self.findings.report_asked.connect(self.papers.show_report)
        self.proof.asked.connect(self.asked)
        self.proof.flush_asked.connect(self.flush)
        self.packet.hand_over_asked.connect(self.hand_over_asked)
        self.packet.flush_asked.connect(self.flush)
        self.packet.told.connect(self.told)
        self.packet.ended.connect(lambda: self.sheet.reveal(self.packet.result))
        self.packet.made.connect(self.platform.note_packet)
        self.proof.read.connect(self.went_on)
        self.packet.ended.connect(self.went_on)
        self.platform.ended.connect(self.went_on)
        self.platform.asked.connect(self.asked)
        self.platform.flush_asked.connect(self.flush)
        self.papers.asked.connect(self.asked)
        self.papers.source_asked.connect(self.source_asked)
        self.papers.told.connect(self.told)
        self.tracking.asked.connect(self.asked)
        self.tracking.source_asked.connect(self.source_asked)
        self.tracking.flush_asked.connect(self.flush)
        self.tracking.recorded.connect(lambda: self.sheet.reveal(self.tracking))
        self.timetable.source_asked.connect(self.source_asked)
        self._acts: dict[str, tuple[QWidget, Callable[[], object]]] = {
            "look": (self.findings, self.findings.take_focus),
            "read": (self.proof, self.proof.open),
            "packet": (self.packet, self.packet.begin),
            "copy": (self.platform, self.platform.open),
        } | {kind: (self.tracking, partial(self.tracking.record, kind)) for kind in RECORDED}

    def refresh(self, changed: frozenset[str]) -> None:
        """Follow the case and its findings."""
        super().refresh(changed)
        self.remarks.refresh()
        self.findings.refresh()
        self.proof.refresh()
        self.packet.refresh()
        self.platform.refresh()
        self.papers.refresh()
        self.tracking.refresh()
        self.timetable.refresh()

    def show_field(self, path: str) -> bool:
        """The fields of its table, and what is followed (:data:`TRACKING`)."""
        if path != TRACKING:
            return super().show_field(path)
        self.sheet.reveal(self.tracking)
        self.tracking.take_focus()
        return True

    def act(self, what: str) -> None:
        """Do it, where it can be seen; a packet that is being made is only shown."""
        card, do = self._acts.get(what, (self.tracking, self.tracking.take_focus))
        self.sheet.reveal(card)
        do()
        at: QWidget | None = self.focusWidget()
        if at is not None and card.isAncestorOf(at):
            self.sheet.reveal(at)  # the card may be longer than the screen

    def _go(self, finding: Finding) -> None:
        """To where the finding is put right: its tick, its slot, its field."""
        rule = next((r for r in self.session.notice.rules if r.id == finding.rule), None)
        if rule is not None and rule.kind == "confirm":
            path = f"rule:{finding.rule}"
        elif finding.slot:
            path = f"slot:{finding.slot}"
        else:
            path = finding.evidence[0] if finding.evidence else ""
        self.asked.emit(finding.page, path)
