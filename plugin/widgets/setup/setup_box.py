"""Ask before the engine is installed: packages, folder, size and device."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.PyQt.QtWidgets import QComboBox, QGridLayout, QLabel, QMessageBox, QWidget

from ...engine.environment import engine_folder, engine_modules, find_engine
from ...engine.variants import Variant, offered, this_machine
from ...i18n import tr


class SetupBox(QMessageBox):
    """The question; ``variant`` is the engine chosen. If a machine supports only one, there is no choice."""

    def __init__(self, parent: QWidget | None = None, choices: Sequence[Variant] | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("specawareSetupBox")
        self.setIcon(QMessageBox.Icon.Question)
        self.setWindowTitle(tr("Set up the engine"))
        self.setStandardButtons(QMessageBox.StandardButton.Ok | QMessageBox.StandardButton.Cancel)
        self.setDefaultButton(QMessageBox.StandardButton.Ok)
        self._choices = tuple(offered(this_machine()) if choices is None else choices)
        self.devices = QComboBox(self)
        self.devices.setObjectName("specawareSetupDevices")
        for choice in self._choices:
            text = tr("{}: {} MB to download, {} MB on disk")
            self.devices.addItem(text.format(choice.title, choice.download_mb, choice.disk_mb))
        self._select()
        self.devices.currentIndexChanged.connect(self._show)
        if len(self._choices) > 1:
            self._lay_out()
        self.devices.setVisible(len(self._choices) > 1)
        self._show()

    @property
    def variant(self) -> Variant:
        """The engine chosen."""
        return self._choices[max(0, self.devices.currentIndex())]

    def _select(self) -> None:
        """Select the installed engine first, for setting it up again."""
        engine = find_engine()
        keys = [choice.key for choice in self._choices]
        if engine is not None and engine.variant in keys:
            self.devices.setCurrentIndex(keys.index(engine.variant))

    def _lay_out(self) -> None:
        """Insert the choice between the text and the buttons, which are the last row."""
        layout = self.layout()
        if not isinstance(layout, QGridLayout):
            return
        row, columns = layout.rowCount(), layout.columnCount()
        buttons = layout.itemAtPosition(row - 1, 0)
        label = QLabel(tr("Run on"), self)
        label.setBuddy(self.devices)
        if buttons is not None:
            layout.removeItem(buttons)
            layout.addItem(buttons, row + 1, 0, 1, columns)
        layout.addWidget(label, row - 1, 0, 1, columns)
        layout.addWidget(self.devices, row, 0, 1, columns)

    def _show(self) -> None:
        """Show the sizes of the chosen engine."""
        chosen = self.variant
        text = tr(
            "SpecAware will create its own Python environment in\n{}\nand install these packages and their "
            "dependencies from PyPI: {} (about {} MB to download, {} MB on disk).\n\nNothing is installed into "
            "QGIS. You can delete the folder at any time."
        )
        names = ", ".join(engine_modules(chosen.requirements))
        self.setText(text.format(engine_folder(), names, chosen.download_mb, chosen.disk_mb))
