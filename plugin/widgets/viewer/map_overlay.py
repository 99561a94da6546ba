"""Overlays on the map canvas: both sides of a swipe, and a mask over all classes except one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from qgis.core import (
    QgsMapLayer,
    QgsMapRendererParallelJob,
    QgsMapSettings,
    QgsPalettedRasterRenderer,
    QgsRasterLayer,
)
from qgis.gui import QgsMapCanvas, QgsMapCanvasItem, QgsMapMouseEvent, QgsMapTool
from qgis.PyQt.QtCore import QObject, QPointF, QRectF, Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor, QFontMetricsF, QImage, QKeyEvent, QPainter, QPen

_VEIL = QColor(255, 255, 255, 215)
_STEP = 0.02  # of the map's width, by an arrow key
_HANDLE = 9.0


class LayersPicture(QObject):
    """Renders layers like the map, in the background, whenever the map moves; ``ready`` is emitted with the picture."""

    ready = pyqtSignal()

    def __init__(self, canvas: QgsMapCanvas, layers: Callable[[], Sequence[QgsMapLayer]], *, background: bool) -> None:
        super().__init__(canvas)
        self._canvas, self._layers, self._background = canvas, layers, background
        self._job: QgsMapRendererParallelJob | None = None
        self.image: QImage | None = None
        canvas.mapCanvasRefreshed.connect(self.draw)
        self.draw()

    def draw(self) -> None:
        """Render again."""
        self._stop()
        settings = QgsMapSettings(self._canvas.mapSettings())
        settings.setLayers(list(self._layers()))
        if not self._background:
            settings.setBackgroundColor(QColor(0, 0, 0, 0))
        self._job = QgsMapRendererParallelJob(settings)
        self._job.finished.connect(self._finished)
        self._job.start()

    def _finished(self) -> None:
        if self._job is not None:
            self.image = self._job.renderedImage()
            self._job = None
            self.ready.emit()

    def _stop(self) -> None:
        job, self._job = self._job, None
        if job is not None:
            job.finished.disconnect(self._finished)
            job.cancel()

    def shut_down(self) -> None:
        """Stop drawing."""
        self._canvas.mapCanvasRefreshed.disconnect(self.draw)
        self._stop()
        self.deleteLater()


class _Overlay(QgsMapCanvasItem):
    """An item over the whole map."""

    def __init__(self, canvas: QgsMapCanvas, z: float) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self.setZValue(z)

    def boundingRect(self) -> QRectF:
        """All of the map."""
        return QRectF(0, 0, self._canvas.width(), self._canvas.height())

    def updatePosition(self) -> None:
        """Stay in the corner."""
        self.setPos(QPointF(0, 0))


class Swipe(_Overlay):
    """Two pictures of the map side by side, with a divider moved by the mouse; ``names`` are shown beside it."""

    def __init__(self, canvas: QgsMapCanvas, first: QgsMapLayer, second: QgsMapLayer) -> None:
        super().__init__(canvas, 90)
        self.names = (first.name(), second.name())
        self.fraction = 0.5
        self._ids = (first.id(), second.id())
        self._pictures = [
            LayersPicture(canvas, lambda one=layer: self._stack(one), background=True) for layer in (first, second)
        ]
        for picture in self._pictures:
            picture.ready.connect(self.update)

    def _stack(self, front: QgsMapLayer) -> list[QgsMapLayer]:
        """One of the two layers in front of the other layers of the map."""
        others = self._canvas.mapSettings().layers()
        return [front, *(layer for layer in others if layer.id() not in self._ids)]

    @property
    def is_ready(self) -> bool:
        """True once both sides are drawn."""
        return all(picture.image is not None for picture in self._pictures)

    def image(self, side: int) -> QImage | None:
        """The picture of a side, 0 or 1."""
        return self._pictures[side].image

    def move_to(self, fraction: float) -> None:
        """Move the divider; 0 is the left edge of the map, 1 the right."""
        self.fraction = min(max(fraction, 0.0), 1.0)
        self.update()

    def paint(self, painter: QPainter, *_: object) -> None:
        """Paint both sides, the divider and the names."""
        whole = self.boundingRect()
        x = self.fraction * whole.width()
        sides = (QRectF(0, 0, x, whole.height()), QRectF(x, 0, whole.width() - x, whole.height()))
        for picture, side in zip(self._pictures, sides):
            if picture.image is not None:
                painter.save()
                painter.setClipRect(side)
                painter.drawImage(QPointF(0, 0), picture.image)
                painter.restore()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for color, width in ((QColor(0, 0, 0, 150), 4.0), (QColor(255, 255, 255), 2.0)):
            painter.setPen(QPen(color, width))
            painter.drawLine(QPointF(x, 0), QPointF(x, whole.height()))
        painter.setBrush(QColor(255, 255, 255))
        painter.setPen(QPen(QColor(0, 0, 0, 150), 1.0))
        painter.drawEllipse(QPointF(x, whole.height() / 2), _HANDLE, _HANDLE)
        self._paint_names(painter, x, whole)

    def _paint_names(self, painter: QPainter, x: float, whole: QRectF) -> None:
        metrics = QFontMetricsF(painter.font())
        high = metrics.height() + 6
        for side, room in enumerate((x, whole.width() - x)):
            name = metrics.elidedText(self.names[side], Qt.TextElideMode.ElideMiddle, room - 28)
            wide = metrics.horizontalAdvance(name) + 12
            if not name or room < 40:
                continue
            box = QRectF(x - wide - 8 if side == 0 else x + 8, 8, wide, high)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(0, 0, 0, 165))
            painter.drawRoundedRect(box, 3, 3)
            painter.setPen(QColor(255, 255, 255))
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), name)

    def remove(self) -> None:
        """Remove it from the map."""
        for picture in self._pictures:
            picture.shut_down()
        self._canvas.scene().removeItem(self)


class SwipeTool(QgsMapTool):
    """Moves the divider of a swipe with the mouse or the arrow keys; ``left`` is emitted when Esc is pressed."""

    left = pyqtSignal()

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__(canvas)
        self.swipe: Swipe | None = None
        self.setCursor(Qt.CursorShape.SplitHCursor)

    def _move(self, event: QgsMapMouseEvent) -> None:
        if self.swipe is not None:
            self.swipe.move_to(event.pos().x() / max(self.canvas().width(), 1))

    def canvasPressEvent(self, event: QgsMapMouseEvent) -> None:
        """Move the divider to the mouse."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._move(event)

    def canvasMoveEvent(self, event: QgsMapMouseEvent) -> None:
        """Move the divider with the mouse while its button is down."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._move(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right move the divider, Esc ends."""
        steps = {Qt.Key.Key_Left: -_STEP, Qt.Key.Key_Right: _STEP}
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in steps and self.swipe is not None:
            self.swipe.move_to(self.swipe.fraction + steps[event.key()])
        else:
            return
        event.accept()


class ClassVeil(_Overlay):
    """Dims all classes of a map except one."""

    def __init__(self, canvas: QgsMapCanvas, layer: QgsRasterLayer, value: int) -> None:
        super().__init__(canvas, 80)
        self.value = value
        copy = layer.clone()
        copy.setRenderer(_veiled(copy, value))
        copy.setOpacity(1.0)
        self._copy = copy
        self._picture = LayersPicture(canvas, lambda: [self._copy], background=False)
        self._picture.ready.connect(self.update)

    @property
    def image(self) -> QImage | None:
        """The mask; None until it is rendered."""
        return self._picture.image

    def paint(self, painter: QPainter, *_: object) -> None:
        """Paint the mask."""
        if self._picture.image is not None:
            painter.drawImage(QPointF(0, 0), self._picture.image)

    def remove(self) -> None:
        """Remove it from the map."""
        self._picture.shut_down()
        self._canvas.scene().removeItem(self)


def _veiled(layer: QgsRasterLayer, value: int) -> QgsPalettedRasterRenderer:
    clear = QColor(255, 255, 255, 0)
    classes = [
        QgsPalettedRasterRenderer.Class(other, clear if other == value else _VEIL) for other in range(1, 256)
    ]  # fmt: skip
    return QgsPalettedRasterRenderer(layer.dataProvider(), 1, classes)
