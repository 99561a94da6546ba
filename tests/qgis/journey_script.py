"""Runs inside the real QGIS, started by test_journey.py: a new user's way, from the zip to a report.

The plugin is installed from the packaged zip by QGIS's own installer, in a profile that knows nothing of it. A picture
of each step goes to SPECAWARE_PICTURES.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import processing
import pyplugin_installer
import qgis.utils
from qgis.core import QgsApplication, QgsProject, QgsSettings
from qgis.PyQt.QtCore import QTimer, QUrl
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtWidgets import QAction, QApplication, QMessageBox

sys.path.insert(0, os.environ["SPECAWARE_TEST_SCRIPTS"])
from program_tools import drop, files_mime, seen, spin, start, wait_until

ZIP = os.environ["SPECAWARE_TEST_ZIP"]
ENGINE = os.environ["SPECAWARE_TEST_ENGINE"]
RASTER = os.environ["SPECAWARE_TEST_RASTER"]
FOLDER = Path(os.environ["SPECAWARE_PICTURES"])
SET_UP_MINUTES = 15
opened: list[QUrl] = []
steps: list[str] = []


def picture(name: str) -> None:
    """The whole window, as the user sees it after a step."""
    spin(0.6)
    steps.append(name)
    qgis.utils.iface.mainWindow().grab().save(str(FOLDER / f"journey_{len(steps):02}_{name}.png"))


def answer(button: QMessageBox.StandardButton) -> None:
    """Press a button of the question that is asked next."""
    box = QApplication.activeModalWidget()
    if isinstance(box, QMessageBox):
        seen["asked"] = box.text()
        box.button(button).click()
    else:
        QTimer.singleShot(100, lambda: answer(button))


def install() -> None:
    """*Install from ZIP*."""
    before = {action.objectName() for action in qgis.utils.iface.mainWindow().findChildren(QAction)}
    pyplugin_installer.instance().installFromZipFile(ZIP)
    wait_until(lambda: "specaware" in qgis.utils.plugins)
    qgis.utils.iface.messageBar().clearWidgets()
    after = {action.objectName() for action in qgis.utils.iface.mainWindow().findChildren(QAction)}
    seen["installed"] = {
        "folder": qgis.utils.plugins["specaware"].__class__.__module__.split(".")[0],
        "new_actions": sorted(name for name in after - before if name.startswith("specaware")),
        "where": sys.modules["specaware"].__file__,
    }
    picture("installed")


def set_up(dock: object) -> None:
    """The engine: really installed if SPECAWARE_JOURNEY_SETUP is set, else one that exists is chosen."""
    banner = dock.form.banner
    seen["asks_for_engine"] = banner.isVisible()
    picture("engine_missing")
    if os.environ.get("SPECAWARE_JOURNEY_SETUP"):
        QTimer.singleShot(300, lambda: answer(QMessageBox.StandardButton.Ok))
        banner._button.click()
        spin(8)
        picture("engine_set_up")
        wait_until(lambda: banner.task is None, 60 * SET_UP_MINUTES)
    else:
        QgsSettings().setValue("specaware/enginePython", ENGINE)
        banner.refresh()
        banner.ready.emit()
    spin(0.3)
    seen["engine_ready"] = not banner.isVisible()


def take_the_tour(dock: object) -> None:
    """The sample: read, mapped, reported."""
    tour = dock.form.tour
    seen["tour_offered"] = tour.isVisible()
    picture("tour_offered")
    tour.next.click()
    wait_until(lambda: tour.next.isEnabled())
    picture("sample_read")
    tour.next.click()
    wait_until(lambda: tour.step == 2, 120)
    bar = qgis.utils.iface.messageBar()
    seen["announced"] = bar.currentItem().text() if bar.currentItem() else ""
    qgis.utils.iface.mapCanvas().refresh()
    picture("sample_mapped")
    tour.next.click()
    wait_until(lambda: bool(opened), 120)
    seen["report"] = opened.pop().toLocalFile()
    picture("tour_ends")
    tour.next.click()


def map_own_raster(dock: object) -> None:
    """A raster dropped on the panel."""
    for entry in list(dock.session.model.entries):
        dock.session.remove(entry)
    seen["drop_taken"] = drop(dock.form.zone, files_mime(RASTER))
    wait_until(lambda: not dock.session.is_reading)
    dock.form.extras["confidence"].setChecked(True)
    picture("own_raster_read")
    dock.form.map.click()
    wait_until(lambda: not dock.session.is_mapping, 120)
    entry = dock.session.model.entries[0]
    dock._zoom_to(entry)
    seen["map"] = [entry.state.value, Path(entry.output).is_file(), sorted(c.title for c in entry.classes)]
    picture("own_raster_mapped")


def read_help(dock: object) -> None:
    """`?` and the Help button of each algorithm."""
    dock.form.help.click()
    pages = [opened.pop().toLocalFile()]
    provider = QgsApplication.processingRegistry().providerById("specaware")
    pages += [QUrl(algorithm.helpUrl()).toLocalFile() for algorithm in provider.algorithms()]
    seen["help"] = [page for page in pages if not Path(page).is_file()]
    seen["help_pages"] = pages


def run_algorithm() -> None:
    """The dialog of an algorithm, as the toolbox opens it."""
    dialog = processing.createAlgorithmDialog("specaware:classify", {"INPUT": RASTER})
    dialog.show()
    spin(1)
    dialog.grab().save(str(FOLDER / f"journey_{len(steps) + 1:02}_algorithm.png"))
    steps.append("algorithm")
    dialog.close()


def uninstall() -> None:
    """Leave as it was."""
    pyplugin_installer.instance().uninstallPlugin("specaware", quiet=True)
    spin(0.5)
    QApplication.sendPostedEvents(None, 52)  # QEvent.DeferredDelete
    window = qgis.utils.iface.mainWindow()
    seen["left"] = {
        "folder": (Path(qgis.utils.home_plugin_path) / "specaware").exists(),
        "actions": [a.objectName() for a in window.findChildren(QAction) if a.objectName().startswith("specaware")],
        "provider": QgsApplication.processingRegistry().providerById("specaware") is not None,
    }


def drive() -> None:
    QDesktopServices.openUrl = staticmethod(lambda url: opened.append(url) or True)
    window = qgis.utils.iface.mainWindow()
    screen = QgsApplication.primaryScreen().availableGeometry()
    window.resize(screen.width(), screen.height())
    install()
    plugin = qgis.utils.plugins["specaware"]
    window.findChild(QAction, "specawarePanelAction").trigger()
    dock = plugin.dock
    spin(0.3)
    parts: tuple[Callable[[object], None], ...] = (set_up, take_the_tour, map_own_raster, read_help)
    for part in parts:
        part(dock)
    run_algorithm()
    QgsProject.instance().clear()
    uninstall()
    seen["steps"] = steps


start(drive)
