"""The panel: drop rasters, check what was found, map, and get the styled result in the project."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from qgis.core import Qgis, QgsMapLayer, QgsProject, QgsReferencedRectangle, QgsSettings
from qgis.gui import QgisInterface, QgsDockWidget, QgsMessageBar
from qgis.PyQt.QtCore import QModelIndex, QPoint, Qt
from qgis.PyQt.QtGui import QDesktopServices, QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from qgis.PyQt.QtWidgets import QFileDialog, QMenu, QPushButton, QWidget

from ....backend.common.errors import SpecAwareError
from ....backend.job.events import named
from ... import models
from ...i18n import tr, trn
from ...paths import help_page
from ...results.maps import MadeMap, area_lines, share_text
from ...results.pages import ReportMaker
from ...scene.layers import Source, source_of_layer, source_of_path
from ...scene.profiles import PickedSpectra
from ..entries.entries import Entry, EntryModel, State
from ..entries.entry_actions import is_in_view, layer_of, open_folder, zoom_to
from ..entries.session import MapperSession, Settings
from ..models.model_menu import ModelMenu
from ..sensor.sensor_dialog import SensorDialog, open_dialog
from .companions import Companions
from .dock_form import DockForm

SETTING_FOLDER = "specaware/outputFolder"
SETTING_MODEL = "specaware/model"
SETTING_IMAGE = "specaware/imageBelowMap"
SETTING_CLOUDS = "specaware/clouds"


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
        self.reports = ReportMaker(self)
        self.form = DockForm(self.session.model)
        self.setWidget(self.form)
        self.setAcceptDrops(True)
        self.companions = Companions(iface, self)
        self.models = ModelMenu(iface, self.form.model.card, self.companions.open_training, self)
        self._fill()
        self._connect()
        self._model_chosen()
        self.restore()
        self.form.tour.follow(self)

    def _fill(self) -> None:
        settings = QgsSettings()
        self.form.model.reload(settings.value(SETTING_MODEL, "", type=str))
        self.form.models.setMenu(self.models)
        more = QMenu(self.form.help)
        more.addAction(tr("Help"), self.form.help.click)
        more.addAction(tr("Map the sample"), self.form.tour.start)
        self.form.help.setMenu(more)
        self.form.folder.setFilePath(settings.value(SETTING_FOLDER, "", type=str))
        self.form.image.setChecked(settings.value(SETTING_IMAGE, True, type=bool))
        clouds = self.form.clouds.findData(settings.value(SETTING_CLOUDS, "", type=str))
        self.form.clouds.setCurrentIndex(max(clouds, 0))

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
        form.info.clicked.connect(self.models.show_card)
        form.model.chosen.connect(self._model_chosen)
        form.area.currentIndexChanged.connect(self._refresh)
        form.clouds.currentIndexChanged.connect(self._refresh)
        form.folder.fileChanged.connect(self._refresh)
        for box in form.extras.values():
            box.toggled.connect(self._refresh)
        self._iface.mapCanvas().extentsChanged.connect(self._view_changed)
        models.news.changed.connect(form.model.reload)
        form.map.clicked.connect(self.map)
        form.help.clicked.connect(lambda: QDesktopServices.openUrl(help_page("qgis")))
        form.cancel.clicked.connect(session.cancel)
        form.banner.ready.connect(session.engine_ready)
        session.changed.connect(self._refresh)
        session.mapped.connect(self._announce)
        session.problem.connect(self._complain)
        self.reports.failed.connect(lambda text: self._iface.messageBar().pushWarning("SpecAware", text))
        project = QgsProject.instance()
        project.cleared.connect(self._project_closed)
        project.readProject.connect(self.restore)

    def add_sources(self, sources: Sequence[Source]) -> None:
        """Add sources, as if they had been dropped."""
        self.session.add(sources)

    def settings(self) -> Settings:
        """The settings in the form."""
        extent = None
        if self.form.area.currentData() == "view":
            canvas = self._iface.mapCanvas()
            extent = QgsReferencedRectangle(canvas.extent(), canvas.mapSettings().destinationCrs())
        card = self.form.model.card()
        return Settings(
            model=self.form.model.currentText(),
            weights="" if card is None else card.sha256,
            folder=self.form.folder.filePath(),
            extent=extent,
            extras=tuple(name for name, box in self.form.extras.items() if box.isChecked() and box.isEnabled()),
            clouds=self.form.clouds.currentData(),
        )

    def map(self) -> None:
        """Map all entries that are ready."""
        settings = self.settings()
        QgsSettings().setValue(SETTING_FOLDER, settings.folder)
        QgsSettings().setValue(SETTING_MODEL, settings.model)
        QgsSettings().setValue(SETTING_IMAGE, self.form.image.isChecked())
        QgsSettings().setValue(SETTING_CLOUDS, settings.clouds)
        self.session.map(settings)

    def shut_down(self) -> None:
        """Stop all work; called at unload."""
        project = QgsProject.instance()
        project.cleared.disconnect(self._project_closed)
        project.readProject.disconnect(self.restore)
        self._iface.mapCanvas().extentsChanged.disconnect(self._view_changed)
        models.news.changed.disconnect(self.form.model.reload)
        if self.dialog is not None:
            self.dialog.reject()
        self.form.banner.shut_down()
        self.reports.shut_down()
        self.companions.shut_down()
        self.session.shut_down()

    def _refresh(self) -> None:
        session, form = self.session, self.form
        form.show_entries(bool(session.model.entries))
        found = session.runnable(self.settings())
        ready = len(found)
        again = bool(found) and all(entry.state is State.MAPPED for entry in found)
        several = trn("Map {} raster", "Map {} rasters", ready).format(ready)
        form.map.setText(several if ready > 1 else tr("Map again") if again else tr("Map"))
        form.map.setEnabled(bool(ready) and not session.is_mapping and form.model.count() > 0)
        done = any(entry.state is State.MAPPED for entry in session.model.entries) and not ready
        hint = tr(
            "Everything is mapped. To map again, change the model, the area or the settings, or right-click an entry."
        )
        form.map.setToolTip(hint if done else "")
        form.cancel.setVisible(session.is_mapping)
        form.bar.setVisible(session.is_mapping)
        form.bar.setValue(int(1000 * session.progress))
        form.status.set_text(self._status(ready))
        if form.sensor.entry is not None and form.sensor.entry not in session.model.entries:
            form.sensor.drop_entry()
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

    def chosen_entry(self) -> Entry | None:
        """The entry that is selected, else the first one; None for an empty list."""
        entry = self._entry(self.form.list.currentIndex())
        return entry or next(iter(self.session.model.entries), None)

    def _model_chosen(self) -> None:
        card = self.form.model.card()
        self.form.about.set_text(self.form.model.line())
        self.form.extras["fractions"].setEnabled(card is None or not models.is_trained(card))
        self.session.need_bands(1 if card is None else card.min_bands)
        self._refresh()

    def _view_changed(self) -> None:
        if self.form.area.currentData() == "view" and not self.session.is_mapping:
            self._refresh()

    def _project_closed(self) -> None:
        self.session.cancel()
        self.session.forget_maps()

    def restore(self) -> None:
        """Bring back the maps of the project that is open."""
        layers = reversed(QgsProject.instance().layerTreeRoot().layerOrder())  # the newest is on top
        found = [MadeMap.from_layer(layer) for layer in layers if layer.isValid()]
        self.session.restore([made for made in found if made is not None])

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
        if entry is None or self.session.is_mapping:
            return
        if entry.state is State.MAPPED:
            self._zoom_to(entry)
        else:
            self._show_settings(entry)

    def _show_settings(self, entry: Entry) -> None:
        if entry.found and not entry.unfit:
            self.form.sensor.show_entry(entry, take_focus=True)

    def open_sensor_dialog(self, entry: Entry) -> None:
        """Show all settings and the bands of an entry; after OK it is read again."""
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
        menu = self.entry_menu(entry)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.exec(self.form.list.viewport().mapToGlobal(position))

    def entry_menu(self, entry: Entry) -> QMenu:
        """The actions for an entry, and for its map if it has one."""
        menu, free = QMenu(self), not self.session.is_mapping
        mapped, readable = entry.state is State.MAPPED, bool(entry.found) and not entry.unfit
        for title, action, possible in (
            (tr("Zoom to"), self._zoom_to, mapped and layer_of(entry.output) is not None),
            (tr("Report"), self._report, mapped and bool(entry.report)),
            (tr("Open folder"), open_folder, True),
            (tr("Map again"), lambda one: self.session.map_again(one, self.settings()), mapped and free),
            (tr("View and compare…"), self.companions.open_viewer, mapped and layer_of(entry.output) is not None),
            (tr("Train on your own classes…"), self.companions.open_training, not entry.unfit),
            ("", None, True),
            (tr("Sensor settings…"), self._show_settings, readable and free),
            (tr("Sensor and bands…"), self.open_sensor_dialog, free),
            (tr("Read again"), self._inspect_again, free),
            ("", None, True),
            (tr("Remove"), self.session.remove, True),
        ):
            if action is None:
                menu.addSeparator()
            else:
                menu.addAction(title, partial(action, entry)).setEnabled(possible)
        return menu

    def _zoom_to(self, entry: Entry) -> None:
        layer = layer_of(entry.output)
        if layer is not None:
            zoom_to(self._iface.mapCanvas(), layer)

    def _report(self, entry: Entry) -> None:
        self.reports.make(entry.report, entry.output)

    def _remove_selected(self) -> None:
        entry = self._entry(self.form.list.currentIndex())
        if entry is not None:
            self.session.remove(entry)

    def _clear(self) -> None:
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

    def _announce(self, entry: Entry, layer: QgsMapLayer) -> None:
        canvas = self._iface.mapCanvas()
        text = f"{entry.source.name}: {share_text(entry.classes, 1)}"
        if canvas.layerCount() and not is_in_view(canvas, layer):  # QGIS zooms to the first layer of a project
            text = tr("Mapped, outside the map view: {}").format(entry.source.name)
        item = QgsMessageBar.createMessage(text)
        item.setToolTip(f"{layer.name()}\n{entry.output}\n\n{area_lines(entry.classes)}")
        for title, action in (
            (tr("Zoom to"), self._zoom_to), (tr("Compare"), self.companions.open_viewer), (tr("Report"), self._report),
        ):  # fmt: skip
            button = QPushButton(title, item)
            button.clicked.connect(lambda _, action=action: action(entry))
            item.layout().addWidget(button)
        self._iface.messageBar().pushWidget(item, Qgis.MessageLevel.Success, 0)

    def _complain(self, entry: Entry) -> None:
        self._iface.messageBar().pushWarning("SpecAware", named(entry.message, entry.source.name))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """The whole panel accepts drops; the drop area is highlighted."""
        self.form.zone.dragEnterEvent(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Keep accepting."""
        self.form.zone.dragMoveEvent(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Restore the normal look."""
        self.form.zone.dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Pass the drop to the drop area."""
        self.form.zone.dropEvent(event)
