"""Maps of a raster in sensor geometry, through ``processing``: on the ground by default, as measured on request."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import processing
import pytest
from osgeo import gdal
from qgis.core import QgsProcessingException, QgsVectorLayer

pytestmark = pytest.mark.usefixtures("provider")
TURN = math.radians(30.0)


@pytest.fixture
def swath(stripes: Path, tmp_path: Path) -> Path:
    """The striped raster without a grid, turned by 30 degrees by its control points."""
    target = tmp_path / "swath.tif"
    gdal.Translate(str(target), str(stripes), outputSRS="EPSG:32633", GCPs=[
        gdal.GCP(
            366000 + 30 * (col * math.cos(TURN) + row * math.sin(TURN)),
            5806000 + 30 * (col * math.sin(TURN) - row * math.cos(TURN)), 0.0, col, row,
        )
        for row in (0, 20, 40) for col in (0, 30, 60)
    ])  # fmt: skip
    return target


def classes_of(path: Path) -> np.ndarray:
    return gdal.Open(str(path)).ReadAsArray()


def test_labels_lie_where_the_control_points_say(with_engine: str, swath: Path, tmp_path: Path) -> None:
    placed, plain = tmp_path / "placed.tif", tmp_path / "plain.tif"
    processing.run("specaware:classify", {"INPUT": str(swath), "OUTPUT": str(placed)})
    processing.run("specaware:classify", {"INPUT": str(swath), "OUTPUT": str(plain), "GEOMETRY": "sensor"})
    labels, found = classes_of(plain), gdal.Open(str(placed))
    assert labels.shape == (40, 60)
    assert found.GetSpatialRef().GetAuthorityCode(None) == "32633"
    west, step, _, north, _, _ = found.GetGeoTransform()
    rows, cols = np.mgrid[: found.RasterYSize, : found.RasterXSize] + 0.5
    east, up = (west + cols * step - 366000) / 30, (north - rows * step - 5806000) / 30
    row, col = east * math.sin(TURN) - up * math.cos(TURN), east * math.cos(TURN) + up * math.sin(TURN)
    margin = np.minimum.reduce([row % 1, 1 - row % 1, col % 1, 1 - col % 1])
    inside = (row > 0) & (row < 40) & (col > 0) & (col < 60) & (margin > 0.03)  # a border of pixels decides nothing
    assert inside.sum() > 1800
    assert np.array_equal(classes_of(placed)[inside], labels[row[inside].astype(int), col[inside].astype(int)])


def test_an_extent_is_one_of_the_map(with_engine: str, swath: Path, tmp_path: Path) -> None:
    extent = "366600,367200,5805900,5806200 [EPSG:32633]"
    processing.run("specaware:classify", {"INPUT": str(swath), "OUTPUT": str(tmp_path / "a.tif"), "EXTENT": extent})
    found = gdal.Open(str(tmp_path / "a.tif"))
    west, _, _, north, _, _ = found.GetGeoTransform()
    assert (west, north, found.RasterXSize, found.RasterYSize) == (366600, 5806200, 20, 10)
    assert (classes_of(tmp_path / "a.tif") > 0).mean() > 0.95


def test_segments_have_the_crs_of_the_map(with_engine: str, swath: Path, tmp_path: Path) -> None:
    target = tmp_path / "segments.gpkg"
    processing.run("specaware:segment", {"INPUT": str(swath), "OUTPUT": str(target), "MIN_AREA": 0})
    layer = QgsVectorLayer(str(target), "segments")
    assert layer.crs().authid() == "EPSG:32633"
    assert sum(f["area_m2"] for f in layer.getFeatures()) == pytest.approx(39 * 60 * 900, rel=0.03)


def test_an_unknown_geometry_is_refused(with_engine: str, swath: Path, tmp_path: Path) -> None:
    with pytest.raises(QgsProcessingException, match=r"Geometry .*map, sensor"):
        processing.run(
            "specaware:classify", {"INPUT": str(swath), "OUTPUT": str(tmp_path / "a.tif"), "GEOMETRY": "moon"}
        )
