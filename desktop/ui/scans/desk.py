"""校正 of one page at a time: as it came, as it has become, and the panel beside it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QSizeF, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.app.scans import quads
from desktop.app.scans.scanning import Geometry
from desktop.domain.scans import Correction, Quad, ScanPage
from desktop.language import tr
from desktop.ui.scans.corners import CornerPaper, laid
from desktop.ui.scans.draft import ScanDraft
from desktop.ui.scans.frame import FramePaper, frame_of, leant
from desktop.ui.scans.panel import CorrectionPanel
from desktop.ui.scans.photo import PhotoWork
from desktop.ui.scans.view import Paper, ScanView

_LABEL = tr("校正页面")


class CorrectionDesk(QObject):
    """``views`` holds the page before and after, ``panel`` the hands; edits go to the draft.

    ``picture_asked`` tells that another picture is to be shown (see :meth:`correction`), ``told``
    is a short sentence for the bottom bar.
    """

    picture_asked = Signal()
    told = Signal(str)

    def __init__(self, draft: ScanDraft, parent: QObject) -> None:
        super().__init__(parent)
        self.draft = draft
        self.corners = CornerPaper()
        self.before = ScanView(self.corners)
        self.before.setAccessibleName(tr("原图和纸的四角"))
        self.frame = FramePaper()
        self.framing = ScanView(self.frame)
        self.framing.setAccessibleName(tr("原图和一寸裁剪框"))
        self.photo = PhotoWork(draft, self)
        self.after = ScanView(Paper())
        self.after.setAccessibleName(tr("摆正后的页面"))
        self._made: Correction | None = None
        self._laid: tuple[str, int, Correction | None] | None = None
        self.views = QStackedWidget()
        self.views.addWidget(self.after)
        self.views.addWidget(self.before)
        self.views.addWidget(self.framing)
        self.panel = CorrectionPanel()
        panel = self.panel
        panel.shown_asked.connect(self._show_side)
        panel.turned.connect(self._turn)
        panel.mirrored.connect(self._mirror)
        panel.skewed.connect(self._straighten)
        panel.cut_asked.connect(self._cut)
        panel.uncut.connect(lambda: self._change({"corners": None}))
        panel.reset.connect(lambda: self.correct(Correction()))
        self.corners.dragged.connect(lambda quad: self._change({"corners": quad}))
        self.corners.adjusted.connect(
            lambda quad: self._change({"corners": quad}, burst=tr("移动纸的角"))
        )
        self.frame.dragged.connect(self._lay)
        self.frame.adjusted.connect(lambda quad: self._lay(quad, burst=tr("移动裁剪框")))

    @property
    def view(self) -> ScanView:
        """The one in sight."""
        return next(one for one in self.every if one is self.views.currentWidget())

    @property
    def every(self) -> tuple[ScanView, ...]:
        """All of them."""
        return self.after, self.before, self.framing

    @property
    def handles(self) -> Sequence[QWidget]:
        """What can be taken hold of by the keyboard on the page in sight."""
        return self.frame.handles if self.view is self.framing else self.corners.handles

    def correction(self) -> Correction | None:
        """How the page is put for the picture in sight; None for a page nobody looked at."""
        page = self.draft.page
        if page is None:
            return None
        return page.correction if self.view is self.after else laid(page)

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
        page, shape = self.draft.page, self.photo.shape
        if self.view is not self.after:
            self.views.setCurrentWidget(self.before if shape is None else self.framing)
        lean = None if shape is None or page is None else quads.angle(frame_of(page, shape))
        self.panel.show_page(page, can_look=can_look, lean=lean)
        self._show_corners()
        if page is not None and self._made is not None:
            skew = page.correction.skew
            if self._made.model_copy(update={"skew": skew}) == page.correction:
                self.after.paper.lean(skew - self._made.skew)

    def _show_corners(self) -> None:
        """Only on a picture of the page as it lies now."""
        page, draft = self.draft.page, self.draft
        here = (draft.attachment_id, draft.at, laid(page) if page is not None else None)
        shape, shown = self.photo.shape, page if self._laid == here else None
        self.corners.show_page(shown if shape is None else None)
        self.frame.show_page(None if shape is None else shown, shape or 1.0)

    def correct(self, correction: Correction, label: str = _LABEL) -> None:
        """Put the page so; the person has seen it."""
        page = self.draft.page
        if page is not None and correction != page.correction:
            self.draft.put(_corrected(page, correction), label)

    def settle(self) -> None:
        """The person goes on: the correction has been seen."""
        page = self.draft.page
        if page is not None and not page.checked:
            self.draft.put(page.model_copy(update={"checked": True}), tr("看过校正"))

    def _change(
        self, update: dict[str, float | Quad | None], burst: str = "", label: str = _LABEL
    ) -> None:
        page = self.draft.page
        if page is None:
            return
        correction = page.correction.model_copy(update=update)
        if burst:
            self.draft.adjust(_corrected(page, correction), burst)
        else:
            self.correct(correction, label)

    def _straighten(self, skew: float) -> None:
        """The page, or the frame on a photo: that way nothing foreign comes into its corners."""
        page, shape = self.draft.page, self.photo.shape
        if page is not None and shape is not None and page.correction.corners is not None:
            self._lay(leant(page, shape, -skew), burst=tr("调整倾斜"))
        else:
            self._change({"skew": skew}, burst=tr("调整倾斜"))

    def _lay(self, quad: Quad, burst: str = "") -> None:
        """Cut the photo out so."""
        self._change({"corners": quad, "skew": 0.0}, burst, tr("裁剪照片"))

    def _cut(self) -> None:
        """As the program proposes: the face in the middle."""
        self.draft.flush()
        page = self.draft.page
        if page is None:
            return

        def found(quad: Quad | None) -> None:
            now = self.draft.page
            if now is None or now.correction != page.correction:
                return  # the person has gone on with it
            if quad is None:
                self.told.emit(tr("没有找到一张清楚的脸，请自己把裁剪框拖到合适的地方。"))
                self.panel.show_side(True)
                return
            self._lay(quad)
            self.told.emit(tr("已按一寸裁好，不合适可以再拖裁剪框。"))

        self.told.emit(tr("正在找脸……"))
        self.photo.cut(found, lambda error: self.told.emit(f"{error.happened}{error.todo}"))

    def close(self) -> None:
        """Let go."""
        self.photo.close()

    def _turn(self, by: int) -> None:
        page = self.draft.page
        if page is not None:
            turns = (page.correction.turns + by) % 4
            self.correct(page.correction.model_copy(update={"turns": turns}), tr("转动页面"))

    def _mirror(self) -> None:
        page = self.draft.page
        if page is None:
            return
        now = page.correction
        # It is mirrored before it is turned: lying on its side it would come to stand on its head.
        turns = (now.turns + 2) % 4 if now.turns % 2 else now.turns
        update = {"mirrored": not now.mirrored, "turns": turns, "skew": -now.skew}
        self.correct(now.model_copy(update=update), tr("翻转页面"))

    def _show_side(self, before: bool) -> None:
        came = self.before if self.photo.shape is None else self.framing
        self.views.setCurrentWidget(came if before else self.after)
        self.refresh(can_look=not self.panel.auto.isHidden())
        self.picture_asked.emit()


def _corrected(page: ScanPage, correction: Correction) -> ScanPage:
    return page.model_copy(update={"correction": correction, "checked": True})
