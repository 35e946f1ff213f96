"""Beside the page: turning it, straightening it, and going back to what came in."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QSlider, QVBoxLayout, QWidget

from desktop.domain.scans import Correction, ScanPage
from desktop.language import tr
from desktop.ui.widgets.cards import words
from desktop.ui.widgets.pieces import FlowLayout, PushButton, button
from desktop.ui.widgets.theme import em

_TENTHS = 10
_REACH = 15 * _TENTHS
"""The slider goes this far to either side; further only where the page lies so."""


_CORNER_HINT = tr("把四个角拖到纸的四角；也可以按 Tab 选角，用方向键移动。")
_FRAME_HINT = tr(
    "拖裁剪框移动它，拖角改大小，形状一直是一寸。也可以按 Tab 选框，用方向键移动，"
    "Shift＋方向键改大小。"
)


class CorrectionPanel(QWidget):
    """Shows a page's correction and sends what is asked for."""

    shown_asked = Signal(bool)
    """True: the page as it came, to find its corners; False: as it has become."""

    turned = Signal(int)
    mirrored = Signal()
    skewed = Signal(float)
    uncut = Signal()
    cut_asked = Signal()
    auto_asked = Signal()
    reset = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._showing = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(em(self, 0.7))
        self.waiting = words(tr("这一页还没有读出来，读出来以后就可以校正。"), "hint")
        column.addWidget(self.waiting)
        self.body = QWidget()
        column.addWidget(self.body)
        column.addStretch(1)
        inner = QVBoxLayout(self.body)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(em(self, 0.7))
        self.done = words("", "h3")
        inner.addWidget(self.done)
        self.cut = button(tr("按一寸裁剪"), self.cut_asked.emit)
        self.cut.setToolTip(tr("找到脸，按一寸的形状摆好裁剪框；不合适再拖动它"))
        self.auto = button(tr("自动摆正"), self.auto_asked.emit)
        self.undo_all = button(tr("还原成原样"), self.reset.emit)
        inner.addLayout(_row(self.cut, self.auto, self.undo_all))
        self.left = button(tr("向左转"), lambda: self.turned.emit(-1))
        self.right = button(tr("向右转"), lambda: self.turned.emit(1))
        self.mirror = button(tr("左右翻转"), self.mirrored.emit)
        inner.addLayout(_row(self.left, self.right, self.mirror))
        inner.addWidget(self._straight())
        inner.addWidget(self.slider)
        inner.addLayout(self._sides())
        self.corner_hint = words("", "hint")
        inner.addWidget(self.corner_hint)
        self.no_cut = button(tr("不裁边"), self.uncut.emit, "small")
        inner.addLayout(_row(self.no_cut))
        inner.addWidget(words(tr("选进来的文件一直原样保存，这里怎么改都可以还原。"), "hint"))

    def _sides(self) -> FlowLayout:
        row = FlowLayout(em(self, 0.3))
        self.after = _choice(tr("摆正后"))
        self.before = _choice(tr("原图和四角"))
        for one, before in ((self.after, False), (self.before, True)):
            one.clicked.connect(lambda _on, before=before: self.show_side(before))
            row.addWidget(one)
        self.after.setChecked(True)
        return row

    def show_side(self, before: bool) -> None:
        """Mark which of the two is shown, and ask for it."""
        self.before.setChecked(before)
        self.after.setChecked(not before)
        self.shown_asked.emit(before)

    def _straight(self) -> QLabel:
        self.skew = words(tr("倾斜"), "label")
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(-_REACH, _REACH)
        self.slider.setSingleStep(1)
        self.slider.setPageStep(_TENTHS)
        self.slider.valueChanged.connect(self._on_slider)
        self.skew.setBuddy(self.slider)
        return self.skew

    def show_page(
        self, page: ScanPage | None, *, can_look: bool, lean: float | None = None
    ) -> None:
        """The correction of ``page``; ``can_look`` where it can be sought anew.

        With ``lean`` it is a photo to be cut with a frame that leans so, in degrees.
        """
        framed = lean is not None
        self.cut.setVisible(framed)
        self.before.setText(tr("原图和裁剪框") if framed else tr("原图和四角"))
        self.after.setText(tr("裁好后") if framed else tr("摆正后"))
        self.no_cut.setText(tr("不裁剪") if framed else tr("不裁边"))
        self.corner_hint.setText(_FRAME_HINT if framed else _CORNER_HINT)
        self.body.setVisible(page is not None)
        self.waiting.setVisible(page is None)
        self.auto.setVisible(can_look and not framed)
        self.corner_hint.setVisible(self.before.isChecked())
        if page is None:
            return
        correction = page.correction
        self.done.setText(
            _told(correction, tr("按一寸裁好了") if framed else tr("按四角裁出了纸面"))
        )
        # A frame is turned, and what is in it turns the other way.
        cut = correction.corners is not None
        skew = -lean if lean is not None and cut else correction.skew
        tenths = round(skew * _TENTHS)
        self._showing = True
        self.slider.setRange(min(-_REACH, tenths), max(_REACH, tenths))
        self.slider.setValue(tenths)
        self._showing = False
        self.skew.setText(tr("倾斜：{degrees}", degrees=_degrees(skew)))
        self.slider.setAccessibleName(
            tr("倾斜，{degrees}，左右键每次 0.1 度", degrees=_degrees(skew))
        )
        self.no_cut.setVisible(correction.corners is not None)
        self.undo_all.setEnabled(correction != Correction())

    def _on_slider(self, tenths: int) -> None:
        if not self._showing:
            self.skewed.emit(tenths / _TENTHS)


def _row(*widgets: QWidget) -> FlowLayout:
    row = FlowLayout(em(widgets[0], 0.5))
    for one in widgets:
        row.addWidget(one)
    return row


def _choice(text: str) -> QPushButton:
    made = PushButton(text)
    made.setCheckable(True)
    made.setAutoDefault(False)
    return made


def _degrees(skew: float) -> str:
    if abs(skew) < 0.05:
        return tr("没有")
    return tr(
        "{way}时针转 {degrees:.1f}°", way=tr("顺") if skew > 0 else tr("逆"), degrees=abs(skew)
    )


def _told(correction: Correction, cut: str) -> str:
    """What has been done to the page, in words."""
    turns = {0: "", 1: tr("向右转了 90°"), 2: tr("转了 180°"), 3: tr("向左转了 90°")}[
        correction.turns
    ]
    parts = (
        tr("左右翻转了") if correction.mirrored else "",
        cut if correction.corners is not None else "",
        turns,
        f"{_degrees(correction.skew)}" if abs(correction.skew) >= 0.05 else "",
    )
    said = "，".join(part for part in parts if part)
    return tr("已经{said}。", said=said) if said else tr("没有改动，和选进来时一样。")
