"""Icons of colours for lists, which keep their colours in a selected row."""

from __future__ import annotations

from qgis.PyQt.QtGui import QColor, QIcon, QPainter, QPixmap


def untinted(pixmap: QPixmap) -> QIcon:
    """Return an icon that keeps its colours in a selected row, where Qt tints other icons."""
    icon = QIcon(pixmap)
    icon.addPixmap(pixmap, QIcon.Mode.Selected)
    return icon


def swatch(color: QColor | str, side_px: int = 14) -> QIcon:
    """Return a square of a colour with a thin border."""
    pixmap = QPixmap(side_px, side_px)
    pixmap.fill(QColor(color))
    painter = QPainter(pixmap)
    painter.setPen(QColor(128, 128, 128, 160))
    painter.drawRect(0, 0, side_px - 1, side_px - 1)
    painter.end()
    return untinted(pixmap)
