"""What QGIS loads: registers provider, menu, toolbar button, panel and drop handler; unload undoes all of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from qgis.core import QgsApplication, QgsMapLayerType, QgsRasterLayer, QgsSettings
from qgis.gui import QgisInterface, QgsCustomDropHandler
from qgis.PyQt.QtCore import QCoreApplication, Qt, QTimer, QTranslator
from qgis.PyQt.QtWidgets import QAction, QToolBar

from ..backend.spectral.composites import INFRARED, TRUE_COLOUR
from . import models
from .algorithms.parts.loading import Styler
from .engine import client
from .engine.environment import SETTING_OUTSIDE
from .i18n import load_translator, tr
from .paths import icon
from .provider import SpecAwareProvider
from .scene.layers import Source, is_product, source_of_layer, source_of_path
from .scene.profiles import PickedSpectra

if TYPE_CHECKING:
    from .widgets.entries.image_layer import ImageMaker
    from .widgets.panel.mapper_dock import MapperDock
    from .widgets.sensor.sensor_dialog import SensorDialog
    from .widgets.viewer.profile_dock import ProfileDock


class ProductDropHandler(QgsCustomDropHandler):
    """Handles products dropped on the main window that QGIS cannot open; leaves all other files to QGIS."""

    def __init__(self, plugin: SpecAwarePlugin) -> None:
        super().__init__()
        self._plugin = plugin

    def handleFileDrop(self, file: str) -> bool:
        """Offer a product to the panel; False lets QGIS open the file."""
        if not is_product(file):
            return False
        self._plugin.open_with([source_of_path(file)])
        return True


class SpecAwarePlugin:
    """The plugin; ``iface`` is None in qgis_process, where only the provider is wanted."""

    def __init__(self, iface: QgisInterface | None) -> None:
        self.iface = iface
        self.provider: SpecAwareProvider | None = None
        self.dock: MapperDock | None = None
        self.dialog: SensorDialog | None = None
        self.profile: ProfileDock | None = None
        self.images: ImageMaker | None = None
        self.picked = PickedSpectra()
        self._actions: list[QAction] = []
        self._layer_actions: list[QAction] = []
        self._toolbar: QToolBar | None = None
        self._drops: ProductDropHandler | None = None
        self._translator: QTranslator | None = None

    def initProcessing(self) -> None:
        """Register the provider; all that qgis_process calls."""
        self.provider = SpecAwareProvider()
        QgsApplication.processingRegistry().addProvider(self.provider)

    def initGui(self) -> None:
        """Register everything; the panel itself is made when it is first opened."""
        self._translator = load_translator()
        self.initProcessing()
        if self.iface is None:
            return
        self._add_actions(self.iface)
        self._drops = ProductDropHandler(self)
        self.iface.registerCustomDropHandler(self._drops)
        models.news.changed.connect(self._models_changed)

    def _models_changed(self) -> None:
        """Update the models that the algorithms list, once the running algorithm has finished."""
        QTimer.singleShot(0, self._refresh_algorithms)

    def _refresh_algorithms(self) -> None:
        if self.provider is not None:
            self.provider.refreshAlgorithms()

    def _add_actions(self, iface: QgisInterface) -> None:
        panel = QAction(icon("specaware"), tr("Map land cover…"), iface.mainWindow())
        panel.setObjectName("specawarePanelAction")
        panel.setToolTip(tr("SpecAware: map land cover from any raster"))
        panel.setCheckable(True)
        panel.triggered.connect(self._toggle)
        self._toolbar = iface.addToolBar("SpecAware")
        self._toolbar.setObjectName("SpecAwareToolBar")
        self._toolbar.addAction(panel)
        iface.rasterMenu().addAction(panel)
        profile = QAction(icon("profile"), tr("Spectral profile"), iface.mainWindow())
        profile.setObjectName("specawareProfileAction")
        profile.setToolTip(tr("SpecAware: click a raster on the map to see its spectrum"))
        profile.setCheckable(True)
        profile.triggered.connect(self._toggle_profile)
        self._toolbar.addAction(profile)
        iface.rasterMenu().addAction(profile)
        viewer = QAction(icon("compare"), tr("View and compare"), iface.mainWindow())
        viewer.setObjectName("specawareViewerAction")
        viewer.setToolTip(tr("SpecAware: opacity, swipe, class areas and pixel values of a map"))
        viewer.triggered.connect(self._open_viewer)
        self._toolbar.addAction(viewer)
        iface.rasterMenu().addAction(viewer)
        engine = QAction(tr("SpecAware's engine…"), iface.mainWindow())
        engine.setObjectName("specawareEngineAction")
        engine.setToolTip(tr("Location and disk use of the engine; set it up again or remove it"))
        engine.triggered.connect(self._show_engine)
        iface.rasterMenu().addAction(engine)
        self._actions = [panel, profile, self._outside_action(iface), engine, viewer]
        for title, slot in (
            (tr("Map land cover with SpecAware"), self._map_current_layer),
            (tr("Sensor and bands (SpecAware)…"), self._open_sensor_dialog),
            (tr("True colour (SpecAware)"), self._show_true_colour),
            (tr("Colour infrared (SpecAware)"), self._show_infrared),
        ):
            action = QAction(icon("specaware"), title, iface.mainWindow())
            action.triggered.connect(slot)
            iface.addCustomActionForLayerType(action, "", QgsMapLayerType.RasterLayer, True)
            self._layer_actions.append(action)

    @staticmethod
    def _outside_action(iface: QgisInterface) -> QAction:
        """The menu entry that allows rasters to refer to other folders; its state is kept in the profile."""
        action = QAction(tr("Allow rasters to read other folders (SpecAware)"), iface.mainWindow())
        action.setObjectName("specawareOutsideAction")
        action.setToolTip(tr("SpecAware: allow VRT and HDF5 files to read files outside their own folder"))
        action.setCheckable(True)
        action.setChecked(QgsSettings().value(SETTING_OUTSIDE, False, type=bool))
        action.toggled.connect(lambda on: QgsSettings().setValue(SETTING_OUTSIDE, on))
        iface.rasterMenu().addAction(action)
        return action

    def _toggle(self, checked: bool) -> None:
        if checked or self.dock is not None:
            self._panel().setUserVisible(checked)

    def _panel(self) -> MapperDock:
        """The panel, made on first use."""
        if self.dock is None:
            from .widgets.panel.mapper_dock import MapperDock

            self.dock = MapperDock(self.iface, self.picked)
            self.dock.visibilityChanged.connect(self._actions[0].setChecked)
            self.iface.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.dock)
        return self.dock

    def _show_engine(self) -> None:
        """Show the state of the engine and what can be done; the panel shows the progress of a set-up."""
        from .widgets.setup.engine_box import EngineBox

        panel = self._panel()
        panel.setUserVisible(True)
        EngineBox(panel.form.banner, self.iface.mainWindow()).open()

    def _toggle_profile(self, checked: bool) -> None:
        """Show the profile tool's panel and activate its map tool, or deactivate it."""
        if self.profile is None:
            from .widgets.viewer.profile_dock import ProfileDock

            self.profile = ProfileDock(self.iface, self.picked)
            self.profile.tool.setAction(self._actions[1])
            window = self.iface.mainWindow()
            self.iface.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, self.profile)
            window.resizeDocks([self.profile], [window.height() // 3], Qt.Orientation.Vertical)
        if checked:
            self.profile.setUserVisible(True)
        self.profile.activate(checked)

    def open_with(self, sources: Sequence[Source]) -> None:
        """Show the panel and add sources to it."""
        panel = self._panel()
        panel.setUserVisible(True)
        panel.add_sources(sources)

    def _map_current_layer(self) -> None:
        source = self._current_source()
        if source is not None:
            self.open_with([source])

    def _open_sensor_dialog(self) -> None:
        source = self._current_source()
        if source is not None:
            self.open_sensor_dialog(source, self.iface.activeLayer())

    def open_sensor_dialog(self, source: Source, layer: QgsRasterLayer | None = None) -> None:
        """Show the sensor settings and bands of a raster."""
        from .widgets.sensor.sensor_dialog import open_dialog

        if self.dialog is not None:
            self.dialog.reject()
        self.dialog = open_dialog(source, None, layer, self.iface.mainWindow(), picked=self.picked)
        self.dialog.finished.connect(self._dialog_closed)

    def _dialog_closed(self) -> None:
        self.dialog = None

    def _open_viewer(self) -> None:
        self._panel().companions.open_viewer()

    def _show_true_colour(self) -> None:
        self._show_composite(TRUE_COLOUR)

    def _show_infrared(self) -> None:
        self._show_composite(INFRARED)

    def _show_composite(self, kind: str) -> None:
        """Show the layer that is selected in the layer tree as a colour composite."""
        if self.images is None:
            from .widgets.entries.image_layer import ImageMaker

            self.images = ImageMaker()
            self.images.failed.connect(self._warn)
        self.images.restyle(self.iface.activeLayer(), kind)

    def _warn(self, text: str) -> None:
        self.iface.messageBar().pushWarning("SpecAware", text)

    def _current_source(self) -> Source | None:
        """The raster selected in the layer tree; shows a message if it is not a file."""
        layer = self.iface.activeLayer()
        if isinstance(layer, QgsRasterLayer) and layer.providerType() == "gdal":
            return source_of_layer(layer)
        self._warn(tr("Only rasters that are stored in files can be mapped."))
        return None

    def unload(self) -> None:
        """Leave nothing behind: no provider, menu, button, panel, handler, task, thread or process."""
        if self.dialog is not None:
            self.dialog.reject()
        if self.profile is not None:
            self.profile.shut_down()
            self.iface.removeDockWidget(self.profile)
            self.profile.deleteLater()
            self.profile = None
        if self.dock is not None:
            self.dock.shut_down()
            self.iface.removeDockWidget(self.dock)
            self.dock.deleteLater()
            self.dock = None
        if self.images is not None:
            self.images.shut_down()
            self.images = None
        client.shut_down()
        if self.iface is not None:
            models.news.changed.disconnect(self._models_changed)
        Styler.waiting.clear()
        if self._drops is not None:
            self.iface.unregisterCustomDropHandler(self._drops)
            self._drops = None
        for action in self._layer_actions:
            self.iface.removeCustomActionForLayerType(action)
            action.deleteLater()
        self._layer_actions = []
        for action in self._actions:
            self.iface.rasterMenu().removeAction(action)
            action.deleteLater()
        self._actions = []
        if self._toolbar is not None:
            self.iface.mainWindow().removeToolBar(self._toolbar)
            self._toolbar.deleteLater()
            self._toolbar = None
        if self.provider is not None:
            QgsApplication.processingRegistry().removeProvider(self.provider)
            self.provider = None
        if self._translator is not None:
            QCoreApplication.removeTranslator(self._translator)
            self._translator = None
