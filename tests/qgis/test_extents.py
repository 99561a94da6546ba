"""An extent in the CRS that the engine takes: of the panel's map view and of the algorithms, by the same function."""

from __future__ import annotations

import pytest
from qgis.core import QgsCoordinateReferenceSystem, QgsRectangle

from specaware.plugin.scene.extents import crs_of, in_crs

UTM, DEGREES = QgsCoordinateReferenceSystem("EPSG:32633"), QgsCoordinateReferenceSystem("EPSG:4326")


def test_a_product_in_sensor_geometry_takes_the_extent_in_the_crs_of_its_map() -> None:
    found = {"crs": None, "map_crs": UTM.toWkt()}
    assert crs_of(found) == UTM
    west, south, east, north = in_crs(QgsRectangle(15.0, 50.0, 15.1, 50.1), DEGREES, crs_of(found))
    assert (west, south) == (pytest.approx(500_000, abs=1), pytest.approx(5_538_630, abs=50))
    assert east - west == pytest.approx(7_170, abs=30) and north - south == pytest.approx(11_120, abs=30)


def test_the_rasters_own_crs_comes_first() -> None:
    assert crs_of({"crs": DEGREES.toWkt(), "map_crs": UTM.toWkt()}) == DEGREES


def test_without_a_crs_the_numbers_stay() -> None:
    assert in_crs(QgsRectangle(1, 2, 3, 4), DEGREES, crs_of({"crs": None})) == (1.0, 2.0, 3.0, 4.0)
