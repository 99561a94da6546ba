"""The viewer: opacity, swipe, areas that light up, single pixels; the raster as a composite below its map."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import processing
import pytest
from osgeo import gdal
from qgis.core import (
    QgsContrastEnhancement,
    QgsCoordinateReferenceSystem,
    QgsMultiBandColorRenderer,
    QgsPointXY,
    QgsProcessingException,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
)
from qgis.gui import QgisInterface, QgsMessageBar
from qgis.PyQt.QtCore import QEvent, QPoint, Qt
from qgis.PyQt.QtGui import QColor, QImage, QKeyEvent, QPainter
from qgis.PyQt.QtTest import QTest

from specaware.plugin.provider import SpecAwareProvider
from specaware.plugin.results.maps import MadeMap
from specaware.plugin.scene.layers import IMAGE_PROPERTY, source_of_layer, source_of_path
from specaware.plugin.widgets.entries.entries import State
from specaware.plugin.widgets.entries.image_layer import ImageMaker, image_of
from specaware.plugin.widgets.panel.mapper_dock import MapperDock
from specaware.plugin.widgets.viewer.viewer_dock import ViewerDock

Wait = Callable[..., None]
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
CLOSE = 0.02  # of a wavelength in micrometres


@pytest.fixture
def mapper(
    qgis_iface: QgisInterface, with_engine: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[MapperDock]:
    bar = QgsMessageBar()
    monkeypatch.setattr(qgis_iface, "messageBar", lambda: bar)
    monkeypatch.setattr(qgis_iface, "addTabifiedDockWidget", lambda *_: None, raising=False)
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
def viewer(mapper: MapperDock, raster: Path, wait_until: Wait) -> ViewerDock:
    """Open on the map of the raster of three stripes, with all that can be written beside it."""
    for box in mapper.form.extras.values():
        box.setChecked(True)
    mapper.add_sources([source_of_path(str(raster))])
    wait_until(lambda: not mapper.session.is_reading)
    mapper.form.map.click()
    entry = mapper.session.model.entries[0]
    wait_until(lambda: entry.state is State.MAPPED and not mapper.session.is_mapping)
    layers = QgsProject.instance().layerTreeRoot().layerOrder()
    shown = [layer for layer in layers if MadeMap.from_layer(layer) is not None or layer.name() == "Image"]
    mapper._iface.mapCanvas().setLayers(shown)
    mapper.companions.open_viewer(entry)
    return mapper.companions.viewer


def place(row: int, col: int) -> QgsPointXY:
    return QgsPointXY(366000 + 30 * (col + 0.5), 5806000 - 30 * (row + 0.5))


def color_at(viewer: ViewerDock, image: QImage, point: QgsPointXY) -> QColor:
    there = viewer._canvas.mapSettings().mapToPixel().transform(point)
    return image.pixelColor(round(there.x()), round(there.y()))


def test_the_raster_lies_below_its_map_in_true_colour(viewer: ViewerDock, raster: Path) -> None:
    group = QgsProject.instance().layerTreeRoot().findGroup("stripes.tif")
    names = [node.layer().name() for node in group.findLayers()]
    assert names[0].startswith("Land cover") and names[-1] == "Image"
    renderer = image_of(str(raster)).renderer()
    assert isinstance(renderer, QgsMultiBandColorRenderer)
    bands = [renderer.redBand(), renderer.greenBand(), renderer.blueBand()]
    centers = np.linspace(420.0, 2400.0, 64)
    assert np.abs(centers[np.array(bands) - 1] - [660, 560, 480]).max() < 1000 * CLOSE
    assert renderer.redContrastEnhancement().contrastEnhancementAlgorithm() == (
        QgsContrastEnhancement.ContrastEnhancementAlgorithm.StretchToMinimumMaximum
    )


def test_a_raster_that_is_shown_already_is_left_as_it_is(mapper: MapperDock, raster: Path, wait_until: Wait) -> None:
    layer = QgsRasterLayer(str(raster), "mine")
    QgsProject.instance().addMapLayer(layer)
    renderer = layer.renderer()
    mapper.add_sources([source_of_path(str(raster))])
    wait_until(lambda: not mapper.session.is_reading)
    mapper.form.map.click()
    wait_until(lambda: not mapper.session.is_mapping)
    assert layer.renderer() is renderer
    assert image_of(str(raster)) is layer
    assert not any(one.name() == "Image" for one in QgsProject.instance().mapLayers().values())


def test_opacity_is_the_layers(viewer: ViewerDock) -> None:
    viewer.form.opacity.setValue(40)
    assert viewer.layer().opacity() == pytest.approx(0.4)
    assert viewer.form.opacity_text.text() == "40 %"
    viewer.reload()
    assert viewer.form.opacity.value() == 40


def test_a_swipe_shows_the_map_left_and_the_image_right(viewer: ViewerDock, wait_until: Wait) -> None:
    assert viewer.form.other.count() == 5
    viewer.form.other.setCurrentIndex(viewer.form.other.findText("Image", Qt.MatchFlag.MatchStartsWith))
    viewer.form.swipe.setChecked(True)
    swipe = viewer.swipe
    wait_until(lambda: swipe.is_ready)
    point = place(20, 10)
    classes = viewer.layer().renderer().classes()
    value = viewer.layer().dataProvider().sample(point, 1)[0]
    wanted = next(c.color for c in classes if c.value == value)
    assert color_at(viewer, swipe.image(0), point).name() == wanted.name()
    assert color_at(viewer, swipe.image(1), point).name() != wanted.name()
    canvas = viewer._canvas
    QTest.mousePress(canvas.viewport(), LEFT, NONE, QPoint(150, 100))
    assert swipe.fraction == pytest.approx(150 / canvas.width(), abs=0.01)
    viewer.swipe_tool.keyPressEvent(QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Right, NONE))
    assert swipe.fraction == pytest.approx(150 / canvas.width() + 0.02, abs=0.01)
    swipe.names = ("", "")
    middle = canvas.mapSettings().mapToPixel().transform(place(20, 30))
    swipe.move_to(middle.x() / canvas.width())
    drawn = QImage(canvas.width(), canvas.height(), QImage.Format.Format_ARGB32)
    painter = QPainter(drawn)
    swipe.paint(painter)
    painter.end()
    assert color_at(viewer, drawn, place(37, 2)).name() == color_at(viewer, swipe.image(0), place(37, 2)).name()
    assert color_at(viewer, drawn, place(37, 50)).name() == color_at(viewer, swipe.image(1), place(37, 50)).name()
    viewer.swipe_tool.keyPressEvent(QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Escape, NONE))
    assert viewer.swipe is None and not viewer.form.swipe.isChecked()


def test_a_class_of_the_table_stands_out_on_the_map(viewer: ViewerDock, wait_until: Wait) -> None:
    table = viewer.form.areas
    made = MadeMap.from_layer(viewer.layer())
    largest = max(made.classes, key=lambda item: item.share)
    assert table.topLevelItem(0).text(0) == largest.title
    assert table.topLevelItem(0).text(2) == f"{100 * largest.share:.1f} %"
    assert table.topLevelItem(0).text(1).endswith("ha") or table.topLevelItem(0).text(1).endswith("km²")
    renderer = viewer.layer().renderer()
    table.choose(largest.value)
    wait_until(lambda: viewer.veil is not None and viewer.veil.image is not None)
    alpha = {
        col: (viewer.layer().dataProvider().sample(place(20, col), 1)[0],
              color_at(viewer, viewer.veil.image, place(20, col)).alpha())
        for col in (5, 30, 55)
    }  # fmt: skip
    assert {a == 0 for value, a in alpha.values() if value == largest.value} == {True}
    assert {a > 150 for value, a in alpha.values() if value != largest.value} == {True}
    assert viewer.layer().renderer() is renderer
    table.clearSelection()
    assert viewer.veil is None


def test_a_pixel_says_class_percents_and_spectrum(viewer: ViewerDock, wait_until: Wait) -> None:
    point = place(20, 10)
    viewer.look_at_pixel(point)
    rows = {}
    for i in range(viewer.form.pixel.topLevelItemCount()):
        item = viewer.form.pixel.topLevelItem(i)
        rows[item.text(0)] = [item.child(k).text(1) for k in range(item.childCount())] or item.text(1)
    value = viewer.layer().dataProvider().sample(point, 1)[0]
    title = next(c.title for c in MadeMap.from_layer(viewer.layer()).classes if c.value == value)
    assert next(iter(rows)) == title
    assert {"Confidence", "Unknown", "Probabilities", "Cover fractions"} <= set(rows)
    percents = [float(text[:-2]) for text in rows["Probabilities"]]
    assert percents == sorted(percents, reverse=True)
    assert 95 <= sum(percents) <= 103
    assert float(rows["Confidence"][:-2]) == pytest.approx(percents[0], abs=2)
    wait_until(lambda: not viewer.picker.is_reading)
    curve = viewer.form.plot.spectra[0]
    assert len(curve.values) == 64
    assert max(value for value in curve.values if value is not None) > 0.3
    viewer.look_at_pixel(QgsPointXY(0, 0))
    assert "outside the map" in viewer.form.status.toolTip()


def test_removing_the_layers_leaves_nothing_on_the_map(viewer: ViewerDock, wait_until: Wait) -> None:
    viewer.form.other.setCurrentIndex(0)
    viewer.form.swipe.setChecked(True)
    QgsProject.instance().removeMapLayer(viewer.layer().id())
    assert viewer.swipe is None
    wait_until(lambda: viewer.form.map.count() == 0)
    assert not viewer.form.opacity.isEnabled()
    QgsProject.instance().clear()
    wait_until(lambda: viewer.form.other.count() == 0)


def test_any_layer_is_shown_as_a_composite(
    qgis_iface: QgisInterface, with_engine: str, raster: Path, unknown: Path, wait_until: Wait
) -> None:
    maker, said = ImageMaker(), []
    maker.failed.connect(said.append)
    layer = QgsRasterLayer(str(raster), "stripes")
    QgsProject.instance().addMapLayer(layer)
    maker.restyle(layer, "infrared")
    wait_until(lambda: not maker.is_running)
    centers = np.linspace(420.0, 2400.0, 64)
    renderer = layer.renderer()
    bands = [renderer.redBand(), renderer.greenBand(), renderer.blueBand()]
    assert np.abs(centers[np.array(bands) - 1] - [850, 660, 560]).max() < 1000 * CLOSE
    nothing = QgsRasterLayer(str(unknown), "unknown")
    QgsProject.instance().addMapLayer(nothing)
    maker.restyle(nothing, "infrared")
    wait_until(lambda: not maker.is_running)
    assert said == ["'unknown' lacks the bands for this composite: Colour infrared."]
    maker.restyle(nothing)
    wait_until(lambda: not maker.is_running)
    assert nothing.renderer().redBand() == 64
    maker.shut_down()


def test_the_algorithm_writes_a_picture(
    provider: SpecAwareProvider, with_engine: str, raster: Path, tmp_path: Path
) -> None:
    target = tmp_path / "picture.tif"
    processing.run("specaware:composite", {"INPUT": str(raster), "OUTPUT": str(target)})
    found = gdal.Open(str(target))
    there = gdal.Open(str(raster))
    assert (found.RasterXSize, found.RasterYSize, found.RasterCount) == (60, 40, 3)
    assert found.GetGeoTransform() == there.GetGeoTransform()
    pixels = found.ReadAsArray()
    assert (pixels[:, 0] == 0).all() and (pixels[:, 1:] > 0).all()
    green, water = pixels[:, 5:, 5], pixels[:, 5:, 55]
    assert green.mean() > water.mean() or pixels.max() == 255
    with pytest.raises(QgsProcessingException, match="use one of best"):
        processing.run("specaware:composite", {"INPUT": str(raster), "BANDS": "nice", "OUTPUT": str(target)})


def test_an_image_that_the_engine_made_stands_for_its_raster(stripes: Path, tmp_path: Path) -> None:
    composite = QgsRasterLayer(str(shutil.copy(stripes, tmp_path / "stripes_image.tif")), "Image")
    composite.setCustomProperty(IMAGE_PROPERTY, str(stripes))
    assert source_of_layer(composite).path == str(stripes)
    composite.setCustomProperty(IMAGE_PROPERTY, str(tmp_path / "gone.tif"))
    assert source_of_layer(composite).path == str(tmp_path / "stripes_image.tif")
