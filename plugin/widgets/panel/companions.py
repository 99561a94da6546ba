"""The training panel and the viewer beside the main panel: created on first use, with data from the main panel."""

from __future__ import annotations

import os
from datetime import datetime
from typing import TYPE_CHECKING

from qgis.core import QgsMapLayer, QgsProject
from qgis.gui import QgisInterface, QgsDockWidget
from qgis.PyQt.QtCore import QObject, Qt

from ....backend.common.errors import SpecAwareError
from ...i18n import tr
from ...results.maps import MadeMap, layer_titles
from ...scene.layers import source_of_layer
from ..entries.entries import Entry, State
from ..entries.entry_actions import layer_of
from ..entries.image_layer import ImageMaker
from ..entries.session import output_stem
from ..training.train_dock import TrainDock
from ..viewer.viewer_dock import ViewerDock

if TYPE_CHECKING:
    from .mapper_dock import MapperDock


class Companions(QObject):
    """Opens the training panel and the viewer for the entries of the main panel."""

    def __init__(self, iface: QgisInterface, mapper: MapperDock) -> None:
        super().__init__(mapper)
        self._iface, self._mapper = iface, mapper
        self.images = ImageMaker(self)
        self.images.failed.connect(self._complain)
        self.images.made.connect(self._raise_labels)
        self.training: TrainDock | None = None
        self.viewer: ViewerDock | None = None
        self._waiting: Entry | None = None
        mapper.session.mapped.connect(self._mapped)
        mapper.session.changed.connect(self._go_on)

    def _complain(self, text: str) -> None:
        self._iface.messageBar().pushWarning("SpecAware", text)

    def _show(self, dock: QgsDockWidget, *, new: bool) -> None:
        if new:
            area = Qt.DockWidgetArea.RightDockWidgetArea
            self._iface.addTabifiedDockWidget(area, dock, [self._mapper.objectName()], True)
        dock.setUserVisible(True)

    def open_training(self, entry: Entry | None = None) -> None:
        """Label the raster of an entry; without an entry, the active layer is added first."""
        entry = entry or self._mapper.chosen_entry() or self._active()
        if entry is None:
            self._complain(tr("Drop a raster on the SpecAware panel first."))
            return
        if not entry.found and entry.state is not State.FAILED:
            self._waiting = entry  # it is being read
            if entry.state is State.MAPPED:  # it was restored with its project
                self._mapper.session.inspect([entry])
            return
        new = self.training is None
        if self.training is None:
            self.training = TrainDock(self._iface)
            self.training.trained.connect(self._map_with)
        self._show(self.training, new=new)
        try:
            self.training.start(entry, self._mapper.form.model.card(), self._beside(entry, "_labels.gpkg"))
        except SpecAwareError as error:
            self._complain(str(error))
            return
        self.images.show(entry, self._beside(entry, "_image.tif"))

    def _active(self) -> Entry | None:
        """The entry of the active layer; None if it is not a raster."""
        try:
            source = source_of_layer(self._iface.activeLayer())
        except SpecAwareError:
            return None
        self._mapper.add_sources([source])
        entries = self._mapper.session.model.entries
        return next((entry for entry in entries if entry.source.path == source.path), None)

    def _go_on(self) -> None:
        entry = self._waiting
        if entry is None or entry.state is State.READING:
            return
        if entry.found or entry.state is State.FAILED:
            self._waiting = None
            if entry.found:
                self.open_training(entry)

    def _beside(self, entry: Entry, ending: str) -> str:
        """Path of a file that belongs to an entry: in the folder of its maps, with the raster's name."""
        return f"{output_stem(entry, self._mapper.form.folder.filePath())}{ending}"

    def _map_with(self, entry: Entry, name: str) -> None:
        """Map an entry with a model that was just trained and is now chosen in the panel."""
        session = self._mapper.session
        if session.is_mapping:
            self._complain(tr("Model '{}' is trained: press Map when the running maps are finished.").format(name))
        else:
            session.map_again(entry, self._mapper.settings())

    def _mapped(self, entry: Entry, layer: QgsMapLayer) -> None:
        if self._mapper.form.image.isChecked():
            self.images.show(entry, self._beside(entry, "_image.tif"))
        if self.training is not None and entry is self.training.entry:
            _hide_earlier(layer)
        self._raise_labels()
        if self.viewer is not None:
            self.viewer.reload(layer)

    def _raise_labels(self) -> None:
        """Keep the labels above maps and images."""
        if self.training is not None and self.training.store.layer is not None:
            _raise(self.training.store.layer)

    def open_viewer(self, entry: Entry | None = None) -> None:
        """Show the map of an entry, else the newest, in the viewer."""
        new = self.viewer is None
        if self.viewer is None:
            self.viewer = ViewerDock(self._iface)
        self._show(self.viewer, new=new)
        self.viewer.look_at("" if entry is None else entry.output)

    def shut_down(self) -> None:
        """Close both panels; called at unload."""
        self.images.shut_down()
        for dock in (self.training, self.viewer):
            if dock is not None:
                dock.shut_down()
                self._iface.removeDockWidget(dock)
                dock.deleteLater()
        self.training = self.viewer = None


def _raise(layer: QgsMapLayer) -> None:
    """Put a layer on top of the tree, where maps do not cover it."""
    root = QgsProject.instance().layerTreeRoot()
    node = root.findLayer(layer.id())
    if node is not None and (node.parent() is not root or root.children()[0] is not node):
        root.insertChildNode(0, node.clone())
        node.parent().removeChildNode(node)


def _hide_earlier(layer: QgsMapLayer) -> None:
    """Collapse and hide earlier maps of the same raster by the same model, and add their time."""
    made, root = MadeMap.from_layer(layer), QgsProject.instance().layerTreeRoot()
    for other in QgsProject.instance().mapLayers().values():
        earlier = MadeMap.from_layer(other)
        if other is layer or made is None or earlier is None:
            continue
        node = root.findLayer(other.id())
        if (earlier.source, earlier.model) == (made.source, made.model) and node is not None:
            node.setItemVisibilityChecked(False)
            node.setExpanded(False)
            _add_time(earlier.output)


def _add_time(output: str) -> None:
    """Add the time to the layer names of an earlier map, to distinguish it from the newest."""
    if not os.path.exists(output):
        return
    made = datetime.fromtimestamp(os.path.getmtime(output)).strftime("%H:%M")
    for key in layer_titles():
        layer = layer_of(output.replace("_classes.tif", f"_{key}.tif"))
        if layer is not None and not layer.name().endswith(f" · {made}"):
            layer.setName(f"{layer.name()} · {made}")
