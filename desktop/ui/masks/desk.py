"""遮盖 of one page at a time: the picture with its boxes, and the panel beside it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSizeF, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QKeySequence, QShortcut

from desktop.app.scans import masking, quads
from desktop.app.scans.masking import Caution, Wanted
from desktop.app.scans.scanned import outdated
from desktop.app.scans.scanning import Geometry
from desktop.domain.case import Attachment
from desktop.domain.notice import Notice
from desktop.domain.scans import Correction, MaskKind, Quad, ScanPage
from desktop.domain.vocabulary import NO, YES
from desktop.language import tr
from desktop.ui.masks.panel import MaskPanel
from desktop.ui.masks.paper import MaskPaper
from desktop.ui.scans.draft import ScanDraft
from desktop.ui.scans.view import ScanView

_NEW = (0.16, 0.035)
"""Of the page's width and of its longer side: about the room of a name and its line."""

LOOK_FIRST = tr("第 {n} 块请看一眼：要遮就按“确认遮住”，不用遮就按“删除这块”。")
LARGE_FIRST = tr("第 {n} 块遮得偏大：缩到刚好盖住，或者按“确认遮住”。")
DECIDED = tr("第 {n} 页已选“{answer}”，按 Ctrl+Z 可以撤销")
PAGE_FIRST = tr("这一页遮得偏多。确实都要遮，请再按一次。")


class MaskDesk(QObject):
    """``view`` shows the page, ``panel`` says it in words; both follow the draft and send edits.

    ``told`` is a short sentence for the bottom bar.
    """

    told = Signal(str)

    def __init__(self, draft: ScanDraft, notice: Notice, parent: QObject) -> None:
        super().__init__(parent)
        self.draft = draft
        self.notice = notice
        self.paper = MaskPaper()
        self.view = ScanView(self.paper)
        self.paper.host = self.view
        self.view.setAccessibleDescription(
            tr("按 Tab 键逐块走，N 加一块，回车确认，Delete 删除，S 选是，F 选否")
        )
        self.panel = MaskPanel(notice.masking.kinds)
        self.wanted = Wanted((), "")
        self._pictured: tuple[str, int, Correction | None] | None = None
        self._working = False
        self._uncovered = False
        self._kind: MaskKind | None = None
        self._insisted: tuple[str, int] | None = None
        self._join()

    def _join(self) -> None:
        paper, panel = self.paper, self.panel
        paper.chosen_changed.connect(self._show_chosen)
        paper.drawn.connect(self._add)
        paper.reshaped.connect(self._reshape)
        paper.adjusted.connect(self._adjust)
        paper.confirmed.connect(self._confirm_and_on)
        paper.removed.connect(self._remove)
        panel.chosen_changed.connect(self._chosen_in_list)
        panel.confirmed.connect(self._toggle)
        panel.removed.connect(self._remove)
        panel.kind_chosen.connect(self._set_kind)
        panel.decided.connect(self.decide)
        for keys, act in (
            ("N", self.add_new),
            ("S", lambda: self.decide(YES)),
            ("F", lambda: self.decide(NO)),
        ):
            shortcut = QShortcut(QKeySequence(keys), self.view, act)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.view.installEventFilter(self)

    # ------------------------------------------------------------------ showing

    def show_image(self, image: QImage) -> None:
        """The picture of the draft's page has come."""
        page = self.draft.page
        geometry = Geometry(page) if page is not None else None
        size = QSizeF(geometry.width, geometry.height) if geometry else QSizeF(image.size())
        self._pictured = self._here()
        self.view.show_image(image, size)
        self._show_boxes()

    def work(self, on: bool) -> None:
        """Whether boxes can be taken hold of now; else the page is only looked at."""
        self._working = on
        self.refresh()

    def refresh(self, reading: bool = False) -> None:
        """Show the draft's page as it is now; ``reading`` tells that it is being looked at."""
        attachment, page = self.draft.attachment, self.draft.page
        if attachment is None:
            return
        self.wanted = masking.wanted(attachment, self.notice)
        covered = bool(self.wanted.kinds)
        shown = page if covered else None
        if self._kind not in self.wanted.kinds:
            self._kind = next(iter(self.wanted.kinds), None)
        if (self._working and covered) != self.paper.editable:
            self.paper.set_editable(self._working and covered)
        self._show_boxes()
        self.panel.show_wanted(self.wanted)
        self.panel.show_page(attachment, page, covered, reading)
        at, count = self.draft.at, self.draft.count
        said = masking.summary(shown) if shown is not None else self.wanted.sentence
        self.view.setAccessibleName(
            tr("第 {number} 页，共 {count} 页，{said}", number=at + 1, count=count, said=said)
        )
        self.panel.show_cautions(self._cautions(attachment, shown, reading))
        self._show_chosen(self.paper.chosen)

    def _cautions(
        self, attachment: Attachment, page: ScanPage | None, reading: bool
    ) -> tuple[Caution, ...]:
        if page is None:
            return ()
        case = self.draft.session.case
        said = []
        if self.draft.at in outdated(attachment, case, self.notice):
            said.append(Caution(masking.RENAMED))
        if reading and not (page.read_for or page.decision or page.boxes):
            said.append(Caution(masking.NOT_READ))
        return (*said, *masking.cautions(page, self.notice))

    def _here(self) -> tuple[str, int, Correction | None]:
        page = self.draft.page
        correction = page.correction if page is not None else None
        return self.draft.attachment_id, self.draft.at, correction

    def _show_boxes(self) -> None:
        """Boxes are never drawn, nor taken, on a picture of the page lying otherwise."""
        there = bool(self.wanted.kinds) and self._pictured == self._here()
        self.paper.show_page(self.draft.page if there else None)

    def uncover(self, on: bool) -> None:
        """Show what is under the boxes until told otherwise."""
        self._uncovered = on
        self.paper.peek(on)

    def _show_chosen(self, number: int) -> None:
        page = self.draft.page if self.wanted.kinds else None
        self.panel.show_boxes(page, number)
        if self.paper.has(number):
            self.view.reveal(self.paper.area(number))

    def _chosen_in_list(self, number: int) -> None:
        self.paper.choose(number)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Space held down shows what is under the boxes; it is let go wherever it goes up."""
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Space:
            if event.isAutoRepeat():
                return True
            if event.type() in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                self.paper.peek(self._uncovered or event.type() == QEvent.Type.KeyPress)
                return True
        if event.type() == QEvent.Type.WindowDeactivate:
            self.paper.peek(self._uncovered)
        return super().eventFilter(watched, event)

    # ------------------------------------------------------------------ edits

    def decide(self, answer: str) -> None:
        """是 or 否 for the page."""
        page = self._workable()
        if page is not None and page.decision != answer:
            self.draft.put(masking.decided(page, answer), tr("是否遮盖选“{answer}”", answer=answer))
            self.told.emit(DECIDED.format(n=self.draft.at + 1, answer=answer))

    def add_new(self) -> None:
        """A box in the middle of what is seen, with the keyboard on it."""
        if self._workable() is None or self.paper.page is None:
            return
        size, (x, y) = self.paper.page_size, self.view.middle()
        wide = size.width() * _NEW[0] / 2
        high = max(size.width(), size.height()) * _NEW[1] / 2
        self._add(self.paper.stored(quads.rectangle((x - wide, y - high), (x + wide, y + high))))

    def _add(self, quad: Quad) -> None:
        page = self._workable()
        if page is None or self._kind is None:
            return
        self.draft.put(masking.added(page, self._kind, quad), tr("加遮盖块"))
        self.paper.choose(len(page.boxes), focus=True)

    def _reshape(self, number: int, quad: Quad, label: str) -> None:
        self._edit(lambda page: masking.reshaped(page, number, quad), label)

    def _adjust(self, number: int, quad: Quad, label: str) -> None:
        page = self._workable()
        if page is not None:
            self.draft.adjust(masking.reshaped(page, number, quad), f"{label} {number + 1}")

    def _remove(self, number: int) -> None:
        self._edit(lambda page: masking.removed(page, number), tr("删除遮盖块"))
        self.told.emit(tr("已删除第 {number} 块，按 Ctrl+Z 可以恢复", number=number + 1))

    def _toggle(self, number: int) -> None:
        page = self._workable()
        if page is not None and page.boxes[number].confirmed:
            self._edit(lambda page: masking.doubted(page, number), tr("取消确认遮盖块"))
        else:
            self._edit(lambda page: masking.confirmed(page, number), tr("确认遮盖块"))

    def _confirm_and_on(self, number: int) -> None:
        """Enter on a box: it is confirmed, and the next one that waits has the keyboard."""
        page = self._workable()
        if page is None:
            return
        if not page.boxes[number].confirmed:
            self._edit(lambda page: masking.confirmed(page, number), tr("确认遮盖块"))
        count = len(page.boxes)
        order = [(number + step) % count for step in range(1, count)]
        following = next((n for n in order if not page.boxes[n].confirmed), None)
        if following is not None:
            self.paper.choose(following, focus=True)

    def _set_kind(self, number: int, kind: MaskKind) -> None:
        self._kind = kind
        self._edit(lambda page: masking.of_kind(page, number, kind), tr("改遮盖块的内容"))

    def _edit(self, change: Callable[[ScanPage], ScanPage], label: str) -> None:
        page = self._workable()
        if page is not None and change(page) != page:
            self.draft.put(change(page), label)

    def _workable(self) -> ScanPage | None:
        return self.draft.page if self._working and self.wanted.kinds else None

    # ------------------------------------------------------------------ going on

    def onward(self) -> str:
        """What the big button says before “下一个”: empty where there is nothing to confirm."""
        page = self._workable()
        if page is None or page.decision == NO:
            return ""
        if not page.boxes:
            # Whoever reads the page is shown nothing to cover: that too is the person's answer.
            return tr("本页无需遮盖，") if page.read_for and not page.decision else ""
        return tr("确认已遮盖，") if masking.waiting(page) or page.decision != YES else ""

    def settle(self) -> bool:
        """Confirm what can be confirmed; False where something has to be looked at first."""
        page = self._workable()
        if page is None or not self.onward():
            return True
        if not page.boxes:
            self.decide(NO)
            return True
        doubtful = masking.to_look_at(page)
        if doubtful:
            first = doubtful[0]
            words = LARGE_FIRST if page.boxes[first].sure else LOOK_FIRST
            self.told.emit(words.format(n=first + 1))
            self.paper.choose(first, focus=True)
            return False
        here = (self.draft.attachment_id, self.draft.at)
        if page.area > masking.PAGE_LARGE and self._insisted != here:
            self._insisted = here
            self.told.emit(PAGE_FIRST)
            return False
        self.draft.put(masking.all_confirmed(page), tr("确认遮盖"))
        return True
