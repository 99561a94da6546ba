"""Runs inside the real QGIS, started by test_program.py: drives the plugin and writes what it saw as JSON."""

from __future__ import annotations

import gc
import json
import os
import sys
import threading
import time
import traceback
from pathlib import Path

import qgis.utils
from qgis.core import QgsApplication, QgsProject
from qgis.PyQt.QtCore import QMimeData, QPointF, Qt, QTimer, QUrl
from qgis.PyQt.QtGui import QDragEnterEvent, QDropEvent
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QAction, QApplication, QDockWidget, QMenu

OUT = Path(os.environ["SPECAWARE_TEST_OUT"])
PRODUCT = os.environ["SPECAWARE_TEST_PRODUCT"]
FOREIGN = os.environ["SPECAWARE_TEST_FOREIGN"]
CYCLES = 20
seen: dict[str, object] = {}


def spin(seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        QApplication.processEvents()
        time.sleep(0.01)


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
        "docks": sorted(d.objectName() for d in window.findChildren(QDockWidget)),
        "menus": len(window.findChildren(QMenu)),
        "timers": len(window.findChildren(QTimer)),
        "threads": sorted(t.name for t in threading.enumerate() if not isinstance(t, threading._DummyThread)),
        "children": children(),
        "tasks": QgsApplication.taskManager().count(),
        "environ": dict(os.environ),
    }


def drop_on_window(path: str) -> None:
    window = qgis.utils.iface.mainWindow()
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(path)])
    point, none = window.rect().center(), Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(point, Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, none)
    QApplication.sendEvent(window, enter)
    event = QDropEvent(QPointF(point), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, none)
    QApplication.sendEvent(window, event)
    spin(1.5)


def profile_action() -> QAction:
    return qgis.utils.iface.mainWindow().findChild(QAction, "specawareProfileAction")


def click_with_the_profile_tool() -> None:
    """Pick a spectrum in the middle of the raster that was dropped."""
    layer = next(iter(QgsProject.instance().mapLayers().values()))
    qgis.utils.iface.setActiveLayer(layer)
    profile_action().trigger()
    dock = qgis.utils.plugins["specaware"].profile
    canvas = qgis.utils.iface.mapCanvas()
    seen["profile_tool_on"] = canvas.mapTool() is dock.tool and profile_action().isChecked()
    middle = QPointF(canvas.width() / 2, canvas.height() / 2).toPoint()
    QTest.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle)
    end = time.monotonic() + 20
    while (dock.picker.is_reading or not dock.profiles) and time.monotonic() < end:
        spin(0.05)
    seen["profiles"] = [[p.row, p.col, len(p.values)] for p in dock.profiles]
    spin(0.3)


def cycle(*, busy: bool) -> None:
    """Load and unload; a busy cycle is unloaded while the engine reads a raster."""
    assert qgis.utils.loadPlugin("specaware")
    assert qgis.utils.startPlugin("specaware")
    from specaware.plugin.layers import source_of_path

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
    seen["in_raster_menu"] = [a.text() for a in qgis.utils.iface.rasterMenu().actions()]
    drop_on_window(FOREIGN)
    seen["layers_after_foreign"] = [layer.name() for layer in QgsProject.instance().mapLayers().values()]
    seen["panel_after_foreign"] = plugin.dock is not None
    click_with_the_profile_tool()
    drop_on_window(PRODUCT)
    seen["panel_after_product"] = [e.source.path for e in plugin.dock.session.model.entries]
    seen["panel_visible"] = plugin.dock.isVisible()
    seen["layers_after_product"] = len(QgsProject.instance().mapLayers())
    qgis.utils.iface.mainWindow().grab().save(str(OUT.with_suffix(".png")))
    qgis.utils.unloadPlugin("specaware")
    spin(0.2)
    drop_on_window(FOREIGN)
    seen["layers_after_unload"] = len(QgsProject.instance().mapLayers())


def note(kind: type[BaseException], value: BaseException, trace: object) -> None:
    """Instead of QGIS's dialog, which would wait for a click for ever."""
    seen.setdefault("exceptions", []).append("".join(traceback.format_exception(kind, value, trace)))


def go() -> None:
    sys.excepthook = note
    try:
        drive()
    except Exception:
        seen["error"] = traceback.format_exc()
    spin(1)
    OUT.write_text(json.dumps(seen), encoding="utf-8")
    QgsProject.instance().clear()  # layers in a temporary folder make QGIS ask before it closes
    QgsProject.instance().setDirty(False)
    qgis.utils.iface.actionExit().trigger()


QTimer.singleShot(1000, go)
