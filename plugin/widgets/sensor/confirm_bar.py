"""One button for each guessed or missing value of a raster; a click confirms it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from ...i18n import tr
from ...scene.origins import unit_guess_of

_UNIT_SIGNS = {"um": "µm", "angstrom": "Å", "cm-1": "cm⁻¹"}


class ConfirmBar(QWidget):
    """Visible only while something is open; ``confirmed`` carries the confirmed values, as SensorOverrides."""

    confirmed = pyqtSignal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons: list[QPushButton] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(QLabel(tr("Confirm:"), self))
        self._row.addStretch(1)
        self.hide()

    def show_guesses(self, found: Mapping[str, Any], stated: Mapping[str, Any]) -> None:
        """Show buttons for values that are still guessed."""
        for button in self.buttons:
            self._row.removeWidget(button)
            button.deleteLater()
        self.buttons = []
        for text, said in open_guesses(found, stated):
            button = QPushButton(text, self)
            button.setAutoDefault(False)
            button.setToolTip(tr("Confirm this value, so that nothing is guessed"))
            button.clicked.connect(lambda _, said=said: self.confirmed.emit(said))
            self._row.insertWidget(self._row.count() - 1, button)
            self.buttons.append(button)
        self.setVisible(bool(self.buttons))


def open_guesses(found: Mapping[str, Any], stated: Mapping[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """Return the guesses of an inspection that the user has not confirmed: the button's text and the setting."""
    guesses: list[tuple[str, dict[str, Any]]] = []
    unit = unit_guess_of(found)
    if unit and "wavelength_unit" not in stated:
        text = tr("Wavelengths in {}").format(_UNIT_SIGNS.get(unit, unit))
        guesses.append((text, {"wavelength_unit": unit}))
    if found.get("level_origin") == "assumed" and "level" not in stated:
        guesses.append((tr("Level {}").format(found["level"]), {"level": found["level"]}))
    texts = {"scale": tr("Scale {:g}"), "offset": tr("Offset {:g}")}
    for key, text in texts.items():
        if found.get(f"{key}_origin") == "inferred from values" and found.get(key) is not None and key not in stated:
            guesses.append((text.format(found[key]), {key: found[key]}))
        asked = (found.get("choices") or {}).get(key) or ()
        guesses += [(text.format(value), {key: value}) for value in asked if key not in stated]
    return guesses
