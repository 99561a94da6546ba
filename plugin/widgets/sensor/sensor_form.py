"""Sensor, level, units, scale, pixel size and date in the sensor dialog: what was found, and what the user enters."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from qgis.PyQt.QtCore import QLocale, pyqtSignal
from qgis.PyQt.QtGui import QDoubleValidator
from qgis.PyQt.QtWidgets import QComboBox, QFormLayout, QLineEdit, QWidget

from ....backend.common.errors import SensorError
from ....backend.spectral.bands import UNITS, Band, BandSet
from ....backend.spectral.physics.radiometry import is_reflectance_unit, parse_radiance_units
from ....backend.spectral.sensors import match_band_count, matches
from ... import catalog
from ...i18n import tr, trn
from ...scene.band_table import BandRow
from ...scene.origins import USER, found_text, origin_of, origin_text
from ..parts.controls import fill, shrink

_NUMBERS = ("scale", "offset", "nodata", "gsd_m", "sun_zenith_deg")


class SensorForm(QWidget):
    """``changed`` is emitted when the user enters something; an empty field uses the file's value."""

    changed = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sensor, self.level, self.unit = QComboBox(self), QComboBox(self), QComboBox(self)
        self.units = QComboBox(self)
        self.units.setEditable(True)
        self.numbers = {key: QLineEdit(self) for key in _NUMBERS}
        self.acquired = QLineEdit(self)
        self._filling = False
        layout = QFormLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        layout.setRowWrapPolicy(QFormLayout.RowWrapPolicy.DontWrapRows)
        layout.setVerticalSpacing(5)
        rows = [
            (tr("&Sensor"), self.sensor), (tr("&Level"), self.level), (tr("&Units"), self.units),
            (tr("S&cale"), self.numbers["scale"]), (tr("&Offset"), self.numbers["offset"]),
            (tr("&Nodata"), self.numbers["nodata"]), (tr("&Wavelength unit"), self.unit),
            (tr("&Pixel, m"), self.numbers["gsd_m"]), (tr("&Date"), self.acquired),
            (tr("Sun &zenith, °"), self.numbers["sun_zenith_deg"]),
        ]  # fmt: skip
        for title, widget in rows:
            layout.addRow(title, widget)
        self.unit.setToolTip(tr("Unit of the wavelengths in the file"))
        for box in (self.sensor, self.level, self.units, self.unit):
            shrink(box, 10)
            box.activated.connect(self._touched)
        for edit in self.numbers.values():
            check = QDoubleValidator(-1e12, 1e12, 12, edit)
            check.setLocale(QLocale.c())
            edit.setValidator(check)
        for edit in (*self.numbers.values(), self.acquired, self.units.lineEdit()):
            edit.editingFinished.connect(self._touched)
        self._last: dict[str, Any] = {}

    def show_found(self, found: Mapping[str, Any], stated: Mapping[str, Any], rows: list[BandRow]) -> None:
        """Show found values as the default, and the user's values as the choice."""
        self._filling = True
        keys = (*_NUMBERS, "sensor", "level", "units", "acquired")
        shown = {key: tr("from the file") if key in stated else found_text(found, key) for key in keys}
        fitting = dict(sensor_matches(rows))
        others = {name: name for name in catalog.sensor_names() if name not in fitting}
        fill(self.sensor, shown["sensor"], {**fitting, **others}, stated.get("sensor", ""), len(fitting))
        fill(self.level, shown["level"], {v: v for v in catalog.LEVELS}, stated.get("level", ""))
        fill(self.units, shown["units"], {v: v for v in catalog.UNITS}, stated.get("units", ""))
        fill(self.unit, tr("from the file"), {v: v for v in UNITS}, stated.get("wavelength_unit", ""))
        for key, edit in self.numbers.items():
            edit.setPlaceholderText(shown[key])
            edit.setText("" if stated.get(key) is None else f"{stated[key]:g}")
        self.acquired.setPlaceholderText(shown["acquired"])
        self.acquired.setText(str(stated.get("acquired") or ""))
        widgets = {**self.numbers, "sensor": self.sensor, "level": self.level, "units": self.units}
        for key, widget in {**widgets, "acquired": self.acquired}.items():
            origin = origin_text(USER if key in stated else origin_of(found, key))
            widget.setToolTip(tr("Source: {}").format(origin))
        self.units.lineEdit().setCursorPosition(0)
        self._last = self.statement()
        self._filling = False

    def statement(self) -> dict[str, Any]:
        """The entries of the form, as JSON of SensorOverrides."""
        text = self.units.currentText().strip()
        said = {
            "sensor": self.sensor.currentData(),
            "level": self.level.currentData(),
            "units": "" if text == self.units.itemText(0) else text,
            "wavelength_unit": self.unit.currentData(),
            "acquired": self.acquired.text().strip(),
        }
        numbers = {key: float(e.text()) for key, e in self.numbers.items() if e.text() and e.hasAcceptableInput()}
        return {**{key: value for key, value in said.items() if value}, **numbers}

    def problems(self) -> list[str]:
        """Invalid entries, one sentence each."""
        said, found = self.statement(), []
        units = said.get("units", "")
        if units and not is_reflectance_unit(units) and parse_radiance_units(units) is None:
            found.append(tr("Units '{}' are not known: choose them from the list.").format(units))
        try:
            if "acquired" in said:
                datetime.fromisoformat(said["acquired"].replace("Z", "+00:00"))
        except ValueError:
            found.append(
                tr("Date '{}' is not valid: enter it like 2024-06-30 or 2024-06-30T10:15:00.").format(said["acquired"])
            )
        if said.get("scale", 1.0) <= 0 or said.get("gsd_m", 1.0) <= 0:
            found.append(tr("Scale and pixel size must be greater than 0."))
        return found

    def _touched(self) -> None:
        if not self._filling and self.statement() != self._last:
            self._last = self.statement()
            self.changed.emit()


def sensor_matches(rows: list[BandRow]) -> list[tuple[str, str]]:
    """Sensors that fit the bands, the best first, with how well: by wavelengths where there are any, else by number."""
    try:
        bands = BandSet(tuple(Band(row.number, row.center_nm) for row in rows))
        best = matches(bands) if bands.used else ()
    except SensorError:
        best = ()
    if best:
        return [(m.table.name, tr("{} · {:.0f} % match").format(m.table.name, 100 * m.quality)) for m in best]
    fitting = sorted(match_band_count(len(rows)), key=lambda m: -m.quality)
    text = trn("{} · also {} band, {:.0f} %", "{} · also {} bands, {:.0f} %", len(rows))
    return [(m.table.name, text.format(m.table.name, len(rows), 100 * m.quality)) for m in fitting]
