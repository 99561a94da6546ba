"""The map tool that labels: a click labels a pixel, or a polygon is drawn corner by corner."""

from __future__ import annotations

from qgis.core import QgsGeometry, QgsPointXY, QgsWkbTypes
from qgis.gui import QgsMapCanvas, QgsMapMouseEvent, QgsMapTool, QgsRubberBand
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor, QKeyEvent, QKeySequence

_FEWEST_CORNERS = 3
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def is_train_key(event: QKeyEvent) -> bool:
    """True for Ctrl+Enter."""
    return event.key() in _ENTER and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)


class LabelTool(QgsMapTool):
    """Signals: ``pointed`` (QgsPointXY) and ``drawn`` (QgsGeometry) in the map's CRS, and keys that were pressed.

    ``undoAsked``: Ctrl+Z, or Backspace without a polygon begun. ``classAsked``: a digit, from 1. ``trainAsked``:
    Ctrl+Enter.
    """

    pointed = pyqtSignal(object)
    drawn = pyqtSignal(object)
    undoAsked = pyqtSignal()
    classAsked = pyqtSignal(int)
    trainAsked = pyqtSignal()

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__(canvas)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.polygons = False
        self._corners: list[QgsPointXY] = []
        self._band = QgsRubberBand(canvas, QgsWkbTypes.GeometryType.PolygonGeometry)
        self._band.setWidth(2)

    def set_color(self, color: QColor) -> None:
        """Set the colour of the class for drawing."""
        fill = QColor(color)
        fill.setAlpha(80)
        self._band.setStrokeColor(color)
        self._band.setFillColor(fill)

    def set_polygons(self, on: bool) -> None:
        """Draw polygons, or label pixels."""
        self.polygons = on
        self.drop()

    def drop(self) -> None:
        """Discard the polygon that was begun."""
        self._corners = []
        self._band.reset(QgsWkbTypes.GeometryType.PolygonGeometry)

    def canvasReleaseEvent(self, event: QgsMapMouseEvent) -> None:
        """Add a pixel or a corner; the right button finishes the polygon."""
        point = QgsPointXY(event.mapPoint())
        if event.button() == Qt.MouseButton.RightButton:
            self.finish()
        elif event.button() != Qt.MouseButton.LeftButton:
            return
        elif self.polygons:
            self._corners.append(point)
            self._draw(point)
        else:
            self.pointed.emit(point)

    def canvasMoveEvent(self, event: QgsMapMouseEvent) -> None:
        """Preview the polygon with a corner at the mouse."""
        if self._corners:
            self._draw(QgsPointXY(event.mapPoint()))

    def canvasDoubleClickEvent(self, event: QgsMapMouseEvent) -> None:
        """Finish the polygon."""
        self.finish()

    def _draw(self, loose: QgsPointXY) -> None:
        self._band.setToGeometry(QgsGeometry.fromPolygonXY([[*self._corners, loose, self._corners[0]]]), None)

    def finish(self) -> None:
        """Close the polygon; one with fewer than three corners is discarded."""
        corners, finished = [], list(self._corners)
        for corner in finished:
            if not corners or corner != corners[-1]:
                corners.append(corner)  # a double click adds a corner twice
        self.drop()
        if len(corners) >= _FEWEST_CORNERS:
            shape = QgsGeometry.fromPolygonXY([[*corners, corners[0]]])
            self.drawn.emit(shape if shape.isGeosValid() else shape.makeValid())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter finishes a polygon, Esc discards it, Backspace removes its last corner, a digit chooses a class."""
        digit = event.key() - int(Qt.Key.Key_0)
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undoAsked.emit()
        elif is_train_key(event):
            self.trainAsked.emit()
        elif event.key() in _ENTER:
            self.finish()
        elif event.key() == Qt.Key.Key_Escape:
            self.drop()
        elif event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self._take_back()
        elif 1 <= digit <= 9:
            self.classAsked.emit(digit)
        else:
            return
        event.accept()

    def _take_back(self) -> None:
        if not self._corners:
            self.undoAsked.emit()
            return
        last = self._corners.pop()
        if self._corners:
            self._draw(last)
        else:
            self.drop()

    def deactivate(self) -> None:
        """Discard an unfinished polygon when another tool is chosen."""
        self.drop()
        super().deactivate()

    def shut_down(self) -> None:
        """Remove the drawing from the map; called at unload."""
        self.drop()
        self.canvas().scene().removeItem(self._band)
