"""The training panel: label pixels and polygons on the map, train a model in seconds, map, correct, train again."""

from __future__ import annotations

import os
from collections.abc import Callable

from qgis.core import (
    QgsCoordinateTransform,
    QgsCsException,
    QgsGeometry,
    QgsPointXY,
    QgsProject,
    QgsVectorLayer,
    QgsWkbTypes,
)
from qgis.gui import QgisInterface, QgsDockWidget
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtGui import QColor, QKeyEvent, QKeySequence
from qgis.PyQt.QtWidgets import QColorDialog, QMessageBox, QWidget

from ....backend.catalog.cards import ModelCard
from ....backend.common.errors import InputError, SpecAwareError
from ... import models
from ...i18n import tr, trn
from ..entries.entries import Entry
from ..parts.pixel_grid import PixelGrid
from .label_layer_dialog import LabelLayerDialog
from .label_spectra import LabelSpectra
from .label_store import LabelStore
from .label_tool import LabelTool, is_train_key
from .train_form import TrainForm
from .train_session import Judgement, TrainSession

_FEWEST_CLASSES = 2


class TrainDock(QgsDockWidget):
    """``trained`` (Entry, name of the model) asks for a map of the entry with the new model."""

    trained = pyqtSignal(object, str)

    def __init__(self, iface: QgisInterface, parent: QWidget | None = None) -> None:
        super().__init__(tr("Training"), parent)
        self.setObjectName("SpecAwareTrain")
        self._iface = iface
        self.entry: Entry | None = None
        self._base = ""
        self.judgement = Judgement()
        self.store = LabelStore(self)
        self.spectra = LabelSpectra(self.store, self)
        self.session = TrainSession(self)
        self.tool = LabelTool(iface.mapCanvas())
        self.form = TrainForm(self)
        self.setWidget(self.form)
        self.dialog: LabelLayerDialog | None = None
        self._connect()
        self._refresh()

    def _connect(self) -> None:
        form, store = self.form, self.store
        form.pixels.clicked.connect(lambda: self.draw(polygons=False))
        form.polygons.clicked.connect(lambda: self.draw(polygons=True))
        form.undo.clicked.connect(self.undo)
        form.take.clicked.connect(self._choose_layer)
        form.add.clicked.connect(self.add_class)
        form.rename.clicked.connect(lambda: form.classes.rename(form.classes.current()))
        form.color.clicked.connect(lambda: self._choose_color(form.classes.current()))
        form.remove.clicked.connect(lambda: self.remove_class(form.classes.current()))
        form.classes.addAsked.connect(self.add_class)
        form.classes.renamed.connect(self.rename_class)
        form.classes.colorAsked.connect(self._choose_color)
        form.classes.removeAsked.connect(self.remove_class)
        form.classes.chosen.connect(self._class_chosen)
        form.name.textChanged.connect(self._refresh_buttons)
        form.train.clicked.connect(self.train)
        form.cancel.clicked.connect(self.session.cancel)
        self.tool.pointed.connect(self.label_pixel)
        self.tool.drawn.connect(self.label_polygon)
        self.tool.undoAsked.connect(self.undo)
        self.tool.classAsked.connect(form.classes.choose_number)
        self.tool.activated.connect(self._refresh_buttons)
        self.tool.deactivated.connect(self._refresh_buttons)
        store.changed.connect(self._refresh)
        self.spectra.changed.connect(self._draw_spectra)
        self.spectra.failed.connect(self.complain)
        self.session.changed.connect(self._refresh_buttons)
        self.session.trained.connect(self._trained)
        self.session.failed.connect(self.complain)
        self.tool.trainAsked.connect(self.train)
        project = QgsProject.instance()
        project.cleared.connect(self.close_raster)
        project.layersWillBeRemoved.connect(self._layers_go)

    def start(self, entry: Entry, base: ModelCard | None, path: str) -> None:
        """Label a raster; ``path``: the file of its labels, ``base``: the model chosen in the panel.

        Raises:
            SpecAwareError: it cannot be labelled, or the labels cannot be kept.
        """
        found = entry.found
        if not found:
            raise InputError(tr("'{}' is still being read: wait a moment.").format(entry.source.name))
        if found.get("geotransform") is None and found.get("map_crs"):
            text = tr("'{}' is in sensor geometry and cannot be labelled on the map: use its orthorectified product.")
            raise InputError(text.format(entry.source.name))
        self.store.open(entry.source.path, PixelGrid.of(found), path)
        self.entry, self.judgement = entry, Judgement()
        self._base = base.name if base is not None and not models.is_trained(base) else ""
        self.form.raster.set_text(entry.source.name)
        self.form.name.setText(self._proposed_name(path))
        self.spectra.start(entry.source.path, entry.overrides)
        self._refresh()
        if self.store.classes():
            self.draw(polygons=self.tool.polygons)

    def _proposed_name(self, path: str) -> str:
        stem = os.path.splitext(os.path.basename(path))[0]
        return stem[: -len("_labels")] if stem.endswith("_labels") else stem

    def close_raster(self) -> None:
        """Close the raster; its labels stay in their file."""
        self.session.cancel()
        self.spectra.stop()
        self.entry = None
        self.form.raster.set_text("")
        self._iface.mapCanvas().unsetMapTool(self.tool)
        self.store.close()

    def _layers_go(self, ids: list[str]) -> None:
        if self.store.layer is not None and self.store.layer.id() in ids:
            self.close_raster()

    def draw(self, *, polygons: bool) -> None:
        """Activate the label tool."""
        self.tool.set_polygons(polygons)
        if self.store.layer is not None:
            self._iface.mapCanvas().setMapTool(self.tool)
            self._iface.mapCanvas().setFocus()
        self._refresh_buttons()

    def label_pixel(self, point: QgsPointXY) -> None:
        """Label the pixel at a point in the map's CRS with the chosen class."""
        grid, there = self.store.grid, self._to_raster(QgsGeometry.fromPointXY(point))
        if grid is None or there is None:
            return
        pixel = grid.pixel_at(there.asPoint())
        if pixel is None:
            self.complain(tr("That point is outside the raster."))
        else:
            self._label([grid.outline(*pixel)])

    def label_polygon(self, shape: QgsGeometry) -> None:
        """Label the pixels in a polygon in the map's CRS with the chosen class."""
        there = self._to_raster(shape)
        polygon = QgsWkbTypes.GeometryType.PolygonGeometry
        parts = [] if there is None else [QgsGeometry(part.clone()) for part in there.constParts()]
        self._label([part for part in parts if part.type() == polygon])

    def _to_raster(self, shape: QgsGeometry) -> QgsGeometry | None:
        grid, here = self.store.grid, self._iface.mapCanvas().mapSettings().destinationCrs()
        if grid is None:
            return None
        shape = QgsGeometry(shape)
        if grid.crs.isValid() and here.isValid() and grid.crs != here:
            try:
                shape.transform(QgsCoordinateTransform(here, grid.crs, QgsProject.instance()))
            except QgsCsException:
                self.complain(tr("The point cannot be expressed in the raster's CRS: choose another one."))
                return None
        return shape

    def _label(self, shapes: list[QgsGeometry]) -> None:
        name = self.form.classes.current()
        if not name:
            self.complain(tr("Add a class first, then label it."))
        elif shapes:
            self._try(lambda: self.store.add(shapes, name))

    def undo(self) -> None:
        """Remove the label that was drawn last, and choose its class."""
        if self.store.layer is not None:
            self._try(lambda: self.form.classes.choose(self.store.undo()))

    def add_class(self) -> None:
        """Add a class and edit its name."""
        known = {item.name for item in self.store.classes()}
        number = next(n for n in range(1, len(known) + 2) if tr("Class {}").format(n) not in known)
        name = tr("Class {}").format(number)
        if self._try(lambda: self.store.add_class(name)):
            self.form.classes.choose(name)
            self.form.classes.rename(name)
            self.draw_quietly()

    def draw_quietly(self) -> None:
        """Activate the label tool without changing the keyboard focus."""
        if self._iface.mapCanvas().mapTool() is not self.tool:
            self._iface.mapCanvas().setMapTool(self.tool)
        self._refresh_buttons()

    def rename_class(self, old: str, new: str) -> None:
        """Give a class another name."""
        if not self._try(lambda: self.store.rename_class(old, new)):
            self._refresh()
        else:
            self.form.classes.choose(new.strip())

    def remove_class(self, name: str) -> None:
        """Remove a class; ask first if it has labels."""
        count = next((item.count for item in self.store.classes() if item.name == name), None)
        if count is None:
            return
        text = trn("Remove class '{1}' and its {0} label?", "Remove class '{1}' and its {0} labels?", count)
        buttons = QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.No
        if count == 0 or (
            QMessageBox.question(self, tr("SpecAware"), text.format(count, name), buttons)
            == QMessageBox.StandardButton.Yes
        ):
            self._try(lambda: self.store.remove_class(name))

    def _choose_color(self, name: str) -> None:
        known = next((item.color for item in self.store.classes() if item.name == name), None)
        if known is None:
            return
        color = QColorDialog.getColor(QColor(known), self, tr("Colour of '{}'").format(name))
        if color.isValid():
            self._try(lambda: self.store.recolor_class(name, color.name()))

    def _class_chosen(self, name: str) -> None:
        color = next((item.color for item in self.store.classes() if item.name == name), "#7f7f7f")
        self.tool.set_color(QColor(color))
        self._draw_spectra()
        self._refresh_buttons()

    def _choose_layer(self) -> None:
        if self.store.layer is None:
            return
        self.dialog = LabelLayerDialog(self.store.layer, self)
        self.dialog.taken.connect(self.take_layer)
        self.dialog.finished.connect(self._dialog_closed)
        self.dialog.open()

    def _dialog_closed(self) -> None:
        self.dialog = None

    def take_layer(self, layer: QgsVectorLayer, field: str) -> None:
        """Copy the labels of a layer."""

        def copy() -> None:
            count = self.store.take(layer, field)
            self.form.status.set_text(trn("{} label added", "{} labels added", count).format(count))

        self._try(copy)

    def train(self) -> None:
        """Train on all labels; the map follows."""
        entry = self.entry
        if entry is not None and self._can_train():
            name = self.form.name.text().strip()
            self._try(
                lambda: self.session.start(
                    self.store, entry.source.path, entry.overrides, base=self._base, name=name
                )
            )  # fmt: skip

    def _can_train(self) -> bool:
        labelled = sum(item.count > 0 for item in self.store.classes())
        return labelled >= _FEWEST_CLASSES and bool(self.form.name.text().strip()) and not self.session.is_running

    def _trained(self, name: str, judgement: Judgement) -> None:
        self.judgement = judgement
        self.form.name.setText(name)
        self._refresh()
        if self.entry is not None:
            self.trained.emit(self.entry, name)

    def complain(self, text: str) -> None:
        """Show an error, here and in QGIS's message bar."""
        self.form.status.set_text(text)
        self._iface.messageBar().pushWarning("SpecAware", text)

    def _try(self, action: Callable[[], object]) -> bool:
        try:
            action()
        except SpecAwareError as error:
            self.complain(str(error))
            return False
        return True

    def _refresh(self) -> None:
        classes = self.store.classes()
        self.form.classes.show_classes(classes, self.judgement.recall)
        judged = self.judgement.labels > 0 or bool(self.judgement.recall)
        self.form.judged.set_text(self.judgement.text if judged else "")
        self._class_chosen(self.form.classes.current())

    def _refresh_buttons(self) -> None:
        form, classes = self.form, self.store.classes()
        there, running = self.store.layer is not None, self.session.is_running
        drawing = self._iface.mapCanvas().mapTool() is self.tool
        form.pixels.setChecked(drawing and not self.tool.polygons)
        form.polygons.setChecked(drawing and self.tool.polygons)
        for button in (form.pixels, form.polygons, form.take, form.add):
            button.setEnabled(there)
        for button in (form.rename, form.color, form.remove):
            button.setEnabled(bool(form.classes.current()))
        form.undo.setEnabled(any(item.count for item in classes))
        form.train.setEnabled(there and self._can_train())
        form.train.setText(tr("Train again") if self.judgement.recall else tr("Train and map"))
        form.cancel.setVisible(running)
        form.bar.setVisible(running)
        form.bar.setValue(int(1000 * self.session.fraction))
        form.status.set_text(self.session.message if running else self._hint())

    def _hint(self) -> str:
        """What to do next."""
        if self.store.layer is None:
            return tr("Drop a raster on the SpecAware panel first.")
        classes = self.store.classes()
        if len(classes) < _FEWEST_CLASSES:
            return tr("Add two classes or more.")
        without = next((item.name for item in classes if not item.count), None)
        if sum(item.count > 0 for item in classes) < _FEWEST_CLASSES:
            return tr("Label '{}' on the map.").format(without)
        return tr("Add labels where the map is wrong, then train again.") if self.judgement.recall else ""

    def _draw_spectra(self) -> None:
        plot, spectra = self.form.plot, self.spectra
        curves = spectra.curves(self.store.classes(), self.form.classes.current())
        plot.over_numbers = bool(curves) and spectra.over_numbers
        plot.show_spectra(curves, unit=spectra.units, empty_text=tr("The mean spectrum of each class appears here."))
        plot.show_bands(spectra.positions if curves else (), spectra.used if curves else ())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Z takes back the last label, Ctrl+Enter trains."""
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo()
        elif is_train_key(event):
            self.train()
        else:
            super().keyPressEvent(event)

    def shut_down(self) -> None:
        """Stop all work and deactivate the map tool; called at unload."""
        project = QgsProject.instance()
        project.cleared.disconnect(self.close_raster)
        project.layersWillBeRemoved.disconnect(self._layers_go)
        if self.dialog is not None:
            self.dialog.reject()
        self.session.shut_down()
        self.spectra.stop()
        self._iface.mapCanvas().unsetMapTool(self.tool)
        self.tool.shut_down()
