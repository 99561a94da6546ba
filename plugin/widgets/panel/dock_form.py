"""The panel's form: widgets and their arrangement, no behaviour."""

from __future__ import annotations

from qgis.gui import QgsFileWidget
from qgis.PyQt.QtCore import QEvent, QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QKeyEvent, QPalette
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QFormLayout,
    QGridLayout,
    QListView,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ....backend.job.kinds.maps import extra_outputs
from ...i18n import declared, tr
from ..entries.entries import EntryModel
from ..entries.entry_delegate import EntryDelegate
from ..models.model_box import ModelBox
from ..parts.controls import row, shrink, thin_bar, tool_button
from ..parts.elided_label import ElidedLabel
from ..parts.scrolled import scrolled
from ..sensor.sensor_panel import SensorPanel
from ..setup.engine_banner import EngineBanner
from .drop_zone import DropZone
from .tour import Tour

_DELETE = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class EntryList(QListView):
    """The list of entries; ``deletePressed`` comes from the keyboard."""

    deletePressed = pyqtSignal()

    def event(self, event: QEvent) -> bool:
        """Keep Delete for the list: the main window has it as the shortcut that deletes features."""
        if event.type() == QEvent.Type.ShortcutOverride and event.key() in _DELETE:
            event.accept()
            return True
        return bool(super().event(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete removes."""
        if event.key() in _DELETE:
            self.deletePressed.emit()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """As high as its first four entries."""
        rows = min(max(self.model().rowCount() if self.model() else 0, 1), 4)
        return QSize(200, rows * max(self.sizeHintForRow(0), 50) + 4)


class DockForm(QWidget):
    """All widgets of the panel, top to bottom."""

    def __init__(self, model: EntryModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.banner = EngineBanner(self)
        self.zone = DropZone(self)
        self.files = tool_button(self, tr("Files…"), "/mActionFileOpen.svg", tr("Choose rasters or product files"))
        self.directory = tool_button(
            self, tr("Folder…"), "/mIconFolderOpen.svg", tr("A product's folder, or a folder of rasters")
        )
        self.layer = tool_button(
            self, tr("Active layer"), "/mIconRaster.svg", tr("The raster selected in the layer tree")
        )
        self.clear = tool_button(self, "", "/mActionDeleteSelected.svg", tr("Clear the list"))
        self.help = tool_button(self, "", "/mActionHelpContents.svg", tr("Help"))
        self.help.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        self.tour = Tour(self)
        self.list = EntryList(self)
        self.delegate = EntryDelegate(self.list)
        self._set_up_list(model)
        self.sensor = SensorPanel(self)
        self.sensor.hide()
        self.model = ModelBox(self)
        self.about = ElidedLabel(self)
        faded = self.about.palette()
        color = faded.color(QPalette.ColorRole.WindowText)
        color.setAlphaF(0.68)
        faded.setColor(QPalette.ColorRole.WindowText, color)
        self.about.setPalette(faded)
        self.models = _menu_button(self, tr("Train, import, rename or remove models"))
        self.info = tool_button(
            self, "", "/mActionPropertiesWidget.svg", tr("About this model: what it maps, how well, and where it fails")
        )
        self.area = QComboBox(self)
        self.area.addItem(tr("Whole raster"), "all")
        self.area.addItem(tr("Current map view"), "view")
        self.clouds = QComboBox(self)
        self.clouds.setToolTip(tr("Clouds and their shadows, from the product's quality layers or by their spectra"))
        for key, text in _clouds().items():
            self.clouds.addItem(text, key)
        self.folder = QgsFileWidget(self)
        self.folder.setStorageMode(QgsFileWidget.StorageMode.GetDirectory)
        self.folder.lineEdit().setPlaceholderText(tr("beside each raster"))
        self.extras = {key: _box(self, *words) for key, words in _extras().items()}
        self.image = _box(self, tr("Image below"), tr("Show the raster in colour below its map"))
        self.bar = thin_bar(self)
        self.status = ElidedLabel(self)
        self.cancel = QPushButton(tr("Cancel"), self)
        self.map = QPushButton(tr("Map"), self)
        self.map.setDefault(True)
        self._lay_out()

    def _set_up_list(self, model: EntryModel) -> None:
        self.list.setObjectName("specawareEntries")
        self.list.setModel(model)
        self.list.setItemDelegate(self.delegate)
        self.list.setMouseTracking(True)
        self.list.setUniformItemSizes(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.list.setAccessibleName(tr("Rasters to map"))

    def _lay_out(self) -> None:
        tools = row(self.files, self.directory, self.layer, None, self.clear, self.help)
        settings = QFormLayout()
        settings.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        settings.setVerticalSpacing(5)
        settings.addRow(tr("Model"), row(self.model, self.info, self.models))
        settings.addRow(self.about)
        settings.addRow(tr("Extent"), self.area)
        settings.addRow(tr("Clouds"), self.clouds)
        settings.addRow(tr("Save in"), self.folder)
        also = QGridLayout()
        also.setVerticalSpacing(2)
        for number, box in enumerate((*self.extras.values(), self.image)):
            also.addWidget(box, number // 2, number % 2)
        also.setColumnStretch(2, 1)
        settings.addRow(tr("Also write"), also)
        for box in (self.model, self.area, self.clouds):
            shrink(box)
        self._space = QWidget(self)
        self._space.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        body = QWidget()
        inside = QVBoxLayout(body)
        inside.setContentsMargins(8, 8, 8, 4)
        inside.setSpacing(6)
        for widget in (self.banner, self.tour, self.zone):
            inside.addWidget(widget)
        inside.addLayout(tools)
        inside.addWidget(self.list, 4)
        inside.addWidget(self.sensor)
        inside.addLayout(settings)
        inside.addWidget(self._space, 1)
        foot = row(self.status, self.cancel, self.map)
        foot.setContentsMargins(8, 0, 8, 8)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(scrolled(body, self), 1)
        layout.addWidget(self.bar)
        layout.addLayout(foot)

    def show_entries(self, any_entries: bool) -> None:
        """Large drop zone while the list is empty, a thin one above the list afterwards."""
        self.zone.set_compact(any_entries)
        self.list.setVisible(any_entries)
        self.clear.setVisible(any_entries)
        self._space.setVisible(not any_entries)
        self.list.updateGeometry()


def _extras() -> dict[str, tuple[str, str]]:
    """Outputs beside the classes: key in the job, label, and description."""
    return {
        one.key: (declared(one.title or one.key), tr("Also write {}").format(declared(one.help)))
        for one in extra_outputs()
        if one.raster
    }


def _clouds() -> dict[str, str]:
    """What can become of clouds, by its key in the job."""
    return {"nodata": tr("No data"), "class": tr("Classes of their own"), "keep": tr("Mapped like the ground")}


def _box(parent: QWidget, text: str, tip: str) -> QCheckBox:
    box = QCheckBox(text, parent)
    box.setToolTip(tip)
    return box


def _menu_button(parent: QWidget, tip: str) -> QToolButton:
    """A button with three dots that opens a menu."""
    button = QToolButton(parent)
    button.setText("…")
    button.setAutoRaise(True)
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    button.setToolTip(tip)
    button.setStyleSheet("QToolButton::menu-indicator { image: none; }")
    return button
