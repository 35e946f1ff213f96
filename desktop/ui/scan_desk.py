"""校正 of one page at a time: as it came, as it has become, and the panel beside it."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSizeF, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QStackedWidget

from desktop.app.scanning import Geometry
from desktop.domain.scans import Correction, Quad, ScanPage
from desktop.ui.scan_corners import CornerPaper, laid
from desktop.ui.scan_draft import ScanDraft
from desktop.ui.scan_panel import CorrectionPanel
from desktop.ui.scan_view import Paper, ScanView

_LABEL = "校正页面"


class CorrectionDesk(QObject):
    """``views`` holds the page before and after, ``panel`` the hands; edits go to the draft.

    ``picture_asked`` tells that another picture is to be shown (see :meth:`correction`).
    """

    picture_asked = Signal()

    def __init__(self, draft: ScanDraft, parent: QObject) -> None:
        super().__init__(parent)
        self.draft = draft
        self.corners = CornerPaper()
        self.before = ScanView(self.corners)
        self.before.setAccessibleName("原图和纸的四角")
        self.after = ScanView(Paper())
        self.after.setAccessibleName("摆正后的页面")
        self._made: Correction | None = None
        self._laid: tuple[str, int, Correction | None] | None = None
        self.views = QStackedWidget()
        self.views.addWidget(self.after)
        self.views.addWidget(self.before)
        self.panel = CorrectionPanel()
        panel = self.panel
        panel.shown_asked.connect(self._show_side)
        panel.turned.connect(self._turn)
        panel.mirrored.connect(self._mirror)
        panel.skewed.connect(lambda skew: self._change({"skew": skew}, burst="调整倾斜"))
        panel.uncut.connect(lambda: self._change({"corners": None}))
        panel.reset.connect(lambda: self.correct(Correction()))
        self.corners.dragged.connect(lambda quad: self._change({"corners": quad}))
        self.corners.adjusted.connect(
            lambda quad: self._change({"corners": quad}, burst="移动纸的角")
        )

    @property
    def view(self) -> ScanView:
        """The one in sight."""
        return self.before if self.views.currentWidget() is self.before else self.after

    def correction(self) -> Correction | None:
        """How the page is put for the picture in sight; None for a page nobody looked at."""
        page = self.draft.page
        if page is None:
            return None
        return laid(page) if self.view is self.before else page.correction

    def show_image(self, image: QImage) -> None:
        """The picture asked for has come."""
        page = self.draft.page
        correction = self.correction()
        size = QSizeF(image.size())
        if page is not None and correction is not None:
            shown = Geometry(page.model_copy(update={"correction": correction}))
            size = QSizeF(shown.width, shown.height)
        self.view.show_image(image, size)
        if self.view is self.after:
            self._made = correction
        else:
            self._laid = (self.draft.attachment_id, self.draft.at, correction)
        self._show_corners()

    def refresh(self, *, can_look: bool) -> None:
        """Show the draft's page as it is now."""
        page = self.draft.page
        self.panel.show_page(page, can_look=can_look)
        self._show_corners()
        if page is not None and self._made is not None:
            skew = page.correction.skew
            if self._made.model_copy(update={"skew": skew}) == page.correction:
                self.after.paper.lean(skew - self._made.skew)

    def _show_corners(self) -> None:
        """Only on a picture of the page as it lies now."""
        page, draft = self.draft.page, self.draft
        here = (draft.attachment_id, draft.at, laid(page) if page is not None else None)
        self.corners.show_page(page if self._laid == here else None)

    def correct(self, correction: Correction, label: str = _LABEL) -> None:
        """Put the page so; the person has seen it."""
        page = self.draft.page
        if page is not None and correction != page.correction:
            self.draft.put(_corrected(page, correction), label)

    def settle(self) -> None:
        """The person goes on: the correction has been seen."""
        page = self.draft.page
        if page is not None and not page.checked:
            self.draft.put(page.model_copy(update={"checked": True}), "看过校正")

    def _change(self, update: dict[str, float | Quad | None], burst: str = "") -> None:
        page = self.draft.page
        if page is None:
            return
        correction = page.correction.model_copy(update=update)
        if burst:
            self.draft.adjust(_corrected(page, correction), burst)
        else:
            self.correct(correction)

    def _turn(self, by: int) -> None:
        page = self.draft.page
        if page is not None:
            turns = (page.correction.turns + by) % 4
            self.correct(page.correction.model_copy(update={"turns": turns}), "转动页面")

    def _mirror(self) -> None:
        page = self.draft.page
        if page is None:
            return
        now = page.correction
        # It is mirrored before it is turned: lying on its side it would come to stand on its head.
        turns = (now.turns + 2) % 4 if now.turns % 2 else now.turns
        update = {"mirrored": not now.mirrored, "turns": turns, "skew": -now.skew}
        self.correct(now.model_copy(update=update), "翻转页面")

    def _show_side(self, before: bool) -> None:
        self.views.setCurrentWidget(self.before if before else self.after)
        self.refresh(can_look=not self.panel.auto.isHidden())
        self.picture_asked.emit()


def _corrected(page: ScanPage, correction: Correction) -> ScanPage:
    return page.model_copy(update={"correction": correction, "checked": True})
