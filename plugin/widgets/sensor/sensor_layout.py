"""The sensor dialog's widgets and their arrangement, no behaviour."""

from __future__ import annotations

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ...i18n import tr
from ..parts.elided_label import ElidedLabel
from ..parts.spectrum_plot import SpectrumPlot
from ..setup.engine_banner import EngineBanner
from .band_view import BandView
from .confirm_bar import ConfirmBar
from .sensor_form import SensorForm


class SensorLayout:
    """Fields on the left; plot above the table on the right; warnings above both."""

    def __init__(self, dialog: QDialog) -> None:
        self.banner = EngineBanner(dialog)
        self.summary = ElidedLabel(dialog)
        bold = self.summary.font()
        bold.setBold(True)
        self.summary.setFont(bold)
        self.picture = QLabel(dialog)
        self.picture.setPixmap(QgsApplication.getThemeIcon("/mIconWarning.svg").pixmap(18, 18))
        self.messages = QLabel(dialog)
        self.messages.setTextFormat(Qt.TextFormat.RichText)
        self.messages.setWordWrap(True)
        self.messages.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.messages.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self.confirm = ConfirmBar(dialog)
        self.fields = SensorForm(dialog)
        self.plot = SpectrumPlot(dialog)
        self.plot.selectable = self.plot.legend = True
        self.plot.setToolTip(tr("Click a band, or drag over several, to select them in the table"))
        self.table = BandView(dialog)
        self.on = _button(dialog, tr("Use"), tr("Use the selected bands (Space switches them)"))
        self.off = _button(dialog, tr("Leave out"), tr("Leave the selected bands out (Delete)"))
        self.paste = _button(dialog, tr("Paste"), tr("Paste wavelengths, one per line, with FWHM if known (Ctrl+V)"))
        self.load = _button(dialog, tr("Import…"), tr("Read wavelengths from a CSV, text or JSON file or ENVI header"))
        self.save = _button(dialog, tr("Export…"), tr("Write the bands as CSV, ENVI header or JSON"))
        self.beside = QCheckBox(tr("Save beside the raster"), dialog)
        self.beside.setChecked(True)
        self.beside.setToolTip(tr("Batch runs and the command line then use these settings too"))
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, parent=dialog
        )
        for button in self.buttons.buttons():
            button.setAutoDefault(False)
        self.reset = self.buttons.addButton(tr("Reset to the file"), QDialogButtonBox.ButtonRole.ResetRole)
        self.reset.setToolTip(tr("Discard all settings entered here"))
        self.show_selected([])
        self._lay_out(dialog)

    def _lay_out(self, dialog: QDialog) -> None:
        odd = QHBoxLayout()
        odd.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignTop)
        odd.addWidget(self.messages, 1)
        scroll = QScrollArea(dialog)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self.fields)
        scroll.setMinimumWidth(self.fields.minimumSizeHint().width() + 18)
        tools = QHBoxLayout()
        for button in (self.on, self.off):
            tools.addWidget(button)
        tools.addStretch(1)
        for button in (self.paste, self.load, self.save):
            tools.addWidget(button)
        bands = QWidget(dialog)
        below = QVBoxLayout(bands)
        below.setContentsMargins(0, 0, 0, 0)
        below.addWidget(self.table, 1)
        below.addLayout(tools)
        right = QSplitter(Qt.Orientation.Vertical, dialog)
        right.addWidget(self.plot)
        right.addWidget(bands)
        right.setStretchFactor(1, 3)
        right.setSizes([210, 330])
        right.setChildrenCollapsible(False)
        across = QSplitter(Qt.Orientation.Horizontal, dialog)
        across.addWidget(scroll)
        across.addWidget(right)
        across.setStretchFactor(1, 1)
        across.setSizes([310, 640])
        across.setChildrenCollapsible(False)
        foot = QHBoxLayout()
        foot.addWidget(self.beside)
        foot.addWidget(self.buttons, 1)
        layout = QVBoxLayout(dialog)
        layout.addWidget(self.banner)
        layout.addWidget(self.summary)
        layout.addLayout(odd)
        layout.addWidget(self.confirm)
        layout.addWidget(across, 1)
        layout.addLayout(foot)

    def show_selected(self, positions: list[int]) -> None:
        """Only selected bands can be switched."""
        for widget in (self.on, self.off):
            widget.setEnabled(bool(positions))

    def set_usable(self, any_bands: bool) -> None:
        """Disable the form if there are no bands."""
        for widget in (self.paste, self.load, self.save, self.fields, self.reset, self.beside):
            widget.setEnabled(any_bands)
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(any_bands)


def _button(parent: QWidget, text: str, tip: str) -> QToolButton:
    button = QToolButton(parent)
    button.setText(text)
    button.setToolTip(tip)
    return button
