"""Runs inside the real QGIS, started by test_program.py: drives the plugin and writes what it saw as JSON."""

from __future__ import annotations

import gc
import json
import os
import sys
import threading
from pathlib import Path

import qgis.utils
from qgis.core import QgsApplication, QgsProject
from qgis.gui import QgsMapCanvas, QgsVertexMarker
from qgis.PyQt.QtCore import QPointF, Qt, QTimer
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QAction, QApplication, QDockWidget, QMenu, QToolBar

sys.path.insert(0, os.environ["SPECAWARE_TEST_SCRIPTS"])
from program_tools import drop, files_mime, seen, spin, start, wait_until

PRODUCTS = json.loads(os.environ["SPECAWARE_TEST_PRODUCTS"])
FOREIGN = os.environ["SPECAWARE_TEST_FOREIGN"]
VECTOR = os.environ["SPECAWARE_TEST_VECTOR"]
CYCLES = 20


def children() -> int:
    count = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        count += int(fields[1]) == os.getpid() and fields[0] != "Z"
    return count


def state() -> dict[str, object]:
    """What a plugin could leave behind; threads of QGIS's own pool ("dummies" to Python) are QGIS's."""
    gc.collect()
    QApplication.sendPostedEvents(None, 52)  # QEvent.DeferredDelete
    window = qgis.utils.iface.mainWindow()
    return {
        "providers": sorted(p.id() for p in QgsApplication.processingRegistry().providers()),
        "actions": len(window.findChildren(QAction)),
        "raster_menu": [a.text() for a in qgis.utils.iface.rasterMenu().actions()],
        "toolbar": len(qgis.utils.iface.rasterToolBar().actions()),
        "toolbars": sorted(bar.objectName() for bar in window.findChildren(QToolBar) if bar.objectName()),
        "docks": sorted(d.objectName() for d in window.findChildren(QDockWidget)),
        "menus": len(window.findChildren(QMenu)),
        "timers": len(window.findChildren(QTimer)),
        "threads": sorted(t.name for t in threading.enumerate() if not isinstance(t, threading._DummyThread)),
        "children": children(),
        "tasks": QgsApplication.taskManager().count(),
        "environ": dict(os.environ),
    }


def profile_action() -> QAction:
    """That of the plugin as it is loaded now; those of earlier cycles may still wait to be deleted."""
    return qgis.utils.iface.mainWindow().findChildren(QAction, "specawareProfileAction")[-1]


def layers() -> list[str]:
    return sorted(layer.name() for layer in QgsProject.instance().mapLayers().values())


def open_from_the_context_menu(plugin: object) -> None:
    """The layer tree's menu of a raster layer has our entries; one opens the sensor dialog on the layer."""
    layer = QgsProject.instance().mapLayersByName("stripes")[0]
    view = qgis.utils.iface.layerTreeView()
    view.setCurrentLayer(layer)
    menu = view.menuProvider().createContextMenu()
    entries = {action.text(): action for action in menu.actions() if "SpecAware" in action.text()}
    seen["context_menu"] = sorted(entries)
    entries["Sensor and bands (SpecAware)…"].trigger()
    dialog = plugin.dialog
    wait_until(lambda: not dialog.is_reading)
    seen["dialog"] = [dialog.layer is layer, len(dialog.form.table.bands.rows), dialog.isModal()]
    dialog.reject()


def drop_products(plugin: object) -> None:
    """One product after the other on the window, the rest at once on the canvas; wait until all are read."""
    window, canvas = qgis.utils.iface.mainWindow(), qgis.utils.iface.mapCanvas()
    first, *others = PRODUCTS.values()
    drop(window, files_mime(first))
    drop(canvas.viewport(), files_mime(*others, FOREIGN))
    session = plugin.dock.session
    wait_until(lambda: not session.is_reading)
    found = {entry.source.path: entry for entry in session.model.entries}
    seen["products"] = {
        name: [found[path].state.value, found[path].found.get("product"), found[path].message]
        for name, path in PRODUCTS.items()
        if path in found
    }
    seen["panel_visible"] = plugin.dock.isVisible()
    seen["layers_after_products"] = layers()


def delete_a_clicked_entry(plugin: object) -> None:
    """A click on an entry and the Delete key take it out, its question with it, though QGIS has that key too."""
    form, session = plugin.dock.form, plugin.dock.session
    entry = next(entry for entry in session.model.entries if entry.state.value == "question")
    form.list.scrollTo(session.model.index(session.model.entries.index(entry)))
    spin(0.2)
    place = form.list.visualRect(session.model.index(session.model.entries.index(entry))).center()
    QTest.mouseClick(form.list.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    spin(0.1)
    asked = form.sensor.isVisible() and form.sensor.entry is entry
    QTest.keyClick(form.list.window().focusWidget(), Qt.Key.Key_Delete)
    spin(0.1)
    seen["delete_key"] = [asked, entry in session.model.entries, form.sensor.isVisible()]


def drop_layers_of_the_tree(plugin: object) -> None:
    """All layers of the tree, of which the rasters are taken, on the panel."""
    view, session = qgis.utils.iface.layerTreeView(), plugin.dock.session
    for entry in list(session.model.entries):
        session.remove(entry)
    view.selectAll()
    model = view.model()
    seen["tree_taken"] = drop(plugin.dock.form.zone, model.mimeData(view.selectionModel().selectedIndexes()))
    wait_until(lambda: not session.is_reading)
    seen["tree_entries"] = sorted(entry.source.name for entry in session.model.entries)
    plugin.dock.session.model.entries.clear()


def canvas_marks(canvas: QgsMapCanvas) -> list[QgsVertexMarker]:
    return [item for item in canvas.scene().items() if isinstance(item, QgsVertexMarker) and item.isVisible()]


def click_with_the_profile_tool() -> None:
    """Pick a spectrum in the middle of the raster that was dropped."""
    qgis.utils.iface.setActiveLayer(QgsProject.instance().mapLayersByName("stripes")[0])
    qgis.utils.iface.zoomToActiveLayer()
    spin(0.2)
    profile_action().trigger()
    dock = qgis.utils.plugins["specaware"].profile
    canvas = qgis.utils.iface.mapCanvas()
    seen["profile_tool_on"] = canvas.mapTool() is dock.tool and profile_action().isChecked()
    middle = QPointF(canvas.width() / 2, canvas.height() / 2).toPoint()
    QTest.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle)
    wait_until(lambda: dock.profiles and not dock.picker.is_reading, 20)
    seen["profiles"] = [[p.row, p.col, len(p.values)] for p in dock.profiles]
    profile, mark = dock.profiles[0], canvas_marks(canvas)[0].center()
    seen["profile_at"], seen["mark_at"] = [profile.x, profile.y], [mark.x(), mark.y()]
    spin(0.3)


def cycle(*, busy: bool) -> None:
    """Load and unload; a busy cycle is unloaded while the engine reads a raster."""
    assert qgis.utils.loadPlugin("specaware")
    assert qgis.utils.startPlugin("specaware")
    from specaware.plugin.scene.layers import source_of_path

    plugin = qgis.utils.plugins["specaware"]
    plugin.open_with([source_of_path(FOREIGN)] if busy else [])
    profile_action().trigger()
    if busy:
        plugin.open_sensor_dialog(source_of_path(FOREIGN))
        spin(0.1)
        seen["busy_children"] = max(seen.get("busy_children", 0), children())
    assert qgis.utils.unloadPlugin("specaware")
    spin(0.05)


def drive() -> None:
    assert "specaware" in qgis.utils.plugins
    plugin = qgis.utils.plugins["specaware"]
    seen["provider_listed"] = QgsApplication.processingRegistry().providerById("specaware") is not None
    qgis.utils.unloadPlugin("specaware")
    spin(0.2)
    seen["before"] = state()
    for number in range(CYCLES):
        cycle(busy=number % 5 == 0)
    seen["after_all"] = state()
    qgis.utils.loadPlugin("specaware")
    qgis.utils.startPlugin("specaware")
    plugin = qgis.utils.plugins["specaware"]
    spin(0.3)
    bar = qgis.utils.iface.mainWindow().findChild(QToolBar, "SpecAwareToolBar")
    seen["own_toolbar"] = [bar.isVisible(), len(bar.actions())]
    seen["in_raster_menu"] = [a.text() for a in qgis.utils.iface.rasterMenu().actions()]
    window, canvas = qgis.utils.iface.mainWindow(), qgis.utils.iface.mapCanvas()
    drop(window, files_mime(FOREIGN))
    drop(canvas.viewport(), files_mime(VECTOR))
    seen["layers_after_foreign"] = layers()
    seen["panel_after_foreign"] = plugin.dock is not None
    click_with_the_profile_tool()
    open_from_the_context_menu(plugin)
    drop_products(plugin)
    delete_a_clicked_entry(plugin)
    drop_layers_of_the_tree(plugin)
    window.grab().save(os.environ["SPECAWARE_TEST_OUT"].replace(".json", ".png"))
    qgis.utils.unloadPlugin("specaware")
    spin(0.2)
    drop(window, files_mime(FOREIGN))
    seen["layers_after_unload"] = len(QgsProject.instance().mapLayers())


start(drive)
