"""Coordinates on their way into PROJ, and extents, whatever the numbers."""

from __future__ import annotations

import math

import numpy as np
import pytest
import rasterio
from rasterio.crs import CRS
from rasterio.transform import Affine

from backend.common.errors import InputError
from backend.products.inspect import inspect_raster
from backend.products.profile import profile_raster
from backend.raster.georeference import GeoReference, transformed
from backend.raster.window import Window

WILD = (1e20, -1e20, 1e308, -1e308, math.inf, -math.inf, math.nan, 1e12)
MERCATOR, UTM, DEGREES = CRS.from_epsg(3857), CRS.from_epsg(32633), CRS.from_epsg(4326)


@pytest.mark.parametrize("source", [MERCATOR, UTM, DEGREES])
def test_no_place_never_reaches_proj(source):
    x, y = transformed(source, DEGREES, [*WILD, 13.0], [52.0] * len(WILD) + [52.0])
    assert np.isnan(x[:-1]).all()
    assert np.isnan(y[:-1]).all()
    assert np.isfinite([x[-1], y[-1]]).all()


def test_places_are_those_of_rasterio():
    x, y = transformed(UTM, DEGREES, [500_000.0] * 70_000, np.linspace(5e6, 6e6, 70_000))
    assert x[[0, -1]] == pytest.approx([15.0, 15.0])
    assert y[0] == pytest.approx(45.1536, abs=1e-3)
    assert (np.diff(y) > 0).all()


@pytest.mark.parametrize("origin", WILD)
@pytest.mark.parametrize("crs", ["EPSG:3857", "EPSG:4326", None])
def test_a_raster_at_no_place_is_inspected(tmp_path, origin, crs):
    path = tmp_path / "far.tif"
    profile = {"driver": "GTiff", "width": 8, "height": 8, "count": 3, "dtype": "uint16"}
    with rasterio.open(path, "w", **profile, crs=crs, transform=Affine(30, 0, origin, 0, -30, origin)) as file:
        file.write(np.ones((3, 8, 8), "uint16"))
    found = inspect_raster(path)
    assert any("not a place on Earth" in text for text in found["warnings"]) == (crs is not None)
    assert GeoReference(tuple(found["geotransform"]), None) if found["geotransform"] else True


@pytest.mark.parametrize("x", WILD)
def test_an_extent_or_point_out_of_range_is_one_sentence(tmp_path, x):
    reference = GeoReference((0.0, 30.0, 0.0, 0.0, 0.0, -30.0), None)
    with pytest.raises(InputError):
        reference.window_of((x, -60.0, x, -30.0), height=8, width=8)
    path = tmp_path / "near.tif"
    profile = {"driver": "GTiff", "width": 8, "height": 8, "count": 3, "dtype": "uint16"}
    with rasterio.open(path, "w", **profile, crs="EPSG:32633", transform=Affine(30, 0, 0, 0, -30, 0)) as file:
        file.write(np.ones((3, 8, 8), "uint16"))
    with pytest.raises(InputError, match="is outside"):
        profile_raster(path, [(x, -x)])


def test_a_huge_extent_is_the_whole_raster():
    reference = GeoReference((0.0, 30.0, 0.0, 0.0, 0.0, -30.0), None)
    assert reference.window_of((-1e308, -1e308, 1e308, 1e308), height=8, width=8) == Window(0, 0, 8, 8)


@pytest.mark.parametrize("value", WILD)
def test_areas_of_pixels_are_unknown_where_they_cannot_be_told(value):
    for crs in (MERCATOR, DEGREES):
        found = GeoReference((0.0, value, 0.0, 0.0, 0.0, -value), crs.to_wkt()).row_areas_m2(4)
        assert found is None or np.isfinite(found).all()
