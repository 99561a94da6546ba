"""A form that scrolls vertically in a low panel, but never horizontally."""

from __future__ import annotations

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QScrollArea, QStyle, QWidget


def scrolled(body: QWidget, parent: QWidget) -> QScrollArea:
    """Put a form into an area that is as wide as the form needs."""
    area = QScrollArea(parent)
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(body)
    bar_width = parent.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
    area.setMinimumWidth(body.minimumSizeHint().width() + bar_width)
    return area
