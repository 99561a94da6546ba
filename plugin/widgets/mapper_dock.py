"""The panel: drop rasters, see what was understood, map, and find the result styled in the project."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.core import Qgis, QgsMapLayer, QgsProject, QgsReferencedRectangle, QgsSettings
from qgis.gui import QgisInterface, QgsDockWidget
from qgis.PyQt.QtCore import QModelIndex, QPoint, Qt
from qgis.PyQt.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from qgis.PyQt.QtWidgets import QFileDialog, QMenu, QWidget

from ...backend.errors import ModelError, SpecAwareError
from ...backend.jobs import named
from .. import catalog
from ..i18n import tr
from ..layers import Source, source_of_layer, source_of_path
from ..profiles import PickedSpectra
from ..results import area_lines, share_text
from .dock_form import DockForm
from .entries import Entry, EntryModel, State
from .model_card import ModelCardDialog
from .sensor_dialog import SensorDialog, open_dialog
from .session import MapperSession, Settings

SETTING_FOLDER = "specaware/outputFolder"
SETTING_MODEL = "specaware/model"


class MapperDock(QgsDockWidget):
    """The dock widget; the form is in :class:`DockForm`, the work in :class:`MapperSession`."""

    def __init__(
        self, iface: QgisInterface, picked: PickedSpectra | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(tr("SpecAware"), parent)
        self.setObjectName("SpecAwareMapper")
        self._iface = iface
        self._picked = picked
        self.dialog: SensorDialog | None = None
        self.session = MapperSession(self)
        self.form = DockForm(self.session.model)
        self.setWidget(self.form)
        self.setAcceptDrops(True)
        self._fill()
        self._connect()
        self._refresh()

    def _fill(self) -> None:
        settings = QgsSettings()
        self.form.model.addItems(catalog.model_names())
        index = self.form.model.findText(settings.value(SETTING_MODEL, "", type=str))
        self.form.model.setCurrentIndex(max(index, 0) if self.form.model.count() else -1)
        self.form.folder.setFilePath(settings.value(SETTING_FOLDER, "", type=str))

    def _connect(self) -> None:
        form, session = self.form, self.session
        form.zone.dropped.connect(self.add_sources)
        form.zone.clicked.connect(self._browse)
        form.files.clicked.connect(self._browse)
        form.directory.clicked.connect(self._browse_folder)
        form.layer.clicked.connect(self._add_active_layer)
        form.clear.clicked.connect(self._clear)
        form.list.clicked.connect(self._open_question)
        form.list.doubleClicked.connect(self._open_settings)
        form.list.customContextMenuRequested.connect(self._menu)
        form.list.deletePressed.connect(self._remove_selected)
        form.delegate.removeClicked.connect(session.remove)
        form.sensor.applied.connect(self._inspect_again)
        form.sensor.moreWanted.connect(self.open_sensor_dialog)
        form.info.clicked.connect(self._show_card)
        form.map.clicked.connect(self.map)
        form.cancel.clicked.connect(session.cancel)
        form.banner.ready.connect(session.engine_ready)
        session.changed.connect(self._refresh)
        session.mapped.connect(self._announce)
        session.problem.connect(self._complain)
        QgsProject.instance().cleared.connect(session.cancel)

    def add_sources(self, sources: Sequence[Source]) -> None:
        """Add things to map, as if they had been dropped."""
        self.session.add(sources)

    def settings(self) -> Settings:
        """What the form says."""
        extent = None
        if self.form.area.currentData() == "view":
            canvas = self._iface.mapCanvas()
            extent = QgsReferencedRectangle(canvas.extent(), canvas.mapSettings().destinationCrs())
        return Settings(
            model=self.form.model.currentText(),
            folder=self.form.folder.filePath(),
            extent=extent,
            extras=tuple(name for name, box in self.form.extras.items() if box.isChecked()),
        )

    def map(self) -> None:
        """Map all that is ready."""
        settings = self.settings()
        QgsSettings().setValue(SETTING_FOLDER, settings.folder)
        QgsSettings().setValue(SETTING_MODEL, settings.model)
        self.session.map(settings)

    def shut_down(self) -> None:
        """Stop all work; called at unload."""
        QgsProject.instance().cleared.disconnect(self.session.cancel)
        if self.dialog is not None:
            self.dialog.reject()
        self.form.banner.shut_down()
        self.session.shut_down()

    def _refresh(self) -> None:
        session, form = self.session, self.form
        form.show_entries(bool(session.model.entries))
        ready = len(session.runnable())
        form.map.setText(tr("Map {} rasters").format(ready) if ready > 1 else tr("Map"))
        form.map.setEnabled(bool(ready) and not session.is_mapping and form.model.count() > 0)
        form.cancel.setVisible(session.is_mapping)
        form.bar.setVisible(session.is_mapping)
        form.bar.setValue(int(1000 * session.progress))
        form.status.set_text(self._status(ready))
        question = next((e for e in session.model.entries if e.state is State.QUESTION), None)
        if question is not None and not form.sensor.isVisibleTo(form) and not session.is_reading:
            form.sensor.show_entry(question)

    def _status(self, ready: int) -> str:
        entries = self.session.model.entries
        running = next((entry for entry in entries if entry.state is State.MAPPING), None)
        if running is not None:
            text = running.message or tr("Starting…")
            number, count = self.session.place_of(running)
            return tr("{} of {}: {}").format(number, count, text) if count > 1 else text
        if self.form.model.count() == 0:
            return tr("No model is installed: install the plugin again.")
        open_questions = sum(entry.state is State.QUESTION for entry in entries)
        if open_questions:
            return tr("{} to be confirmed").format(open_questions)
        mapped = sum(entry.state is State.MAPPED for entry in entries)
        return tr("{} of {} mapped").format(mapped, len(entries)) if mapped and not ready else ""

    def _inspect_again(self, entry: Entry) -> None:
        self.session.inspect([entry])

    def _entry(self, index: QModelIndex) -> Entry | None:
        entry = index.data(EntryModel.ENTRY) if index.isValid() else None
        return entry if isinstance(entry, Entry) else None

    def _open_question(self, index: QModelIndex) -> None:
        entry = self._entry(index)
        if entry is not None and entry.state is State.QUESTION:
            self.form.sensor.show_entry(entry)

    def _open_settings(self, index: QModelIndex) -> None:
        entry = self._entry(index)
        if entry is not None and entry.found and not self.session.is_mapping:
            self.form.sensor.show_entry(entry)

    def open_sensor_dialog(self, entry: Entry) -> None:
        """Show all settings and the bands of an entry; it is read again if they are confirmed."""
        if self.dialog is not None:
            self.dialog.reject()
        layer = QgsProject.instance().mapLayer(entry.source.layer_id) if entry.source.layer_id else None
        self.dialog = open_dialog(entry.source, entry.overrides, layer, self, picked=self._picked)
        self.dialog.finished.connect(lambda result: self._dialog_closed(entry, result))

    def _dialog_closed(self, entry: Entry, result: int) -> None:
        dialog, self.dialog = self.dialog, None
        if dialog is not None and result:
            entry.overrides = dialog.stated
            self.form.sensor.hide()
            self.session.inspect([entry])

    def _menu(self, position: QPoint) -> None:
        index = self.form.list.indexAt(position)
        entry = self._entry(index)
        if entry is None:
            return
        menu = QMenu(self)
        settings = menu.addAction(tr("Sensor settings…"), lambda: self._open_settings(index))
        settings.setEnabled(bool(entry.found) and not self.session.is_mapping)
        bands = menu.addAction(tr("Sensor and bands…"), lambda: self.open_sensor_dialog(entry))
        bands.setEnabled(not self.session.is_mapping)
        again = menu.addAction(tr("Read again"), lambda: self._inspect_again(entry))
        again.setEnabled(not self.session.is_mapping)
        menu.addSeparator()
        menu.addAction(tr("Remove"), lambda: self.session.remove(entry))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.exec(self.form.list.viewport().mapToGlobal(position))

    def _remove_selected(self) -> None:
        entry = self._entry(self.form.list.currentIndex())
        if entry is not None:
            self.session.remove(entry)

    def _clear(self) -> None:
        self.form.sensor.hide()
        for entry in list(self.session.model.entries):
            if entry.state not in (State.MAPPING, State.WAITING):
                self.session.remove(entry)

    def _browse(self) -> None:
        paths, _ = QFileDialog.getOpenFileNames(self, tr("Rasters and products to map"))
        self.add_sources([source_of_path(path) for path in paths])

    def _browse_folder(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, tr("A product's folder, or a folder of rasters"))
        if folder:
            self.add_sources([source_of_path(folder)])

    def _add_active_layer(self) -> None:
        layer = self._iface.activeLayer()
        try:
            if layer is None:
                self._iface.messageBar().pushInfo("SpecAware", tr("Select a raster layer in the layer tree first."))
            else:
                self.add_sources([source_of_layer(layer)])
        except SpecAwareError as error:
            self._iface.messageBar().pushWarning("SpecAware", str(error))

    def _show_card(self) -> None:
        try:
            card = catalog.model_card(self.form.model.currentText())
        except ModelError as error:
            self._iface.messageBar().pushWarning("SpecAware", str(error))
            return
        dialog = ModelCardDialog(card, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _announce(self, entry: Entry, layer: QgsMapLayer) -> None:
        text = f"{entry.source.name}: {share_text(entry.classes, 2)}"
        details = f"{layer.name()}\n{entry.output}\n\n{area_lines(entry.classes)}"
        self._iface.messageBar().pushMessage("SpecAware", text, details, Qgis.MessageLevel.Success, 0)

    def _complain(self, entry: Entry) -> None:
        self._iface.messageBar().pushWarning("SpecAware", named(entry.message, entry.source.name))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """The whole panel takes drops; the zone lights up."""
        self.form.zone.dragEnterEvent(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Keep accepting."""
        self.form.zone.dragMoveEvent(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Calm down."""
        self.form.zone.dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand the drop to the zone."""
        self.form.zone.dropEvent(event)
