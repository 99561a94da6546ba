"""The form of the viewer: widgets and their arrangement, no behaviour."""

from __future__ import annotations

from qgis.PyQt.QtCore import QSize, Qt
from qgis.PyQt.QtGui import QColor, QIcon, QPainter, QPixmap
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QSlider,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ...i18n import tr
from ...results.maps import layer_titles
from ..parts.controls import shrink, tool_button
from ..parts.elided_label import ElidedLabel
from ..parts.scrolled import scrolled
from ..parts.spectrum_plot import SpectrumPlot
from ..parts.swatch import swatch, untinted
from .class_areas import ClassAreas
from .pixel_facts import PixelFacts

_BAR = QSize(46, 10)
_LEAST = 0.5  # percent: classes below are not listed


class PixelTable(QTreeWidget):
    """The values of a map at a point: one row per value, with a bar for percentages."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setHeaderHidden(True)
        self.setColumnCount(2)
        self.setUniformRowHeights(True)
        self.setSelectionMode(QTreeWidget.SelectionMode.NoSelection)
        self.setAccessibleName(tr("Values of the pixel"))
        self.setIconSize(_BAR)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)

    def sizeHint(self) -> QSize:
        """As high as a few rows."""
        return QSize(240, 120)

    def minimumSizeHint(self) -> QSize:
        """Three rows."""
        return QSize(140, 4 * self.fontMetrics().height())

    def show_facts(self, facts: PixelFacts) -> None:
        """Show these values."""
        self.clear()
        title = tr("No data") if facts.item is None else facts.item.title
        first = QTreeWidgetItem([title, ""])
        font = first.font(0)
        font.setBold(True)
        first.setFont(0, font)
        if facts.item is not None:
            first.setIcon(0, swatch(facts.item.color))
        self.addTopLevelItem(first)
        names = layer_titles()
        for key, percent in facts.percents.items():
            self.addTopLevelItem(self._row(names[key], percent, self.palette().highlight().color()))
        for key, rows in facts.by_class.items():
            group = QTreeWidgetItem([names[key], ""])
            self.addTopLevelItem(group)
            for item, percent in rows:
                if percent >= _LEAST:
                    group.addChild(self._row(item.title, percent, QColor(item.color)))
            group.setExpanded(True)

    def _row(self, name: str, percent: float, color: QColor) -> QTreeWidgetItem:
        row = QTreeWidgetItem([name, f"{percent:.0f} %"])
        row.setToolTip(0, name)
        row.setIcon(1, _bar(percent, color, self.palette().mid().color()))
        row.setTextAlignment(1, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter))
        return row


def _bar(percent: float, color: QColor, ground: QColor) -> QIcon:
    pixmap = QPixmap(_BAR)
    pixmap.fill(QColor(0, 0, 0, 0))
    painter = QPainter(pixmap)
    painter.fillRect(0, 2, _BAR.width(), _BAR.height() - 4, ground)
    painter.fillRect(0, 2, round(_BAR.width() * min(max(percent, 0.0), 100.0) / 100.0), _BAR.height() - 4, color)
    painter.end()
    return untinted(pixmap)


class ViewerForm(QWidget):
    """All widgets of the viewer, top to bottom."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.map = shrink(QComboBox(self))
        self.opacity = QSlider(Qt.Orientation.Horizontal, self)
        self.opacity.setRange(0, 100)
        self.opacity.setAccessibleName(tr("Opacity"))
        self.opacity_text = QLabel("100 %", self)
        self.opacity_text.setMinimumWidth(self.opacity_text.fontMetrics().horizontalAdvance("100 %") + 4)
        self.other = shrink(QComboBox(self))
        self.swipe = tool_button(
            self, tr("Swipe"), "/mActionSplitFeatures.svg",
            tr("Drag a divider across the map: this map on the left, the other layer on the right. The arrow keys "
                "move it too."), flat=False,
        )  # fmt: skip
        self.swipe.setCheckable(True)
        self.areas = ClassAreas(self)
        self.pick = tool_button(
            self, tr("Pixel"), "/mActionIdentify.svg",
            tr("Click the map to see class, probabilities, fractions and spectrum of a pixel"), flat=False,
        )  # fmt: skip
        self.pick.setCheckable(True)
        self.place = ElidedLabel(self)
        self.pixel = PixelTable(self)
        self.plot = SpectrumPlot(self)
        self.status = ElidedLabel(self)
        self._lay_out()

    def _lay_out(self) -> None:
        fields = QFormLayout()
        fields.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        fields.setVerticalSpacing(5)
        fields.addRow(tr("Map layer"), self.map)
        for title, widgets in (
            (tr("Opacity"), (self.opacity, self.opacity_text)),
            (tr("Compare"), (self.other,)),
        ):
            row = QHBoxLayout()
            for number, widget in enumerate(widgets):
                row.addWidget(widget, 0 if number else 1)
            fields.addRow(title, row)
        tools = QHBoxLayout()
        for button in (self.swipe, self.pick):
            tools.addWidget(button)
        tools.addStretch(1)
        below = QWidget(self)
        inside = QVBoxLayout(below)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.place)
        inside.addWidget(self.pixel, 1)
        inside.addWidget(self.plot, 1)
        middle = QSplitter(Qt.Orientation.Vertical, self)
        middle.addWidget(self.areas)
        middle.addWidget(below)
        middle.setChildrenCollapsible(False)
        middle.setStretchFactor(1, 1)
        body = QWidget(self)
        form = QVBoxLayout(body)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(6)
        form.addLayout(fields)
        form.addLayout(tools)
        form.addWidget(middle, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(6)
        layout.addWidget(scrolled(body, self), 1)
        layout.addWidget(self.status)
