"""Ask for the layer and attribute to copy labels from."""

from __future__ import annotations

from qgis.core import QgsMapLayer, QgsMapLayerProxyModel
from qgis.gui import QgsFieldComboBox, QgsMapLayerComboBox
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QWidget

from ...i18n import tr


class LabelLayerDialog(QDialog):
    """``taken`` is emitted with the layer and the name of its field; the dialog deletes itself."""

    taken = pyqtSignal(object, str)

    def __init__(self, own: QgsMapLayer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Use labels from a layer"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.layer = QgsMapLayerComboBox(self)
        filters = QgsMapLayerProxyModel.Filter
        self.layer.setFilters(filters.PointLayer | filters.PolygonLayer)
        self.layer.setExceptedLayerList([own])
        self.field = QgsFieldComboBox(self)
        self.field.setLayer(self.layer.currentLayer())
        self.layer.layerChanged.connect(self.field.setLayer)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, parent=self
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self._ok = buttons.button(QDialogButtonBox.StandardButton.Ok)
        layout = QFormLayout(self)
        layout.addRow(tr("Labels: points or polygons"), self.layer)
        layout.addRow(tr("Field with the class"), self.field)
        layout.addRow(buttons)
        self.layer.layerChanged.connect(self._refresh)
        self.field.fieldChanged.connect(self._refresh)
        self._refresh()

    def _refresh(self) -> None:
        self._ok.setEnabled(self.layer.currentLayer() is not None and bool(self.field.currentField()))

    def accept(self) -> None:
        """Emit the choice."""
        self.taken.emit(self.layer.currentLayer(), self.field.currentField())
        super().accept()
