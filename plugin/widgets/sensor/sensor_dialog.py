"""The sensor dialog: a raster's bands, the origin of each value, and the user's corrections."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Any

from qgis.core import QgsApplication, QgsMapLayer, QgsProject, QgsRasterLayer
from qgis.PyQt.QtCore import QSize, Qt, QTimer
from qgis.PyQt.QtGui import QColor, QKeyEvent
from qgis.PyQt.QtWidgets import QApplication, QDialog, QDialogButtonBox, QFileDialog, QLineEdit, QTableView, QWidget

from ....backend.common.errors import SensorError, SpecAwareError
from ....backend.job.spec import JobSpec
from ...engine.environment import find_engine
from ...i18n import tr
from ...qgis_tasks import JobsTask
from ...scene import band_table as bt
from ...scene import sensor_settings as kept
from ...scene.layers import Source
from ...scene.profiles import PickedSpectra
from ...scene.report import summary_line
from ..parts.spectrum_plot import COLORS, Spectrum
from .sensor_layout import SensorLayout

_WAIT_MS = 350  # after the last change, before the raster is read again
_FORMATS = "CSV (*.csv);;ENVI header (*.hdr);;JSON (*.json)"


class SensorDialog(QDialog):
    """Edits the sensor settings of one raster; ``stated`` holds the user's settings, as JSON of SensorOverrides.

    Args:
        source: the raster.
        stated: earlier settings (of the panel's entry or an algorithm); the layer's and the saved ones fill gaps.
        layer: the QGIS layer to keep the settings in, if there is one.
        picked: the spectra picked on the map; those of this raster are drawn too, also later ones.
    """

    def __init__(
        self,
        source: Source,
        stated: Mapping[str, Any] | None = None,
        layer: QgsMapLayer | None = None,
        parent: QWidget | None = None,
        *,
        picked: PickedSpectra | None = None,
    ) -> None:
        super().__init__(parent)
        self._picked = picked
        self.setWindowTitle(tr("Sensor and bands of {}").format(source.name))
        self.source = source
        self._layer_id = "" if layer is None else layer.id()
        self.found: dict[str, Any] = {}
        before = kept.merged(kept.of_layer(layer), kept.of_raster(source.path))
        self.stated = kept.merged(dict(stated or {}), before)
        self.base: list[bt.BandRow] = []
        self._problem, self._open_unit = "", ""
        self._task: JobsTask | None = None
        self._again = False
        self._saved_as = source.path
        self.form = SensorLayout(self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT_MS)
        self._timer.timeout.connect(self.read)
        self._connect()
        self.resize(self.sizeHint())
        self.read()

    @property
    def layer(self) -> QgsMapLayer | None:
        """The layer to keep the settings in; None if there is none or it was removed meanwhile."""
        return QgsProject.instance().mapLayer(self._layer_id) if self._layer_id else None

    def sizeHint(self) -> QSize:
        """Large, but never larger than nine tenths of the screen."""
        screen = QApplication.primaryScreen().availableGeometry()
        return QSize(min(940, screen.width() * 9 // 10), min(680, screen.height() * 9 // 10))

    def _connect(self) -> None:
        form = self.form
        form.fields.changed.connect(self._state_fields)
        form.table.bands.edited.connect(self._bands_edited)
        form.table.pasted.connect(lambda text: self.take_list(text, tr("the clipboard")))
        form.table.marked.connect(self._marked)
        form.plot.bandsChosen.connect(form.table.choose)
        form.confirm.confirmed.connect(self.confirm)
        form.paste.clicked.connect(lambda: self.take_list(QApplication.clipboard().text(), tr("the clipboard")))
        form.load.clicked.connect(self._choose_list)
        form.save.clicked.connect(self._choose_target)
        form.on.clicked.connect(lambda: form.table.bands.switch(form.table.selected(), True))
        form.off.clicked.connect(lambda: form.table.bands.switch(form.table.selected(), False))
        form.reset.clicked.connect(self.reset)
        form.banner.ready.connect(self.read)
        form.buttons.accepted.connect(self.accept)
        form.buttons.rejected.connect(self.reject)
        if self._picked is not None:
            self._picked.changed.connect(self._show_grid)

    @property
    def is_reading(self) -> bool:
        """True while the engine reads the raster."""
        return self._task is not None or self._timer.isActive()

    def read(self) -> None:
        """Inspect the raster with the current settings; without an engine show the bare bands."""
        self._timer.stop()
        if find_engine() is None:
            self._problem = ""
            self._show_bare()
            return
        if self._task is not None:
            self._again = True
            return
        job = JobSpec("inspect", self.source.path, overrides={**self.stated, "alone": True})
        self._task = JobsTask(tr("SpecAware: reading {}").format(self.source.name), [job])
        self._task.job_done.connect(self._read)
        self._task.job_failed.connect(self._not_read)
        self._task.ended.connect(self._ended)
        self.form.summary.set_text(tr("Reading…"))
        QgsApplication.taskManager().addTask(self._task)

    def _read(self, _: int, found: dict[str, Any]) -> None:
        self.found, self._problem = found, ""
        if found["path"] != self._saved_as:  # a header was named, and the settings lie beside its binary
            self._saved_as = found["path"]
            self.stated = kept.merged(self.stated, kept.of_raster(self._saved_as))
            self._again = True
        self.base = bt.rows_of(found)
        self._show()

    def _not_read(self, _: int, error: SpecAwareError) -> None:
        self._problem = str(error)
        if not self.base:
            self._show_bare()
        else:
            self._show_messages()

    def _ended(self) -> None:
        self._task = None
        if self._again:
            self._again = False
            self.read()
        else:
            self._show_grid()

    def _show_bare(self) -> None:
        """Show the bands as QGIS reads them, for manual entry."""
        layer = QgsRasterLayer(self.source.path, self.source.name)
        names = [layer.bandName(i) for i in range(1, layer.bandCount() + 1)] if layer.isValid() else []
        self.found = {"path": self.source.path, "count": len(names), "bands": []}
        try:
            self.base = bt.bare_rows(names, self.stated)
        except SensorError as error:
            self._problem, self.base = str(error), bt.bare_rows(names, {})
        self._show()

    def _show(self) -> None:
        self.form.table.bands.set_rows(self.base)
        self.form.fields.show_found(self.found, self.stated, self.base)
        self.form.set_usable(bool(self.base))
        self._show_grid()
        self._show_messages()

    def _marked(self, positions: list[int]) -> None:
        self.form.show_selected(positions)
        self._show_grid()

    def _show_grid(self) -> None:
        """Plot the spectra against wavelength, or band number if no wavelength is known."""
        rows, plot = self.form.table.bands.rows, self.form.plot
        plot.over_numbers = all(row.center_nm is None for row in rows)
        centers = [float(row.number) if plot.over_numbers else row.center_nm for row in rows]
        used = [row.used for row in rows]
        values = self.found.get("mean_spectrum") or []
        spectra = [
            Spectrum(tr("row {}, column {}").format(p.row, p.col), QColor(COLORS[i % len(COLORS)]), centers, p.values,
                     strong=False, used=used)
            for i, p in enumerate(self._picked.profiles if self._picked is not None else ())
            if p.path == self._saved_as and len(p.values) == len(rows)
        ]  # fmt: skip
        if values:
            spectra.append(Spectrum(tr("mean"), self.palette().link().color(), centers, values, used=used))
        unit = tr("Reflectance") if self.found.get("quantity") == "reflectance" else str(self.found.get("units") or "")
        unit = tr("{}, mean of a few hundred pixels").format(unit or tr("Stored values"))
        text = "" if self.is_reading else tr("There is no spectrum to show.")
        plot.show_spectra(spectra, unit=unit if spectra else "", empty_text=text)
        plot.show_bands(centers, used, self.form.table.selected())

    def _show_messages(self) -> None:
        rows = self.form.table.bands.rows
        stops = [self._problem] if self._problem else [str(t) for t in self.found.get("blockers", ())]
        notes = [*self.form.fields.problems(), *bt.warnings_about(rows)]
        notes += [str(text) for text in self.found.get("warnings", ()) if text not in stops]
        if self._open_unit:
            notes.insert(0, tr("The list has no unit and is read as {}: is that correct?").format(self._open_unit))
        lines = [f"<b>{escape(text)}</b>" for text in stops] + [escape(text) for text in notes]
        self.form.messages.setText("<br>".join(lines[:6]))
        self.form.messages.setVisible(bool(lines))
        self.form.picture.setVisible(bool(lines))
        self.form.confirm.show_guesses(self.found, self.stated)
        used = sum(row.used and row.center_nm is not None for row in rows)
        now = {**self.found, "bands": rows, "used_bands": range(used)}
        self.form.summary.set_text(summary_line(now) if rows else tr("Nothing was read."))

    def _state_fields(self) -> None:
        """Replace the earlier settings by those of the changed form, and read the raster again."""
        lists = ("wavelengths", "fwhm_nm", "bad_bands", "good_bands")
        bands = {key: value for key, value in self.overrides().items() if key in lists}
        said = self.form.fields.statement()
        if said.get("sensor", "") != self.stated.get("sensor", "") and said.get("sensor"):
            bands = {}  # the bands of the chosen sensor are used
        if "wavelengths" in bands:
            said.setdefault("wavelength_unit", "nm")
        self.stated = {**bands, **said, **{k: v for k, v in self.stated.items() if k == "nodata"}}
        if self.form.fields.problems():
            self._show_messages()
        else:
            self._timer.start()

    def confirm(self, said: Mapping[str, Any]) -> None:
        """Turn guessed values into settings of the user."""
        self.stated = {**self.overrides(), **said}
        self.read()

    def _bands_edited(self) -> None:
        self._show_grid()
        self._show_messages()

    def overrides(self) -> dict[str, Any]:
        """All current settings of the user, as JSON of SensorOverrides."""
        return bt.combined(self.stated, bt.statement(self.form.table.bands.rows, self.base))

    def take_list(self, text: str, name: str) -> None:
        """Take a list of wavelengths (with widths and use, where given) from pasted or read text."""
        try:
            rows, self._open_unit = bt.with_list(self.form.table.bands.rows, text, name)
        except SensorError as error:
            self._problem = str(error)
            self._show_messages()
            return
        self._problem = ""
        self.form.table.bands.set_rows(rows)
        self.stated = self.overrides()
        self._bands_edited()
        self._timer.start()

    def reset(self) -> None:
        """Discard all settings, and read the file again."""
        self.stated, self._open_unit = {}, ""
        self.form.table.bands.set_rows(self.base)
        self.read()

    def _choose_list(self) -> None:
        path, _ = QFileDialog.getOpenFileName(
            self, tr("List of wavelengths"), "", tr("Text and headers (*.txt *.csv *.hdr *.json);;All files (*)")
        )
        if path:
            self.import_list(Path(path))

    def import_list(self, path: Path) -> None:
        """Take a list from a CSV, text or JSON file or an ENVI header."""
        try:
            text = path.read_text(encoding="utf-8-sig", errors="replace")
        except OSError as error:
            self._problem = tr("'{}' cannot be read: {}.").format(path.name, error.strerror or error)
            self._show_messages()
            return
        self.take_list(text, path.name)

    def _choose_target(self) -> None:
        path, chosen = QFileDialog.getSaveFileName(self, tr("Save the bands"), "bands.csv", _FORMATS)
        if path:
            suffix = chosen.rpartition("*")[2].rstrip(")")
            self.export_list(Path(path) if Path(path).suffix else Path(path + suffix))

    def export_list(self, path: Path) -> None:
        """Write the bands as CSV, ENVI header or JSON, by the name's ending."""
        try:
            bt.save(self.form.table.bands.rows, path)
        except SpecAwareError as error:
            self._problem = str(error)
            self._show_messages()

    def accept(self) -> None:
        """Keep the settings beside the raster and in the layer; stay open where that fails."""
        problems = self.form.fields.problems()
        try:
            stated = self.overrides()
            if problems:
                raise SensorError(problems[0])
            if self.form.beside.isChecked():
                kept.keep_beside(self._saved_as, stated)
        except SpecAwareError as error:
            self._problem = str(error)
            self._show_messages()
            return
        kept.keep_in_layer(self.layer, stated)
        self.stated = stated
        super().accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in a field or the table takes the value and keeps the dialog open; Ctrl+Enter is OK."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.form.buttons.button(QDialogButtonBox.StandardButton.Ok).click()
        elif not enter or not isinstance(self.focusWidget(), (QLineEdit, QTableView)):
            super().keyPressEvent(event)

    def done(self, result: int) -> None:
        """Stop reading; nothing of this dialog runs afterwards."""
        self._timer.stop()
        if self._picked is not None:
            self._picked.changed.disconnect(self._show_grid)
            self._picked = None
        self.form.banner.shut_down()
        if self._task is not None:
            self._task.job_done.disconnect(self._read)
            self._task.job_failed.disconnect(self._not_read)
            self._task.ended.disconnect(self._ended)
            self._task.cancel()
            self._task = None
        super().done(result)


def open_dialog(
    source: Source,
    stated: Mapping[str, Any] | None,
    layer: QgsMapLayer | None,
    parent: QWidget | None,
    *,
    picked: PickedSpectra | None = None,
) -> SensorDialog:
    """Show a :class:`SensorDialog` while the map stays clickable; closing deletes it."""
    dialog = SensorDialog(source, stated, layer, parent, picked=picked)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.show()
    return dialog
