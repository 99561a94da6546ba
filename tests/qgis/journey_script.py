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
from qgis.core import QgsApplication, QgsPointXY, QgsProject, QgsSettings
from qgis.PyQt.QtCore import QPointF, QSize, Qt, QTimer, QUrl
from qgis.PyQt.QtGui import QDesktopServices, QImage, QPainter
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QAction, QApplication, QLineEdit, QMessageBox

sys.path.insert(0, os.environ["SPECAWARE_TEST_SCRIPTS"])
from program_tools import drop, files_mime, seen, spin, start, wait_until

ZIP = os.environ["SPECAWARE_TEST_ZIP"]
ENGINE = os.environ["SPECAWARE_TEST_ENGINE"]
RASTER = os.environ["SPECAWARE_TEST_RASTER"]
FOLDER = Path(os.environ["SPECAWARE_PICTURES"])
SET_UP_MINUTES = 15
# What the user knows of the place: pixels of each class (row, column), then of the class that the first map lacks
KNOWN = {
    "Roofs and roads": ((61, 44), (44, 52), (38, 38), (93, 46), (77, 58), (66, 79), (83, 37)),
    "Crops": ((56, 23), (6, 54), (7, 17), (54, 87), (87, 82), (16, 82), (26, 96)),
    "Forest": ((124, 14), (24, 61), (117, 91), (108, 10), (66, 118), (99, 127), (124, 75)),
    "Water": ((91, 1), (92, 116), (103, 108), (86, 4), (95, 112), (98, 108)),
}
COLORS = {
    "Roofs and roads": "#c0392b", "Crops": "#a3cf62", "Forest": "#1e7b34", "Water": "#2e86c1", "Bare soil": "#b58150",
}  # fmt: skip
MISSED = {"Bare soil": ((13, 8), (41, 96), (30, 88), (73, 5), (3, 94), (73, 41), (92, 21))}
FIELD = ((34, 93), (34, 100), (38, 103), (38, 95))  # corners of a polygon of the class that was missed
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


def press(row: float, col: float, button: Qt.MouseButton = Qt.MouseButton.LeftButton) -> None:
    """Press the mouse on the map over a pixel of the raster."""
    canvas, grid = qgis.utils.iface.mapCanvas(), qgis.utils.plugins["specaware"].dock.companions.training.store.grid
    point: QgsPointXY = grid.place(row + 0.5, col + 0.5)
    place = canvas.mapSettings().mapToPixel().transform(point)
    where = QPointF(place.x(), place.y()).toPoint()
    QTest.mouseClick(canvas.viewport(), button, Qt.KeyboardModifier.NoModifier, where)


def add_labels(training: object, classes: dict[str, tuple[tuple[int, int], ...]]) -> None:
    """Add each class, type its name, and click its pixels on the map."""
    for name, pixels in classes.items():
        training.form.add.click()
        editor = next(e for e in training.form.classes.findChildren(QLineEdit) if e.isVisible())
        editor.setText(name)
        QTest.keyClick(editor, Qt.Key.Key_Return)
        spin(0.1)
        training.store.recolor_class(name, COLORS[name])
        training.form.pixels.click()
        for row, col in pixels:
            press(row, col)
    wait_until(lambda: not training.spectra.is_reading)


def train_on_labels(dock: object, training: object) -> dict[str, object]:
    """*Train and map*; what the panel says of the model, and the shares of the classes on the map."""
    before = training.judgement
    training.form.train.click()
    wait_until(lambda: training.judgement is not before, 120)
    wait_until(lambda: not dock.session.is_mapping, 120)
    qgis.utils.iface.mapCanvas().waitWhileRendering()
    entry = dock.session.model.entries[0]
    return {
        "judged": training.judgement.oa,
        "text": training.form.judged.toolTip() or training.form.judged.text(),
        "labels": {item.name: item.count for item in training.store.classes()},
        "shares": {item.title: item.share for item in entry.classes},
        "button": training.form.train.text(),
    }


def train(dock: object) -> None:
    """Classes of one's own: labels, spectra, accuracy, map."""
    entry = dock.session.model.entries[0]
    seen["bundled_map"] = entry.output
    qgis.utils.iface.messageBar().clearWidgets()
    next(a for a in dock.entry_menu(entry).actions() if a.text() == "Train on your own classes…").trigger()
    wait_until(lambda: dock.companions.training is not None and dock.companions.training.store.layer is not None)
    training = dock.companions.training
    picture("training_opened")
    hide_maps()
    add_labels(training, KNOWN)
    picture("labels_drawn")
    seen["spectra"] = len(training.form.plot.spectra)
    seen["first_training"] = train_on_labels(dock, training)
    picture("own_classes_mapped")


def hide_maps() -> None:
    """Switch off the maps, so that the image shows what to label."""
    root = QgsProject.instance().layerTreeRoot()
    for node in root.findLayers():
        if node.name().startswith(("Land cover", "Confidence")):
            node.setItemVisibilityChecked(False)
            node.setExpanded(False)
    qgis.utils.iface.mapCanvas().waitWhileRendering()


def correct(dock: object) -> None:
    """Labels where the map is wrong: a class that the first map lacks, as pixels and as a polygon; then again."""
    training = dock.companions.training
    qgis.utils.iface.messageBar().clearWidgets()
    add_labels(training, MISSED)
    training.form.polygons.click()
    for row, col in FIELD:
        press(row, col)
    press(*FIELD[-1], Qt.MouseButton.RightButton)
    wait_until(lambda: not training.spectra.is_reading)
    picture("corrections_drawn")
    seen["second_training"] = train_on_labels(dock, training)
    picture("corrected_map")


def compare(dock: object) -> None:
    """The corrected map beside that of the bundled model: swipe, classes, a pixel."""
    entry, bar = dock.session.model.entries[0], qgis.utils.iface.messageBar()
    bar.clearWidgets()
    next(a for a in dock.entry_menu(entry).actions() if a.text() == "View and compare…").trigger()
    viewer = dock.companions.viewer
    path = seen["bundled_map"]
    other = next(i for i in range(viewer.form.other.count()) if source_at(viewer.form.other, i) == path)
    viewer.form.other.setCurrentIndex(other)
    viewer.form.swipe.setChecked(True)
    wait_until(lambda: viewer.swipe.is_ready)
    picture("swipe")
    viewer.form.swipe.setChecked(False)
    rows = [viewer.form.areas.topLevelItem(i) for i in range(viewer.form.areas.topLevelItemCount())]
    seen["areas"] = [[row.text(column) for column in range(4)] for row in rows]
    viewer.form.areas.setCurrentItem(next(row for row in rows if row.text(0) == "Bare soil"))
    wait_until(lambda: viewer.veil is not None)
    spin(1)
    picture("class_highlighted")
    viewer.form.areas.clearSelection()
    viewer.form.pick.setChecked(True)
    press(41, 96)
    wait_until(lambda: not viewer.picker.is_reading)
    table = viewer.form.pixel
    seen["pixel"] = [[table.topLevelItem(i).text(c) for c in (0, 1)] for i in range(table.topLevelItemCount())]
    picture("pixel")
    viewer.form.pick.setChecked(False)
    dock.setUserVisible(True)


def source_at(box: object, index: int) -> str:
    """The file of the layer at a place in a list of layers."""
    return QgsProject.instance().mapLayer(box.itemData(index)).source().split("|")[0]


def report(dock: object) -> None:
    """*Report*: the page of the corrected map, shown as a browser would."""
    entry = dock.session.model.entries[0]
    next(a for a in dock.entry_menu(entry).actions() if a.text() == "Report").trigger()
    wait_until(lambda: bool(opened), 120)
    page = opened.pop()
    seen["own_report"] = page.toLocalFile()
    try:
        from qgis.PyQt.QtWebKitWidgets import QWebPage
    except ImportError:
        return  # QGIS without WebKit
    view, loaded = QWebPage(), []
    view.loadFinished.connect(loaded.append)
    view.setViewportSize(QSize(980, 600))
    view.mainFrame().load(page)
    wait_until(lambda: bool(loaded))
    view.setViewportSize(view.mainFrame().contentsSize())
    image = QImage(view.viewportSize(), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    view.mainFrame().render(painter)
    painter.end()
    steps.append("report")
    image.save(str(FOLDER / f"journey_{len(steps):02}_report.png"))


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
    parts: tuple[Callable[[object], None], ...] = (
        set_up, take_the_tour, map_own_raster, train, correct, compare, report, read_help,
    )  # fmt: skip
    for part in parts:
        part(dock)
    run_algorithm()
    QgsProject.instance().clear()
    uninstall()
    seen["steps"], seen["pictures"] = steps, str(FOLDER)


start(drive)
