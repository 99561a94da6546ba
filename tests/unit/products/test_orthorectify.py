from __future__ import annotations

import numpy as np
import pytest
from rasterio.crs import CRS
from rasterio.warp import transform

from backend.errors import InputError
from backend.products.base import Geolocation
from backend.products.orthorectify import placed
from backend.products.registry import open_product

from ...contract.scenes_products import emit, prisma, tanager

LABELS = np.arange(1, 121, dtype="uint8").reshape(1, 12, 10)


def swath(*, turn=20.0, step=30.0, seed=None):
    """Latitude and longitude of a turned grid of 12 x 10 pixels around 13 E, 52 N."""
    rows, cols = np.mgrid[:12, :10] * step
    angle = np.radians(turn)
    x = 500000 + cols * np.cos(angle) + rows * np.sin(angle)
    y = 5760000 - rows * np.cos(angle) + cols * np.sin(angle)
    if seed is not None:
        x, y = x + np.random.default_rng(seed).normal(0, 2, x.shape), y
    lon, lat = transform(CRS.from_epsg(32633), CRS.from_epsg(4326), x.ravel().tolist(), y.ravel().tolist())
    return np.reshape(lat, x.shape), np.reshape(lon, x.shape), x, y


def test_a_look_up_table_places_every_pixel_exactly(tmp_path):
    with open_product(emit(tmp_path).path) as product:
        found = placed(LABELS, product.meta.geolocation, nodata=0)
    assert found.planes.shape == (1, 16, 14)
    assert np.array_equal(found.planes[0, 2:14, 2:12], LABELS[0])
    assert found.planes[0, :2].sum() == found.planes[0, :, 12:].sum() == 0
    assert found.geotransform == (13.0, 0.0005, 0.0, 52.5, 0.0, -0.0005)
    assert CRS.from_wkt(found.crs_wkt).is_geographic


@pytest.mark.parametrize("seed", [None, 1])
@pytest.mark.parametrize("turn", [0.0, 20.0, 135.0])
def test_each_cell_takes_the_nearest_pixel(turn, seed):
    lat, lon, x, y = swath(turn=turn, seed=seed)
    found = placed(LABELS, Geolocation("arrays", lambda: (lat, lon)), nodata=0, gsd_m=10.0)
    assert CRS.from_wkt(found.crs_wkt).to_epsg() == 32633
    left, step, _, top, _, down = found.geotransform
    assert (step, down) == (10.0, -10.0)
    rows, cols = np.nonzero(found.planes[0])
    cell_x, cell_y = left + (cols + 0.5) * step, top - (rows + 0.5) * step
    distance = np.hypot(cell_x[:, None] - x.ravel(), cell_y[:, None] - y.ravel())
    own = distance[np.arange(len(rows)), found.planes[0, rows, cols] - 1]
    assert np.allclose(own, distance.min(axis=1), atol=0.1)
    assert set(np.unique(found.planes)) >= set(range(1, 121))
    assert found.planes[0].astype(bool).mean() > 0.4


def test_no_holes_within_the_swath():
    lat, lon, *_ = swath(turn=0.0)
    found = placed(LABELS, Geolocation("arrays", lambda: (lat, lon)), nodata=0, gsd_m=13.0)
    assert (found.planes[0, 2:-2, 2:-2] > 0).all()


def test_a_stated_grid_is_kept(tmp_path):
    with open_product(tanager(tmp_path).path) as product:
        geolocation = product.meta.geolocation
        found = placed(LABELS, geolocation, nodata=0)
    offset = (found.geotransform[0] - geolocation.geotransform[0]) / 30
    assert offset == pytest.approx(round(offset))
    assert found.geotransform[1] == 30.0
    assert CRS.from_wkt(found.crs_wkt).to_epsg() == 32633


def test_prisma_in_sensor_geometry_is_placed_in_utm(tmp_path):
    with open_product(prisma(tmp_path, "L2C").path) as product:
        assert product.meta.geotransform is None
        found = placed(LABELS, product.meta.geolocation, nodata=0, gsd_m=30.0)
    assert CRS.from_wkt(found.crs_wkt).to_epsg() == 32633
    assert len(np.unique(found.planes)) > 100


def test_unusable_geolocation_is_refused():
    nothing = np.full((12, 10), np.nan)
    with pytest.raises(InputError, match="empty"):
        placed(LABELS, Geolocation("arrays", lambda: (nothing, nothing)), nodata=0)
    with pytest.raises(InputError, match="size"):
        placed(LABELS, Geolocation("arrays", lambda: (nothing[1:], nothing[1:])), nodata=0)
    one = np.full((12, 10), 50.0)
    with pytest.raises(InputError, match="pixel size"):
        placed(LABELS, Geolocation("arrays", lambda: (one, one)), nodata=0)
