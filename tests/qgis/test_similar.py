"""Features and similar pixels: through the algorithms, through qgis_process, and from the profile tool."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import processing
import pytest
from osgeo import gdal
from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsGeometry,
    QgsPointXY,
    QgsProcessingException,
    QgsProject,
    QgsRasterLayer,
    QgsSingleBandPseudoColorRenderer,
    QgsVectorLayer,
)
from qgis.gui import QgisInterface

import specaware
from specaware.plugin.provider import SpecAwareProvider
from specaware.plugin.widgets.viewer.profile_dock import ProfileDock

GREEN, SOIL = (366165.0, 5805385.0), (366885.0, 5805385.0)
"""Places in the two outer stripes of the raster's three: vegetation in the west, soil in the middle."""
Wait = Callable[..., None]


@pytest.fixture(autouse=True)
def provider(qgis_processing: None) -> Iterator[SpecAwareProvider]:
    added = SpecAwareProvider()
    QgsApplication.processingRegistry().addProvider(added)
    yield added
    QgsApplication.processingRegistry().removeProvider(added)


def values(path: object) -> np.ndarray:
    return gdal.Open(str(path)).ReadAsArray()


def at(array: np.ndarray, place: tuple[float, float], raster: Path) -> float:
    left, dx, _, top, _, dy = gdal.Open(str(raster)).GetGeoTransform()
    return float(array[int((place[1] - top) / dy), int((place[0] - left) / dx)])


def find(raster: Path, target: Path, **more: object) -> dict[str, object]:
    return processing.run("specaware:findsimilar", {"INPUT": str(raster), "OUTPUT": str(target), **more})


def test_features_and_their_picture(with_engine: str, raster: Path, tmp_path: Path) -> None:
    picture = tmp_path / "picture.tif"
    found = processing.run(
        "specaware:embed", {"INPUT": str(raster), "OUTPUT": str(tmp_path / "f.tif"), "PICTURE": str(picture)}
    )
    assert found["CHANNELS"] == 96 == gdal.Open(str(found["OUTPUT"])).RasterCount
    colors = values(picture)
    assert colors.shape[0] == 3 and colors.dtype == np.uint8
    apart = [np.array([at(band, place, raster) for band in colors]) for place in (GREEN, SOIL)]
    assert np.abs(apart[0] - apart[1]).max() > 60
    assert "CPU" in json.loads((tmp_path / "f.json").read_text(encoding="utf-8"))["device"]


@pytest.mark.parametrize("method", ["auto", "spectrum"])
def test_a_pixel_finds_its_stripe(with_engine: str, raster: Path, tmp_path: Path, method: str) -> None:
    x, y = GREEN
    found = find(raster, tmp_path / "s.tif", PIXELS=f"{x},{y}", METHOD=method)
    percent = values(found["OUTPUT"])
    assert at(percent, GREEN, raster) > 95 > at(percent, SOIL, raster) + 40
    assert found["PIXELS_OVER_50"] == int((percent >= 50).sum())


def test_points_of_a_layer_in_memory_in_another_crs(with_engine: str, raster: Path, tmp_path: Path) -> None:
    from qgis.core import QgsCoordinateTransform

    layer = QgsVectorLayer("Point?crs=EPSG:4326", "points", "memory")
    there = QgsCoordinateReferenceSystem("EPSG:4326")
    here = QgsCoordinateReferenceSystem("EPSG:32633")
    feature = QgsFeature()
    place = QgsCoordinateTransform(here, there, QgsProject.instance()).transform(QgsPointXY(*SOIL))
    feature.setGeometry(QgsGeometry.fromPointXY(place))
    layer.dataProvider().addFeatures([feature])
    percent = values(find(raster, tmp_path / "s.tif", POINTS=layer, METHOD="spectrum")["OUTPUT"])
    assert at(percent, SOIL, raster) > 95 > at(percent, GREEN, raster) + 40


@pytest.mark.parametrize(
    ("more", "text"),
    [
        ({}, "Nothing to search for was given"),
        ({"PIXELS": "here"}, "is not a position"),
        ({"PIXELS": "1,1", "METHOD": "spectrum"}, "None of the target places"),
        ({"LIBRARY": "no.csv"}, "does not exist"),
        ({"PIXELS": "1,1", "METHOD": "magic"}, "magic"),
    ],
)
def test_bad_input_is_one_sentence(
    with_engine: str, raster: Path, tmp_path: Path, more: dict[str, object], text: str
) -> None:
    with pytest.raises(QgsProcessingException, match=text):
        find(raster, tmp_path / "s.tif", **more)
    assert [path.name for path in tmp_path.iterdir()] == [raster.name]


@pytest.mark.parametrize("algorithm", ["embed", "findsimilar"])
def test_from_the_shell(engine: str, raster: Path, tmp_path: Path, algorithm: str) -> None:
    program = shutil.which("qgis_process.bin") or shutil.which("qgis_process")
    if program is None:
        pytest.skip("qgis_process is not installed")
    ini = tmp_path / "home/.local/share/QGIS/QGIS3/profiles/default/QGIS/QGIS3.ini"
    ini.parent.mkdir(parents=True)
    ini.write_text("[PythonPlugins]\nspecaware=true\n", encoding="utf-8")
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("XDG_", "QGIS_", "PYTHONPATH"))}
    environment.update(
        HOME=str(tmp_path / "home"), QT_QPA_PLATFORM="offscreen", LC_ALL="C.UTF-8", SPECAWARE_ENGINE_PYTHON=engine,
        QGIS_PLUGINPATH=str(Path(specaware.__path__[0]).parent), GDAL_PAM_ENABLED="NO",
    )  # fmt: skip
    out = tmp_path / "out" / "x.tif"
    words = [f"INPUT={raster}", f"OUTPUT={out}", "DEVICE=cpu"]
    words += [f"PIXELS={GREEN[0]},{GREEN[1]}"] if algorithm == "findsimilar" else []
    done = subprocess.run(
        [program, "--json", "run", f"specaware:{algorithm}", "--", *words], env=environment, capture_output=True,
        text=True, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert sorted(path.name for path in out.parent.iterdir()) == ["x.json", "x.tif"]


def test_find_similar_from_the_profile_tool(
    qgis_iface: QgisInterface, with_engine: str, raster: Path, monkeypatch: pytest.MonkeyPatch, wait_until: Wait
) -> None:
    layer = QgsRasterLayer(str(raster), "stripes")
    QgsProject.instance().addMapLayer(layer)
    qgis_iface.mapCanvas().setDestinationCrs(layer.crs())
    dock = ProfileDock(qgis_iface)
    try:
        assert not dock.similar.isEnabled()
        dock.pick(layer, QgsPointXY(*GREEN))
        wait_until(lambda: not dock.picker.is_reading)
        assert dock.similar.isEnabled()
        dock.similar.click()
        assert dock.search.is_running
        wait_until(lambda: not dock.search.is_running, seconds=60)
        (found,) = (one for one in QgsProject.instance().mapLayers().values() if one.name() == "Similarity")
        renderer = found.renderer()
        assert isinstance(renderer, QgsSingleBandPseudoColorRenderer)
        assert (renderer.classificationMin(), renderer.classificationMax()) == (0.0, 100.0)
        percent = values(found.source())
        assert at(percent, GREEN, raster) > 95 > at(percent, SOIL, raster) + 40
        node = QgsProject.instance().layerTreeRoot().findLayer(found.id())
        assert node.parent().name() == "stripes" and node.itemVisibilityChecked()
    finally:
        dock.shut_down()
        dock.deleteLater()
        QgsProject.instance().clear()
