"""The training panel: labels drawn on the map, kept, taken back; a model trained on them maps the raster."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsFeature,
    QgsGeometry,
    QgsPointXY,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.gui import QgisInterface, QgsMessageBar
from qgis.PyQt.QtCore import QEvent, QPointF, Qt
from qgis.PyQt.QtGui import QKeyEvent
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QMessageBox

from specaware.backend.catalog.cards import ModelCard
from specaware.plugin.results.maps import MadeMap
from specaware.plugin.scene.layers import source_of_path
from specaware.plugin.widgets.entries.entries import State
from specaware.plugin.widgets.panel.mapper_dock import MapperDock
from specaware.plugin.widgets.parts.pixel_grid import PixelGrid
from specaware.plugin.widgets.training.class_list import ClassList
from specaware.plugin.widgets.training.label_store import LabelClass
from specaware.plugin.widgets.training.train_dock import TrainDock

Wait = Callable[..., None]
NAMES = ("leaves", "ground", "lake")
LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def mapper(
    qgis_iface: QgisInterface, with_engine: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[MapperDock]:
    bar = QgsMessageBar()
    monkeypatch.setattr(qgis_iface, "messageBar", lambda: bar)
    monkeypatch.setattr(qgis_iface, "addTabifiedDockWidget", lambda *_: None, raising=False)
    monkeypatch.setenv("SPECAWARE_MODELS", str(tmp_path / "models"))
    canvas = qgis_iface.mapCanvas()
    canvas.resize(600, 400)
    canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:32633"))
    canvas.setExtent(QgsRectangle(366000, 5804800, 367800, 5806000))
    made = MapperDock(qgis_iface)
    made.show()
    yield made
    made.shut_down()
    made.close()
    made.deleteLater()


@pytest.fixture
def dock(mapper: MapperDock, raster: Path, wait_until: Wait) -> TrainDock:
    """The panel, open on the raster of three stripes."""
    mapper.add_sources([source_of_path(str(raster))])
    wait_until(lambda: not mapper.session.is_reading)
    mapper.companions.open_training()
    return mapper.companions.training


def place(row: int, col: int) -> QgsPointXY:
    return QgsPointXY(366000 + 30 * (col + 0.5), 5806000 - 30 * (row + 0.5))


def label_stripes(dock: TrainDock, per_class: int = 6) -> None:
    for number, name in enumerate(NAMES):
        dock.store.add_class(name)
        dock.form.classes.choose(name)
        for step in range(per_class):
            dock.label_pixel(place(4 + 5 * step, 20 * number + 3 + int(2.5 * step)))


def press(dock: TrainDock, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
    dock.tool.keyPressEvent(QKeyEvent(QEvent.Type.KeyPress, key, modifier))


def click(dock: TrainDock, point: QgsPointXY, button: Qt.MouseButton = LEFT) -> None:
    canvas = dock._iface.mapCanvas()
    there = canvas.mapSettings().mapToPixel().transform(point)
    QTest.mouseClick(canvas.viewport(), button, NONE, QPointF(there.x(), there.y()).toPoint())
    QApplication.processEvents()


def counts(dock: TrainDock) -> dict[str, int]:
    return {item.name: item.count for item in dock.store.classes()}


def test_labels_train_a_model_that_maps_the_raster_in_its_colours(
    mapper: MapperDock, dock: TrainDock, wait_until: Wait, tmp_path: Path
) -> None:
    assert not dock.form.train.isEnabled()
    label_stripes(dock)
    dock.store.recolor_class("lake", "#123456")
    assert counts(dock) == dict.fromkeys(NAMES, 6)
    dock.form.train.click()
    entry = mapper.session.model.entries[0]
    wait_until(lambda: entry.state is State.MAPPED and not mapper.session.is_mapping, 120)
    assert dock.judgement.oa > 0.9
    assert "labels correct, held out in blocks" in dock.form.judged.toolTip() or dock.judgement.text
    assert mapper.form.model.currentText() == "stripes"
    classes = gdal.Open(entry.output).ReadAsArray()[1:]
    assert (classes == np.repeat([3, 1, 2], 20)).mean() > 0.97
    colors = {item.title: item.color for item in entry.classes}
    assert colors == {item.name: item.color for item in dock.store.classes()}
    assert colors["lake"] == "#123456"
    assert dock.form.train.text() == "Train again"


def test_training_again_replaces_the_model_and_hides_the_map_before(
    mapper: MapperDock, dock: TrainDock, wait_until: Wait, tmp_path: Path
) -> None:
    entry = mapper.session.model.entries[0]
    label_stripes(dock, 4)
    maps = []
    for row in (30, 34):
        dock.form.classes.choose("lake")
        dock.label_pixel(place(row, 50))
        dock.form.train.click()
        wait_until(lambda: entry.state is State.MAPPED and entry.output not in maps and not mapper.session.is_mapping)
        maps.append(entry.output)
        wait_until(lambda: not dock.session.is_running)
    assert [path.name for path in (tmp_path / "models").iterdir() if path.is_dir()] == ["stripes"]
    card = ModelCard.load(tmp_path / "models" / "stripes")
    assert card.properties["specaware:head"]["labels"]["lake"] == 6
    root = QgsProject.instance().layerTreeRoot()
    shown = {
        layer.source(): root.findLayer(layer.id()).itemVisibilityChecked()
        for layer in QgsProject.instance().mapLayers().values()
        if MadeMap.from_layer(layer) is not None
    }
    assert shown == {maps[0]: False, maps[1]: True}
    names = [layer.name() for layer in QgsProject.instance().mapLayers().values() if layer.source() in maps]
    newest, earlier = sorted(names, key=len)
    assert newest == "Land cover · stripes"
    assert re.fullmatch(r"Land cover · stripes · \d\d:\d\d", earlier)
    assert root.children()[0].layerId() == dock.store.layer.id()


def test_a_click_labels_the_pixel_under_the_mouse(dock: TrainDock) -> None:
    dock.store.add_class("leaves")
    dock.draw(polygons=False)
    click(dock, place(12, 7))
    _, name, shape = dock.store.labels()[0]
    assert name == "leaves"
    box = shape.boundingBox()
    assert (box.width(), box.height()) == (30, 30)
    assert (box.center().x(), box.center().y()) == (place(12, 7).x(), place(12, 7).y())


def test_a_polygon_is_drawn_corner_by_corner_and_ended_with_the_right_button(dock: TrainDock) -> None:
    dock.store.add_class("leaves")
    dock.draw(polygons=True)
    for row, col in ((5, 5), (5, 12), (11, 12)):
        click(dock, place(row, col))
    assert dock.store.labels() == []
    click(dock, place(11, 6), RIGHT)
    (_, _, shape), *others = dock.store.labels()
    assert others == []
    assert shape.area() == pytest.approx(0.5 * 7 * 6 * 900, rel=0.1)


def test_keys_choose_classes_take_back_corners_and_labels(dock: TrainDock) -> None:
    for name in NAMES:
        dock.store.add_class(name)
    press(dock, Qt.Key.Key_3)
    assert dock.form.classes.current() == "lake"
    dock.draw(polygons=True)
    for row, col in ((5, 5), (5, 12), (11, 12), (11, 5)):
        click(dock, place(row, col))
    press(dock, Qt.Key.Key_Backspace)
    press(dock, Qt.Key.Key_Return)
    assert counts(dock)["lake"] == 1
    click(dock, place(20, 20))
    press(dock, Qt.Key.Key_Escape)
    press(dock, Qt.Key.Key_1)
    press(dock, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert sum(counts(dock).values()) == 0
    assert dock.form.classes.current() == "lake"


def test_classes_are_added_renamed_coloured_and_removed(dock: TrainDock, monkeypatch: pytest.MonkeyPatch) -> None:
    dock.add_class()
    dock.add_class()
    assert [item.name for item in dock.store.classes()] == ["Class 1", "Class 2"]
    dock.form.classes.choose("Class 1")
    dock.label_pixel(place(3, 3))
    dock.rename_class("Class 1", "meadow")
    assert counts(dock) == {"meadow": 1, "Class 2": 0}
    dock.rename_class("Class 2", "meadow")
    assert "already" in dock.form.status.toolTip() or counts(dock) == {"meadow": 1, "Class 2": 0}
    dock.remove_class("Class 2")
    answers = []
    monkeypatch.setattr(
        QMessageBox, "question", lambda *args: answers.append(args[2]) or QMessageBox.StandardButton.Yes
    )
    dock.remove_class("meadow")
    assert answers == ["Remove class 'meadow' and its 1 label?"]
    assert dock.store.classes() == []
    assert dock.store.labels() == []


def test_labels_and_classes_come_back_with_the_project_and_without_it(
    mapper: MapperDock, dock: TrainDock, tmp_path: Path, wait_until: Wait
) -> None:
    label_stripes(dock, 2)
    wanted = dock.store.classes()
    assert QgsProject.instance().write(str(tmp_path / "project.qgz"))
    QgsProject.instance().clear()
    assert dock.store.layer is None
    QgsProject.instance().read(str(tmp_path / "project.qgz"))
    mapper.companions.open_training()
    assert dock.store.classes() == wanted
    assert sum(layer.name() == "Labels" for layer in QgsProject.instance().mapLayers().values()) == 1
    QgsProject.instance().clear()
    mapper.companions.open_training()
    assert dock.store.classes() == wanted


def test_labels_of_a_layer_are_taken_with_their_classes(dock: TrainDock) -> None:
    layer = QgsVectorLayer("Point?crs=EPSG:4326&field=cover:string", "field work", "memory")
    there = QgsCoordinateTransform(QgsCoordinateReferenceSystem("EPSG:32633"), layer.crs(), QgsProject.instance())
    features = []
    for row, col, name in ((4, 4, "leaves"), (8, 55, "lake"), (500, 4, "leaves"), (6, 6, None)):
        feature = QgsFeature(layer.fields())
        feature.setAttributes([name])
        feature.setGeometry(QgsGeometry.fromPointXY(there.transform(place(row, col))))
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    QgsProject.instance().addMapLayer(layer)
    dock.take_layer(layer, "cover")
    assert counts(dock) == {"lake": 1, "leaves": 1}
    pixels = {name: dock.store.grid.pixel_at(shape.centroid().asPoint()) for _, name, shape in dock.store.labels()}
    assert pixels == {"leaves": (4, 4), "lake": (8, 55)}


def test_the_spectra_of_the_classes_are_shown(dock: TrainDock, wait_until: Wait) -> None:
    label_stripes(dock, 2)
    wait_until(lambda: not dock.spectra.is_reading)
    curves = {curve.title: curve for curve in dock.form.plot.spectra}
    assert set(curves) == set(NAMES)
    nir = min(range(64), key=lambda i: abs((curves["leaves"].center_nm[i] or 0) - 860))
    assert curves["leaves"].values[nir] > curves["ground"].values[nir] > curves["lake"].values[nir]
    dock.undo()
    wait_until(lambda: not dock.spectra.is_reading)
    assert set(NAMES) == {curve.title for curve in dock.form.plot.spectra}


def test_a_new_project_leaves_no_spectra_of_the_old_one(dock: TrainDock, wait_until: Wait) -> None:
    label_stripes(dock, 2)
    wait_until(lambda: not dock.spectra.is_reading)
    assert dock.form.plot.spectra
    QgsProject.instance().clear()
    assert dock.form.plot.spectra == [] and dock.entry is None


def test_the_raster_is_shown_as_an_image_when_training_begins(dock: TrainDock) -> None:
    titles = sorted(layer.name() for layer in QgsProject.instance().mapLayers().values())
    assert titles == ["Image", "Labels"]


def test_what_cannot_be_labelled_says_so(dock: TrainDock) -> None:
    dock.label_pixel(place(3, 3))
    assert "Add a class first" in dock.form.status.toolTip()
    dock.store.add_class("leaves")
    dock.label_pixel(place(3, 3000))
    assert "outside the raster" in dock.form.status.toolTip()


def test_centres_of_a_polygon_are_within_it_and_few() -> None:
    grid = PixelGrid(100, 80, (1000.0, 10.0, 0.0, 500.0, 0.0, -10.0), QgsCoordinateReferenceSystem("EPSG:32633"))
    shape = QgsGeometry.fromRect(QgsRectangle(1200, 0, 1600, 300))
    found = grid.centres_in(shape, 9)
    assert 4 <= len(found) <= 9
    assert all(shape.contains(point) for point in found)
    tiny = QgsGeometry.fromRect(QgsRectangle(1201, 291, 1202, 292))
    assert [grid.pixel_at(point) for point in grid.centres_in(tiny, 9)] == [(20, 20)]
    assert grid.pixel_at(QgsPointXY(999, 400)) is None


def test_the_selection_leaves_the_colour_of_a_class_as_it_is(qgis_iface: QgisInterface, tmp_path: Path) -> None:
    colors = {"leaves": "#1b7f2a", "lake": "#f5d90a"}
    classes = ClassList()
    classes.show_classes([LabelClass(name, color, 3) for name, color in colors.items()], {})
    classes.choose("lake")
    classes.resize(240, 90)
    picture = classes.grab()
    picture.save(str(tmp_path / "classes.png"))
    image = picture.toImage()
    for row, color in enumerate(colors.values()):
        rect = classes.visualItemRect(classes.topLevelItem(row)).translated(classes.viewport().pos())
        assert image.pixelColor(rect.left() + 9, rect.center().y()).name() == color
