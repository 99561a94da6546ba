"""The form of the training panel: widgets and their arrangement, no behaviour."""

from __future__ import annotations

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ...i18n import tr
from ..parts.elided_label import ElidedLabel
from ..parts.scrolled import scrolled
from ..parts.spectrum_plot import SpectrumPlot
from .class_list import ClassList


class TrainForm(QWidget):
    """All widgets of the training panel, top to bottom."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.raster = ElidedLabel(self)
        self.pixels = self._button(
            tr("Pixels"), "/mActionCapturePoint.svg", tr("Click the map: each click labels a pixel")
        )
        self.polygons = self._button(
            tr("Polygons"), "/mActionCapturePolygon.svg",
            tr("Click the corners on the map. Right-click or Enter finishes the polygon, Esc discards it."),
        )  # fmt: skip
        for button in (self.pixels, self.polygons):
            button.setCheckable(True)
        self.undo = self._button("", "/mActionUndo.svg", tr("Remove the last label (Ctrl+Z)"))
        self.take = self._button("", "/mActionAddOgrLayer.svg", tr("Use the labels of a point or polygon layer"))
        self.classes = ClassList(self)
        self.add = self._button("", "/symbologyAdd.svg", tr("Add a class (Insert)"))
        self.rename = self._button("", "/mActionToggleEditing.svg", tr("Rename the class (F2)"))
        self.color = self._button("", "/mIconColorBox.svg", tr("Colour of the class"))
        self.remove = self._button("", "/symbologyRemove.svg", tr("Remove the class and its labels (Delete)"))
        self.plot = SpectrumPlot(self)
        self.name = QLineEdit(self)
        self.judged = ElidedLabel(self)
        self.bar = QProgressBar(self)
        self.bar.setRange(0, 1000)
        self.bar.setTextVisible(False)
        self.bar.setMaximumHeight(6)
        self.status = ElidedLabel(self)
        self.cancel = QPushButton(tr("Cancel"), self)
        self.train = QPushButton(tr("Train and map"), self)
        self.train.setToolTip(tr("Train on all labels and map the raster (Ctrl+Enter)"))
        self._lay_out()

    def _button(self, text: str, image: str, tip: str) -> QToolButton:
        button = QToolButton(self)
        button.setText(text)
        button.setAutoRaise(True)
        button.setIcon(QgsApplication.getThemeIcon(image))
        style = Qt.ToolButtonStyle
        button.setToolButtonStyle(style.ToolButtonTextBesideIcon if text else style.ToolButtonIconOnly)
        button.setToolTip(tip)
        return button

    def _lay_out(self) -> None:
        font = self.raster.font()
        font.setBold(True)
        self.raster.setFont(font)
        drawing, editing = QHBoxLayout(), QHBoxLayout()
        for row, widgets in (
            (drawing, (self.pixels, self.polygons, None, self.undo, self.take)),
            (editing, (self.add, self.rename, self.color, self.remove, None)),
        ):
            row.setSpacing(2)
            for widget in widgets:
                if widget is None:
                    row.addStretch(1)
                else:
                    row.addWidget(widget)
        above = QWidget(self)
        inside = QVBoxLayout(above)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(2)
        inside.addWidget(self.classes, 1)
        inside.addLayout(editing)
        self.plot.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        middle = QSplitter(Qt.Orientation.Vertical, self)
        middle.addWidget(above)
        middle.addWidget(self.plot)
        middle.setChildrenCollapsible(False)
        fields = QFormLayout()
        fields.addRow(tr("Model"), self.name)
        foot = QHBoxLayout()
        foot.addWidget(self.status, 1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.train)
        body = QWidget(self)
        form = QVBoxLayout(body)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(6)
        form.addWidget(self.raster)
        form.addLayout(drawing)
        form.addWidget(middle, 1)
        form.addLayout(fields)
        form.addWidget(self.judged)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(6)
        layout.addWidget(scrolled(body, self), 1)
        layout.addWidget(self.bar)
        layout.addLayout(foot)
