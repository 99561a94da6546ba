"""The form of the training panel: widgets and their arrangement, no behaviour."""

from __future__ import annotations

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from ...i18n import tr
from ..parts.controls import row, thin_bar, tool_button
from ..parts.elided_label import ElidedLabel
from ..parts.scrolled import scrolled
from ..parts.spectrum_plot import SpectrumPlot
from .class_list import ClassList


class TrainForm(QWidget):
    """All widgets of the training panel, top to bottom."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.raster = ElidedLabel(self)
        self.pixels = tool_button(
            self, tr("Pixels"), "/mActionCapturePoint.svg", tr("Click the map: each click labels a pixel")
        )
        self.polygons = tool_button(
            self, tr("Polygons"), "/mActionCapturePolygon.svg",
            tr("Click the corners on the map. Right-click or Enter finishes the polygon, Esc discards it."),
        )  # fmt: skip
        for button in (self.pixels, self.polygons):
            button.setCheckable(True)
        self.undo = tool_button(self, "", "/mActionUndo.svg", tr("Remove the last label (Ctrl+Z)"))
        self.take = tool_button(self, "", "/mActionAddOgrLayer.svg", tr("Use the labels of a point or polygon layer"))
        self.classes = ClassList(self)
        self.add = tool_button(self, "", "/symbologyAdd.svg", tr("Add a class (Insert)"))
        self.rename = tool_button(self, "", "/mActionToggleEditing.svg", tr("Rename the class (F2)"))
        self.color = tool_button(self, "", "/mIconColorBox.svg", tr("Colour of the class"))
        self.remove = tool_button(self, "", "/symbologyRemove.svg", tr("Remove the class and its labels (Delete)"))
        self.plot = SpectrumPlot(self)
        self.name = QLineEdit(self)
        self.judged = ElidedLabel(self)
        self.bar = thin_bar(self)
        self.status = ElidedLabel(self)
        self.cancel = QPushButton(tr("Cancel"), self)
        self.train = QPushButton(tr("Train and map"), self)
        self.train.setToolTip(tr("Train on all labels and map the raster (Ctrl+Enter)"))
        self._lay_out()

    def _lay_out(self) -> None:
        font = self.raster.font()
        font.setBold(True)
        self.raster.setFont(font)
        drawing = row(self.pixels, self.polygons, None, self.undo, self.take, spacing_px=2)
        editing = row(self.add, self.rename, self.color, self.remove, None, spacing_px=2)
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
