"""Asks for missing metadata: sensor, level, units, scale and offset, unit of the wavelengths."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from qgis.PyQt.QtCore import QLocale, pyqtSignal
from qgis.PyQt.QtGui import QDoubleValidator
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QDialogButtonBox,
    QFormLayout,
    QFrame,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ....backend.spectral.bands import UNITS
from ... import catalog
from ...i18n import tr
from ...scene.origins import found_text, unit_guess_of
from ..entries.entries import Entry, plain
from ..parts.controls import fill, shrink
from ..parts.elided_label import ElidedLabel


class SensorPanel(QFrame):
    """Settings of one entry; ``applied`` carries the entry, its ``overrides`` renewed; ``moreWanted``: all bands."""

    applied = pyqtSignal(object)
    closed = pyqtSignal()
    moreWanted = pyqtSignal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("specawareSensorPanel")
        self.entry: Entry | None = None
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.name = ElidedLabel(self)
        bold = self.name.font()
        bold.setBold(True)
        self.name.setFont(bold)
        self.question = QLabel(self)
        self.question.setWordWrap(True)
        self.question.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self.sensor = QComboBox(self)
        self.level = QComboBox(self)
        self.units = QComboBox(self)
        self.units.setEditable(True)
        self.numbers = {"scale": QLineEdit(self), "offset": QLineEdit(self)}
        for key, edit in self.numbers.items():
            check = QDoubleValidator(0.0 if key == "scale" else -1e12, 1e12, 12, edit)
            check.setLocale(QLocale.c())
            edit.setValidator(check)
        self.wavelength_unit = QComboBox(self)
        for box in (self.sensor, self.level, self.units, self.wavelength_unit):
            shrink(box, 6)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.addRow(tr("Sensor"), self.sensor)
        form.addRow(tr("Level"), self.level)
        form.addRow(tr("Units"), self.units)
        form.addRow(tr("Scale"), self.numbers["scale"])
        form.addRow(tr("Offset"), self.numbers["offset"])
        form.addRow(tr("Wavelength unit"), self.wavelength_unit)
        form.labelForField(self.wavelength_unit).setToolTip(tr("Unit of the wavelengths in the file"))
        form.setVerticalSpacing(4)
        buttons = QDialogButtonBox(self)
        self.apply_button = buttons.addButton(tr("Confirm"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(QDialogButtonBox.StandardButton.Close)
        more = buttons.addButton(tr("Bands…"), QDialogButtonBox.ButtonRole.ActionRole)
        more.setToolTip(tr("All settings and the table of bands"))
        more.clicked.connect(lambda: self.moreWanted.emit(self.entry))
        buttons.accepted.connect(self._apply)
        buttons.rejected.connect(self._close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.addWidget(self.name)
        layout.addWidget(self.question)
        layout.addLayout(form)
        layout.addWidget(buttons)

    def show_entry(self, entry: Entry, *, take_focus: bool = False) -> None:
        """Ask about one entry; the file's values are the default, sensors with its number of bands come first."""
        self.entry = entry
        found, said = entry.found, entry.overrides
        self.name.set_text(entry.source.name)
        self.question.setText(_question(found))
        self.question.setVisible(bool(self.question.text()))
        fitting = _fitting_sensors(found)
        others = [name for name in catalog.sensor_names() if name not in fitting]
        only = fitting[0] if len(fitting) == 1 and not found.get("used_bands") else ""  # several: the user's choice
        preferred = said.get("sensor") or only
        fill(self.sensor, found_text(found, "sensor"), _same([*fitting, *others]), preferred, len(fitting))
        fill(self.level, found_text(found, "level"), _same(catalog.LEVELS), said.get("level", ""))
        fill(self.units, found_text(found, "units"), _same(catalog.UNITS), said.get("units", ""))
        guess = "" if said.get("wavelength_unit") else unit_guess_of(found)
        unit = said.get("wavelength_unit") or guess
        fill(self.wavelength_unit, tr("from the file"), _same(UNITS), unit)
        for key, edit in self.numbers.items():
            choices = (found.get("choices") or {}).get(key) or ()
            asked = tr(" or ").join(f"{value:g}" for value in choices)
            edit.setPlaceholderText(asked or found_text(found, key))
            edit.setText("" if said.get(key) is None else f"{said[key]:g}")
        self.show()
        if take_focus:
            self.sensor.setFocus()

    def drop_entry(self) -> None:
        """Remove the question of an entry that was removed from the list."""
        self.entry = None
        self.hide()

    def _apply(self) -> None:
        """Confirm the choices; those left at "from the file" set nothing."""
        if self.entry is None:
            return
        own = ("sensor", "level", "units", "wavelength_unit", *self.numbers)
        said: dict[str, Any] = {key: value for key, value in self.entry.overrides.items() if key not in own}
        chosen = {
            "sensor": self.sensor.currentData(),
            "level": self.level.currentData(),
            "units": _typed(self.units),
            "wavelength_unit": self.wavelength_unit.currentData(),
        }
        said.update({key: value for key, value in chosen.items() if value})
        said.update({k: float(e.text()) for k, e in self.numbers.items() if e.text() and e.hasAcceptableInput()})
        self.entry.overrides = said
        self.hide()
        self.applied.emit(self.entry)

    def _close(self) -> None:
        self.hide()
        self.closed.emit()


def _question(found: dict[str, Any]) -> str:
    """The open question, else what was assumed."""
    texts = found.get("blockers") or found.get("warnings") or ()
    return "\n".join(plain(str(text), found) for text in texts[:3])


def _fitting_sensors(found: dict[str, Any]) -> list[str]:
    """Names of the sensors with as many bands as the raster."""
    from ....backend.spectral.sensors import match_band_count

    return list(dict.fromkeys(match.table.name for match in match_band_count(int(found.get("count") or 0))))


def _same(values: Iterable[str]) -> dict[str, str]:
    """Return values as their own texts."""
    return {value: value for value in values}


def _typed(box: QComboBox) -> str:
    """Chosen or typed units; the first item means "from the file"."""
    text = box.currentText().strip()
    return "" if text == box.itemText(0) else text
