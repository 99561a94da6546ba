"""The viewer: opacity of a map, swipe against another layer, class areas, and single pixels."""

from __future__ import annotations

import os

from qgis.core import (
    QgsCoordinateTransform,
    QgsCsException,
    QgsMapLayer,
    QgsPointXY,
    QgsProject,
    QgsRasterLayer,
)
from qgis.gui import QgisInterface, QgsDockWidget, QgsMapToolEmitPoint, QgsVertexMarker
from qgis.PyQt.QtCore import QSignalBlocker, QTimer
from qgis.PyQt.QtGui import QColor
from qgis.PyQt.QtWidgets import QComboBox, QWidget

from ...engine.environment import find_engine
from ...i18n import tr
from ...results.maps import MadeMap
from ...scene.layers import IMAGE_PROPERTY, Source
from ...scene.profiles import Profile, ProfilePicker
from ..parts.spectrum_plot import Spectrum
from .map_overlay import ClassVeil, Swipe, SwipeTool
from .pixel_facts import MapFiles, facts_at
from .viewer_form import ViewerForm


class ViewerDock(QgsDockWidget):
    """Shows the maps of the project; only the opacity is stored in their layers."""

    def __init__(self, iface: QgisInterface, parent: QWidget | None = None) -> None:
        super().__init__(tr("View and compare"), parent)
        self.setObjectName("SpecAwareViewer")
        self._iface = iface
        self._canvas = iface.mapCanvas()
        self.form = ViewerForm(self)
        self.setWidget(self.form)
        self.veil: ClassVeil | None = None
        self.picker = ProfilePicker(self)
        self.swipe_tool = SwipeTool(self._canvas)
        self.pixel_tool = QgsMapToolEmitPoint(self._canvas)
        self._files: MapFiles | None = None
        self._marker: QgsVertexMarker | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.reload)
        self._connect()
        self._show_nothing(tr("Press 'Pixel' and click the map to see its values and the spectrum there."))
        self.reload()

    def _connect(self) -> None:
        form = self.form
        form.map.currentIndexChanged.connect(self._map_chosen)
        form.other.currentIndexChanged.connect(self._other_chosen)
        form.opacity.valueChanged.connect(self._set_opacity)
        form.swipe.toggled.connect(self._toggle_swipe)
        form.pick.toggled.connect(self._toggle_pick)
        form.areas.chosen.connect(self._highlight)
        self.swipe_tool.left.connect(lambda: form.swipe.setChecked(False))
        self.swipe_tool.deactivated.connect(lambda: form.swipe.setChecked(False))
        self.pixel_tool.deactivated.connect(lambda: form.pick.setChecked(False))
        self.pixel_tool.canvasClicked.connect(lambda point, _: self.look_at_pixel(QgsPointXY(point)))
        self.picker.picked.connect(self._show_spectrum)
        self.picker.failed.connect(form.status.set_text)
        self.visibilityChanged.connect(self._shown)
        project = QgsProject.instance()
        project.layersWillBeRemoved.connect(self._layers_go)
        project.layersAdded.connect(self._layers_come)

    @property
    def swipe(self) -> Swipe | None:
        """The swipe on the map, None if there is none."""
        return self.swipe_tool.swipe

    def layer(self) -> QgsRasterLayer | None:
        """The map that is shown."""
        return _layer_in(self.form.map)

    def other(self) -> QgsRasterLayer | None:
        """The layer that it is compared with."""
        return _layer_in(self.form.other)

    def reload(self, wanted: QgsMapLayer | None = None) -> None:
        """List the project's maps and rasters again; keep the choice, else choose the newest map."""
        _fill(self.form.map, _maps(), wanted)
        self._fill_others()
        self._map_chosen()

    def _fill_others(self) -> None:
        """List all other layers: first other maps and the image of the same raster."""
        layer = self.layer()
        made = None if layer is None else MadeMap.from_layer(layer)
        group = "" if made is None else made.name
        root = QgsProject.instance().layerTreeRoot()

        def rank(other: QgsRasterLayer) -> tuple[bool, int]:
            node = root.findLayer(other.id())
            near = node is not None and node.parent() is not None and node.parent().name() == group
            kinds = (MadeMap.from_layer(other) is not None, bool(other.customProperty(IMAGE_PROPERTY)), True)
            return not near, kinds.index(True)

        others = [other for other in _rasters() if other is not layer]
        _fill(self.form.other, sorted(others, key=rank), None)

    def look_at(self, path: str) -> None:
        """Choose the map with this file; "" keeps the choice."""
        self.reload(next((one for one in _maps() if path and one.source().split("|")[0] == path), None))

    def _map_chosen(self) -> None:
        layer = self.layer()
        made = None if layer is None else MadeMap.from_layer(layer)
        self._files = None if made is None else MapFiles.of(made)
        with QSignalBlocker(self.form.opacity):
            self.form.opacity.setValue(100 if layer is None else round(100 * layer.opacity()))
        self._show_opacity()
        if self.other() is layer or self.form.other.count() == 0:
            self._fill_others()
        self._show_areas()
        for widget in (self.form.opacity, self.form.pick, self.form.areas):
            widget.setEnabled(layer is not None)
        self.form.status.set_text("" if layer is not None else tr("No map yet: map a raster in the SpecAware panel."))
        self._other_chosen()

    def _other_chosen(self) -> None:
        self.form.swipe.setEnabled(self.layer() is not None and self.other() is not None)
        self._show_areas()
        if self.form.swipe.isChecked():
            self._remove_swipe()
            self._add_swipe()

    def _show_areas(self) -> None:
        other = self.other()
        beside = None if other is None else MadeMap.from_layer(other)
        self._unveil()
        classes = [] if self._files is None else [item for item in self._files.made.classes if item.share > 0]
        self.form.areas.show_classes(classes, None if beside is None else beside.classes)

    def _set_opacity(self, percent: int) -> None:
        layer = self.layer()
        if layer is not None:
            layer.setOpacity(percent / 100.0)
            layer.triggerRepaint()
        self._show_opacity()

    def _show_opacity(self) -> None:
        self.form.opacity_text.setText(f"{self.form.opacity.value()} %")

    def _toggle_swipe(self, on: bool) -> None:
        if on:
            self.form.areas.clearSelection()
            self._add_swipe()
            self._canvas.setMapTool(self.swipe_tool)
            self._canvas.setFocus()
        else:
            self._remove_swipe()
            self._canvas.unsetMapTool(self.swipe_tool)

    def _add_swipe(self) -> None:
        first, second = self.layer(), self.other()
        if first is not None and second is not None:
            self.swipe_tool.swipe = Swipe(self._canvas, first, second)

    def _remove_swipe(self) -> None:
        swipe, self.swipe_tool.swipe = self.swipe, None
        if swipe is not None:
            swipe.remove()

    def _highlight(self, value: int) -> None:
        self._unveil()
        layer = self.layer()
        if value and layer is not None:
            self.form.swipe.setChecked(False)
            self.veil = ClassVeil(self._canvas, layer, value)

    def _unveil(self) -> None:
        veil, self.veil = self.veil, None
        if veil is not None:
            veil.remove()

    def _toggle_pick(self, on: bool) -> None:
        if on:
            self._canvas.setMapTool(self.pixel_tool)
        else:
            self._canvas.unsetMapTool(self.pixel_tool)

    def look_at_pixel(self, point: QgsPointXY) -> None:
        """Show the values of the map, and of the rasters beside it, at a point in the map view's CRS."""
        layer, files = self.layer(), self._files
        if layer is None or files is None:
            return
        here, there = self._canvas.mapSettings().destinationCrs(), layer.crs()
        place = QgsPointXY(point)
        if here.isValid() and there.isValid() and here != there:
            try:
                place = QgsCoordinateTransform(here, there, QgsProject.instance()).transform(place)
            except QgsCsException:
                self.form.status.set_text(tr("The point cannot be expressed in the map's CRS: choose another one."))
                return
        facts = facts_at(files, layer, place)
        if facts is None:
            self.form.status.set_text(tr("That point is outside the map."))
            return
        self._mark(point)
        self.form.status.set_text("")
        self.form.place.set_text(f"{place.x():.6g}, {place.y():.6g}" if there.isGeographic() else
                                 f"{place.x():.1f}, {place.y():.1f}")  # fmt: skip
        self.form.pixel.show_facts(facts)
        self._read_spectrum(files, layer, place)

    def _read_spectrum(self, files: MapFiles, layer: QgsRasterLayer, place: QgsPointXY) -> None:
        if find_engine() is None:
            self._show_nothing(tr("The engine is not set up, so no spectrum can be read."))
        elif not files.own_grid:
            self._show_nothing(tr("The raster is in sensor geometry, so there is no spectrum for a point on the map."))
        else:
            self._show_nothing(tr("Reading…"))
            source = Source(files.made.source, files.made.name)
            self.picker.read(source, dict(files.overrides), place, layer.crs())

    def _show_nothing(self, text: str) -> None:
        self.form.plot.show_spectra((), empty_text=text)
        self.form.plot.show_bands((), ())

    def _show_spectrum(self, profile: Profile) -> None:
        plot = self.form.plot
        plot.over_numbers = profile.over_numbers
        unit = tr("Reflectance") if profile.quantity == "reflectance" else profile.units
        color = self.palette().link().color()
        curve = Spectrum(profile.name, color, profile.positions, profile.values, used=profile.used)
        plot.show_spectra([curve], unit=unit)
        plot.show_bands(profile.positions, profile.used)

    def _mark(self, point: QgsPointXY) -> None:
        if self._marker is None:
            self._marker = QgsVertexMarker(self._canvas)
            self._marker.setIconType(QgsVertexMarker.IconType.ICON_CROSS)
            self._marker.setColor(QColor("#e6007e"))
            self._marker.setIconSize(16)
            self._marker.setPenWidth(3)
            self._marker.setZValue(100)
        self._marker.setCenter(point)

    def _unmark(self) -> None:
        marker, self._marker = self._marker, None
        if marker is not None:
            self._canvas.scene().removeItem(marker)

    def _layers_come(self) -> None:
        self._soon.start(0)

    def _layers_go(self, ids: list[str]) -> None:
        """Release layers before they are removed."""
        shown = [layer.id() for layer in (self.layer(), self.other()) if layer is not None]
        if any(layer_id in ids for layer_id in shown):
            self.form.swipe.setChecked(False)
            self.form.areas.clearSelection()
            self._unveil()
            self._files = None
        self._soon.start(0)

    def _shown(self, visible: bool) -> None:
        """Clear the map when the panel is closed, but not when another tab is in front."""
        if not visible and not self.isUserVisible():
            self.form.swipe.setChecked(False)
            self.form.pick.setChecked(False)
            self.form.areas.clearSelection()
            self._unmark()

    def shut_down(self) -> None:
        """Remove everything from the map; called at unload."""
        project = QgsProject.instance()
        project.layersWillBeRemoved.disconnect(self._layers_go)
        project.layersAdded.disconnect(self._layers_come)
        self.visibilityChanged.disconnect(self._shown)
        self._soon.stop()
        self.picker.shut_down()
        self._remove_swipe()
        self._unveil()
        self._unmark()
        for tool in (self.swipe_tool, self.pixel_tool):
            self._canvas.unsetMapTool(tool)


def _rasters() -> list[QgsRasterLayer]:
    order = QgsProject.instance().layerTreeRoot().layerOrder()
    return [layer for layer in order if isinstance(layer, QgsRasterLayer) and layer.isValid()]


def _maps() -> list[QgsRasterLayer]:
    return [layer for layer in _rasters() if MadeMap.from_layer(layer) is not None]


def _fill(box: QComboBox, layers: list[QgsRasterLayer], wanted: QgsMapLayer | None) -> None:
    """List layers; choose ``wanted``, else keep the choice, else choose the first."""
    kept = box.currentData() if wanted is None else wanted.id()
    with QSignalBlocker(box):
        box.clear()
        for layer in layers:
            box.addItem(_title(layer), layer.id())
        box.setCurrentIndex(max(box.findData(kept), 0) if layers else -1)


def _title(layer: QgsRasterLayer) -> str:
    """Name of a layer, with that of its raster if it is a map or an image."""
    made, image_of = MadeMap.from_layer(layer), str(layer.customProperty(IMAGE_PROPERTY, "") or "")
    raster = os.path.basename(image_of) if made is None else made.name
    return f"{layer.name()} · {raster}" if raster else layer.name()


def _layer_in(box: QComboBox) -> QgsRasterLayer | None:
    layer = QgsProject.instance().mapLayer(str(box.currentData() or ""))
    return layer if isinstance(layer, QgsRasterLayer) else None
