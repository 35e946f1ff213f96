"""One page of a scan as large as wished, with something to take hold of drawn over it.

A :class:`Paper` shows the picture; its subclasses draw boxes or corners and follow the hand. All
places are pixels of the upright page (``size`` of it), whatever the picture's own resolution is.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.language import tr
from desktop.ui.widgets.theme import em, tokens
from desktop.ui.widgets.zooming import ZoomArea

_LARGEST = 3.0
_MARGIN = 14
_RIM = 1.6
"""In characters: the room around the page, where grips of boxes at its edge are taken hold of."""


class Paper(QWidget):
    """The page itself: a picture, or a message where there is none."""

    def __init__(self) -> None:
        super().__init__()
        self._image = QImage()
        self._scaled = QPixmap()
        self._leaning = 0.0
        self._message = tr("正在打开……")
        self._size = QSizeF(1240, 1754)
        self.scale = 0.5
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def image(self) -> QImage:
        """The picture drawn now; null before it has come."""
        return self._image

    @property
    def page_size(self) -> QSizeF:
        """Of the upright page, in its own pixels."""
        return self._size

    def show_image(self, image: QImage, size: QSizeF) -> None:
        """Draw ``image`` as a page of ``size`` pixels."""
        self._image, self._size, self._message = image, size, ""
        self._leaning = 0.0
        self._scaled = QPixmap()
        self.update()

    def lean(self, degrees: float) -> None:
        """Draw the picture turned so, until the one that is made so has come."""
        self._leaning = degrees
        self.update()

    def show_message(self, message: str) -> None:
        """Say ``message`` where no picture can be shown."""
        self._image, self._message = QImage(), message
        self.setAccessibleDescription(message)
        self.update()

    def set_scale(self, scale: float) -> None:
        """Screen pixels for one pixel of the page."""
        self.scale = scale
        size, rim = self._size * scale, 2 * self.rim
        self.setFixedSize(round(size.width()) + rim, round(size.height()) + rim)

    @property
    def rim(self) -> int:
        """Pixels around the page."""
        return em(self, _RIM)

    def to_page(self, at: QPointF) -> tuple[float, float]:
        """The place on the page under a place of the widget."""
        return (at.x() - self.rim) / self.scale, (at.y() - self.rim) / self.scale

    def to_screen(self, place: tuple[float, float]) -> QPointF:
        """The place of the widget that shows a place of the page."""
        return QPointF(place[0] * self.scale + self.rim, place[1] * self.scale + self.rim)

    def sheet(self) -> QRect:
        """The page without the room around it."""
        return self.rect().adjusted(self.rim, self.rim, -self.rim, -self.rim)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The picture, then what lies over it."""
        painter = QPainter(self)
        if self._image.isNull():
            self._paint_message(painter)
            return
        if self._leaning:
            middle = QRectF(self.rect()).center()
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.translate(middle)
            painter.rotate(self._leaning)
            painter.translate(-middle)
            self._paint_picture(painter, self.rect())
            painter.resetTransform()
        else:
            self._paint_picture(painter, event.rect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_over(painter)

    def paint_over(self, painter: QPainter) -> None:
        """For subclasses: what is drawn on the picture."""

    def _paint_picture(self, painter: QPainter, area: QRect) -> None:
        sheet, dense = self.sheet(), self.devicePixelRatioF()
        if sheet.width() * dense <= self._image.width():
            # A large scan made small takes too long for each step of a drag.
            wanted = sheet.size() * dense
            if self._scaled.size() != wanted:
                self._scaled = QPixmap.fromImage(
                    self._image.scaled(
                        wanted,
                        Qt.AspectRatioMode.IgnoreAspectRatio,
                        Qt.TransformationMode.SmoothTransformation,
                    )
                )
            painter.drawPixmap(sheet, self._scaled)
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        seen = QRectF(area.intersected(sheet))
        across = self._image.width() / sheet.width()
        down = self._image.height() / sheet.height()
        source = QRectF(
            (seen.x() - sheet.x()) * across,
            (seen.y() - sheet.y()) * down,
            seen.width() * across,
            seen.height() * down,
        )
        painter.drawImage(seen, self._image, source)

    def _paint_message(self, painter: QPainter) -> None:
        look = tokens(self)
        area = QRectF(self.sheet()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(look.color("line"), 1))
        painter.setBrush(look.color("card"))
        painter.drawRect(area)
        painter.setPen(look.color("mute"))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        inner = area.adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        painter.drawText(inner, int(flags), self._message)


class ScanView(ZoomArea):
    """Shows a :class:`Paper`, the whole page or any size."""

    def __init__(self, paper: Paper) -> None:
        super().__init__(paper, "page")
        self.paper = paper
        self.setObjectName("desk")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)

    def show_image(self, image: QImage, size: QSizeF) -> None:
        """Another picture; the chosen size stays, or the whole page goes on being shown."""
        known = size == self.paper.page_size and not self.paper.image.isNull()
        self.paper.show_image(image, size)
        if self.fitted or not known:
            self.fit()
        else:
            self.paper.set_scale(self.paper.scale)

    def show_message(self, message: str) -> None:
        """Say ``message`` in place of the page."""
        self.paper.show_message(message)
        self.fit()

    def enlarge(self, factor: float) -> None:
        """Around the middle of what is seen."""
        smallest = self._fitting() * 0.5
        wanted = min(max(self.paper.scale * factor, smallest), _LARGEST)
        view = self.viewport().rect().center()
        held = self.paper.to_page(QPointF(self.paper.mapFrom(self.viewport(), view)))
        self.paper.set_scale(wanted)
        self._show_at(held, view.x(), view.y())

    def refit(self) -> None:
        """The whole page."""
        self.paper.set_scale(self._fitting())

    def reveal(self, area: QRectF) -> None:
        """Scroll until ``area`` of the paper (its screen pixels) is seen."""
        middle, air = area.center(), em(self, 2)
        self.ensureVisible(
            round(middle.x()),
            round(middle.y()),
            round(area.width() / 2) + air,
            round(area.height() / 2) + air,
        )

    def middle(self) -> tuple[float, float]:
        """The place of the page in the middle of what is in sight."""
        corner = self.paper.mapFrom(self.viewport(), self.viewport().rect().topLeft())
        inside = QRect(corner, self.viewport().size()).intersected(self.paper.sheet())
        return self.paper.to_page(QRectF(inside).center())

    def sizeHint(self) -> QSize:
        """Room for most of a page."""
        return QSize(em(self, 40), em(self, 36))

    def _show_at(self, place: tuple[float, float], x: int, y: int) -> None:
        at = self.paper.to_screen(place)
        self.horizontalScrollBar().setValue(round(at.x()) - x)
        self.verticalScrollBar().setValue(round(at.y()) - y)

    def _fitting(self) -> float:
        room, size = self.maximumViewportSize(), self.paper.page_size
        across = (room.width() - 2 * self.paper.rim) / max(size.width(), 1)
        down = (room.height() - 2 * self.paper.rim) / max(size.height(), 1)
        return min(max(min(across, down), 0.02), _LARGEST)
