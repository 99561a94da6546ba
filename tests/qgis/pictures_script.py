"""Runs inside the real QGIS, started by test_pictures.py: opens every window, notes what is cut off, takes pictures.

The screen's size is the one of the virtual screen; pictures go to SPECAWARE_PICTURES.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import qgis.utils
from qgis.core import (
    QgsApplication,
    QgsContrastEnhancement,
    QgsMultiBandColorRenderer,
    QgsPointXY,
    QgsProject,
    QgsRasterLayer,
)
from qgis.PyQt.QtCore import QPoint, QPointF, QRect, Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QAction, QDialog, QWidget

sys.path.insert(0, os.environ["SPECAWARE_TEST_SCRIPTS"])
from program_tools import cut_off, drop, files_mime, seen, spin, start, wait_until

RASTERS: dict[str, str] = json.loads(os.environ["SPECAWARE_TEST_RASTERS"])
SAMPLE = os.environ["SPECAWARE_TEST_SAMPLE"]
FOLDER = Path(os.environ["SPECAWARE_PICTURES"])
SCREEN = os.environ["SPECAWARE_TEST_SCREEN"]
windows: dict[str, dict[str, object]] = {}
NONE, LEFT = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton


def picture(name: str, widget: QWidget) -> None:
    spin(0.4)
    widget.grab().save(str(FOLDER / f"{name}_{SCREEN}.png"))


def look(name: str, widget: QWidget) -> None:
    """Take a picture, and note texts that do not fit and a window that does not fit the screen."""
    picture(name, widget)
    room = QgsApplication.primaryScreen().availableGeometry()
    least = widget.minimumSizeHint()
    windows[name] = {
        "cut": cut_off(widget),
        "size": [widget.width(), widget.height()],
        "least": [least.width(), least.height()],
        "fits": QRect(room.topLeft(), widget.size()).united(room) == room,
    }


def sensor_dialogs(plugin: object) -> None:
    from specaware.plugin.scene.layers import source_of_path

    for name, path in RASTERS.items():
        plugin.open_sensor_dialog(source_of_path(path))
        dialog = plugin.dialog
        wait_until(lambda dialog=dialog: not dialog.is_reading)
        look(f"sensor_{name}", dialog)
        dialog.reject()
    engine = os.environ.pop("SPECAWARE_ENGINE_PYTHON")
    plugin.open_sensor_dialog(source_of_path(RASTERS["without_metadata"]))
    look("sensor_without_engine", plugin.dialog)
    plugin.dialog.reject()
    os.environ["SPECAWARE_ENGINE_PYTHON"] = engine


def models(dock: object) -> None:
    """The chooser's list, its menu and the card."""
    dock.form.model.showPopup()
    picture("models_list", dock.form.model.view())
    dock.form.model.hidePopup()
    dock.models.popup(dock.mapToGlobal(QPoint(0, 0)))
    picture("models_menu", dock.models)
    dock.models.close()
    menu = dock.entry_menu(dock.session.model.entries[0])
    menu.popup(dock.mapToGlobal(QPoint(0, 0)))
    picture("entry_menu", menu)
    menu.close()
    dock.form.info.click()
    card = dock.findChildren(QDialog)[-1]
    look("model_card", card)
    card.close()


LABELS = {
    "Roofs and roads": ("#d55e00", ((37, 39), (71, 56), (45, 60), (60, 45), (85, 50))),
    "Crops": ("#f0e442", ((10, 12), (30, 98), (55, 115), (20, 52), (115, 52))),
    "Forest": ("#009e73", ((95, 95), (110, 20), (88, 70), (100, 110), (120, 80))),
    "Water": ("#0072b2", ((90, 108), (88, 112), (86, 4), (98, 108), (95, 112))),
}  # fmt: skip


def companions(plugin: object, window: QWidget) -> None:
    """The training panel with labels and a model trained on them, and the viewer with a swipe and a pixel."""
    dock, canvas, bar = plugin.dock, qgis.utils.iface.mapCanvas(), qgis.utils.iface.messageBar()
    dock.companions.open_training()
    training = dock.companions.training
    look("panel_training_empty", training)
    for name, (color, pixels) in LABELS.items():
        training.store.add_class(name, color)
        training.form.classes.choose(name)
        for row, col in pixels:
            training.label_pixel(training.store.grid.place(row + 0.5, col + 0.5))
    training.form.train.click()
    wait_until(lambda: training.judgement.recall and not dock.session.is_mapping)
    wait_until(lambda: not training.spectra.is_reading)
    bar.clearWidgets()
    look("panel_training", training)
    picture("window_training", window)
    dock.companions.open_viewer(dock.session.model.entries[0])
    viewer = dock.companions.viewer
    viewer.look_at_pixel(training.store.grid.place(60.5, 45.5))
    wait_until(lambda: not viewer.picker.is_reading)
    viewer.form.swipe.setChecked(True)
    wait_until(lambda: viewer.swipe.is_ready)
    look("panel_compare", viewer)
    picture("window_compare", window)
    viewer.form.swipe.setChecked(False)
    seen["compared"] = [viewer.form.map.count(), viewer.form.pixel.topLevelItemCount()]
    canvas.refresh()
    for one in (training, viewer):
        one.setUserVisible(False)
    dock.setUserVisible(True)


def show_true_colour(layer: QgsRasterLayer) -> None:
    """Red, green and blue of the sample's bands, for the pictures."""
    renderer = QgsMultiBandColorRenderer(layer.dataProvider(), 48, 30, 12)
    for number, set_up in (
        (48, "setRedContrastEnhancement"),
        (30, "setGreenContrastEnhancement"),
        (12, "setBlueContrastEnhancement"),
    ):
        enhancement = QgsContrastEnhancement(layer.dataProvider().dataType(number))
        enhancement.setContrastEnhancementAlgorithm(
            QgsContrastEnhancement.ContrastEnhancementAlgorithm.StretchToMinimumMaximum
        )
        enhancement.setMinimumValue(0.0)
        enhancement.setMaximumValue(0.16)
        getattr(renderer, set_up)(enhancement)
    layer.setRenderer(renderer)
    layer.triggerRepaint()
    spin(0.5)


def click(layer: QgsRasterLayer, fraction: tuple[float, float]) -> None:
    """Click the map at a place within the layer, from its upper left corner."""
    canvas, dock, extent = qgis.utils.iface.mapCanvas(), qgis.utils.plugins["specaware"].profile, layer.extent()
    there = QgsPointXY(
        extent.xMinimum() + fraction[0] * extent.width(), extent.yMaximum() - fraction[1] * extent.height()
    )
    place = canvas.mapSettings().mapToPixel().transform(there)
    QTest.mouseClick(canvas.viewport(), LEFT, NONE, QPointF(place.x(), place.y()).toPoint())
    spin(0.1)
    wait_until(lambda: not dock.picker.is_reading)


def drive() -> None:
    from specaware.plugin.scene.layers import source_of_layer

    plugin, window = qgis.utils.plugins["specaware"], qgis.utils.iface.mainWindow()
    width, height = (int(v) for v in SCREEN.split("x"))
    window.resize(width, height)
    sensor_dialogs(plugin)
    plugin.open_with([])
    look("panel_empty", plugin.dock)
    drop(window, files_mime(SAMPLE))
    show_true_colour(QgsProject.instance().mapLayersByName(Path(SAMPLE).stem)[0])
    drop(plugin.dock.form.zone, files_mime(SAMPLE, RASTERS["without_metadata"]))
    wait_until(lambda: not plugin.dock.session.is_reading)
    look("panel_dropped", plugin.dock)
    picture("window_dropped", window)
    plugin.dock.form.sensor.hide()
    plugin.dock.session.remove(plugin.dock.session.model.entries[-1])
    plugin.dock.form.extras["confidence"].setChecked(True)
    plugin.dock.form.map.click()
    wait_until(lambda: not plugin.dock.session.is_mapping)
    picture("window_mapped", window)
    models(plugin.dock)
    look("panel_mapped", plugin.dock)
    companions(plugin, window)
    plugin.dock.setUserVisible(False)
    qgis.utils.iface.messageBar().clearWidgets()
    layer = QgsProject.instance().mapLayersByName(Path(SAMPLE).stem)[0]
    QgsProject.instance().layerTreeRoot().findGroup(Path(SAMPLE).name).setItemVisibilityChecked(False)
    qgis.utils.iface.setActiveLayer(layer)
    window.findChild(QAction, "specawareProfileAction").trigger()
    qgis.utils.iface.zoomToActiveLayer()
    spin(0.5)
    for fraction in ((0.45, 0.45), (0.88, 0.3), (0.885, 0.75), (0.55, 0.88)):
        click(layer, fraction)
    seen["clicked"] = len(plugin.profile.profiles)
    plugin.profile.compare.setChecked(True)
    look("panel_profile", plugin.profile)
    plugin.open_sensor_dialog(source_of_layer(layer), layer)
    wait_until(lambda: not plugin.dialog.is_reading)
    plugin.dialog.form.plot.bandsChosen.emit(list(range(60, 72)))
    look("sensor_picked", plugin.dialog)
    plugin.dialog.reject()
    seen["windows"], seen["title"] = windows, plugin.profile.windowTitle()
    qgis.utils.iface.messageBar().clearWidgets()
    picture("window_profile", window)


start(drive)
