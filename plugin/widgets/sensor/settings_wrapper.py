"""The algorithms' parameter "Sensor settings": a line that summarises the settings, and a button for the dialog."""

from __future__ import annotations

import json
from collections.abc import Sequence

import qgis.utils
from processing.gui.wrappers import WidgetWrapper
from qgis.core import QgsMapLayer, QgsProject, QgsRasterLayer
from qgis.gui import QgsAbstractProcessingParameterWidgetWrapper
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QHBoxLayout, QPushButton, QWidget

from ....backend.common.errors import SpecAwareError
from ...algorithms.parts.parameters import INPUT
from ...i18n import tr
from ...scene.layers import Source, is_named, source_of_layer, source_of_path
from ...scene.sensor_settings import in_words, settings_from_text
from ..parts.elided_label import ElidedLabel
from .sensor_dialog import SensorDialog, open_dialog


class SettingsField(QWidget):
    """The line and the button; ``openWanted`` comes from the button, ``value`` is the JSON."""

    openWanted = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.value = ""
        self.label = ElidedLabel(self)
        self.button = QPushButton(tr("Sensor and bands…"), self)
        self.button.clicked.connect(self.openWanted)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.label, 1)
        layout.addWidget(self.button)
        self.set_value("")

    def set_value(self, value: str) -> None:
        """Show other settings."""
        self.value = value
        try:
            words = in_words(settings_from_text(value))
        except SpecAwareError as error:
            words = str(error)
        self.label.set_text(words or tr("from the raster"))


class SettingsWrapper(WidgetWrapper):
    """Opens the sensor dialog on the raster chosen in the same algorithm dialog."""

    dialog_open: SensorDialog | None = None
    _input: object = None

    def createWidget(self) -> SettingsField:
        """The field of the standard and of the batch dialog."""
        field = SettingsField()
        field.openWanted.connect(self.open)
        return field

    def postInitialize(self, wrappers: Sequence[object]) -> None:
        """Remember the raster's widget."""
        for wrapper in wrappers:
            definition = wrapper.parameterDefinition() if hasattr(wrapper, "parameterDefinition") else None
            if definition is not None and definition.name() == INPUT:
                self._input = wrapper

    def setValue(self, value: object) -> None:
        """Take the JSON of an earlier run."""
        self.widget.set_value(str(value or ""))

    def value(self) -> str | None:
        """The JSON, None for none."""
        return self.widget.value or None

    def open(self) -> None:
        """Show the dialog on the chosen raster."""
        source, layer = self._source()
        if source is None:
            self.widget.label.set_text(tr("Choose a raster first."))
            return
        try:
            stated = settings_from_text(self.widget.value)
        except SpecAwareError:
            stated = {}  # a damaged text, which the field reports; the dialog writes a valid one
        if self.dialog_open is not None:
            self.dialog_open.reject()
        plugin = qgis.utils.plugins.get(__name__.partition(".")[0])
        picked = None if plugin is None else plugin.picked
        self.dialog_open = open_dialog(source, stated, layer, self.widget.window(), picked=picked)
        self.dialog_open.finished.connect(self._closed)

    def _closed(self, result: int) -> None:
        dialog, self.dialog_open = self.dialog_open, None
        if dialog is not None and result:
            self.widget.set_value(json.dumps(dialog.stated) if dialog.stated else "")

    def _source(self) -> tuple[Source | None, QgsMapLayer | None]:
        wrapper = self._input
        if isinstance(wrapper, QgsAbstractProcessingParameterWidgetWrapper):
            value = wrapper.parameterValue()
        else:
            value = None if wrapper is None else wrapper.value()
        if is_named(value):
            return source_of_path(value), None
        layer = value if isinstance(value, QgsRasterLayer) else QgsProject.instance().mapLayer(str(value or ""))
        try:
            return (source_of_layer(layer), layer) if layer is not None else (None, None)
        except SpecAwareError:
            return None, None
