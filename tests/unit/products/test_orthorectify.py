"""Placing results of products in sensor geometry: which pixel lies on which cell of the map."""

from __future__ import annotations

import numpy as np
import pytest
import rasterio
from rasterio.control import GroundControlPoint
from rasterio.crs import CRS
from rasterio.warp import transform

from backend.common.errors import InputError
from backend.products.base import Geolocation
from backend.products.geometry import nearest
from backend.products.geometry.nearest import NearestPixel
from backend.products.geometry.orthorectify import locator_of, map_crs, place
from backend.products.registry import open_product
from backend.raster.window import Window

from ...contract.scenes_products import emit, pace, prisma, tanager

SHAPE = (12, 10)
INDEX = np.arange(120).reshape(SHAPE)


def arrays(lat, lon, **grid):
    def read(window):
        part = (slice(window.row, window.row_end), slice(window.col, window.col_end))
        return lat[part], lon[part]

    return Geolocation("arrays", lat.shape, read, "test", **grid)


def on_ground(x, y, epsg=32633):
    """Return the geolocation of pixel centres given in a projection."""
    lon, lat = transform(CRS.from_epsg(epsg), CRS.from_epsg(4326), x.ravel().tolist(), y.ravel().tolist())
    return arrays(np.reshape(lat, x.shape), np.reshape(lon, x.shape))


def swath(*, shape=SHAPE, turn=20.0, step=30.0, seed=None, shear=0.0):
    """Return x and y of a turned grid of pixel centres around 15 E, 52 N."""
    rows, cols = np.mgrid[: shape[0], : shape[1]] * step
    angle = np.radians(turn)
    x = 500000 + cols * np.cos(angle) + rows * (np.sin(angle) + shear)
    y = 5760000 - rows * np.cos(angle) + cols * np.sin(angle)
    if seed is not None:
        noise = np.random.default_rng(seed)
        x, y = x + noise.normal(0, 0.07 * step, x.shape), y + noise.normal(0, 0.07 * step, x.shape)
    return x, y


def whole(locator):
    """Return the index of the pixel on each cell of the map, -1 for none, and the cells' centres."""
    rows, cols = locator.pixels(Window(0, 0, *locator.shape))
    assert np.array_equal(rows < 0, cols < 0)
    left, step, _, top, _, down = locator.reference.geotransform
    r, c = np.mgrid[: locator.shape[0], : locator.shape[1]]
    return rows, cols, left + (c + 0.5) * step, top + (r + 0.5) * down


def test_a_look_up_table_places_every_pixel_exactly(tmp_path):
    with open_product(emit(tmp_path).path) as product:
        meta = product.meta
        placement = place(meta)
        assert CRS.from_wkt(map_crs(meta)).is_geographic
    rows, cols = placement.pixels(Window(0, 0, 16, 14))
    expected = np.full((16, 14), -1)
    expected[2:14, 2:12] = INDEX
    assert np.array_equal(np.where(rows < 0, -1, rows * 10 + cols), expected)
    assert placement.reference.geotransform == (13.0, 0.0005, 0.0, 52.5, 0.0, -0.0005)
    assert "glt" in placement.source


def test_pixels_that_lie_on_the_cells_of_the_map_are_kept_one_to_one():
    rows, cols = np.mgrid[:12, :10]
    located = on_ground(500010.0 + 30 * cols + 15, 5760000.0 - 30 * rows - 15)
    locator = locator_of(located, SHAPE, gsd_m=30.0)
    assert locator.shape == SHAPE
    found = whole(locator)
    assert np.array_equal(found[0] * 10 + found[1], INDEX)
    # the grid lies on multiples of the cell size; the places were 10 m off it, less than half a cell
    assert locator.reference.geotransform == (500010.0, 30.0, 0.0, 5760000.0, 0.0, -30.0)


def test_centres_between_cells_move_all_the_same_way():
    rows, cols = np.mgrid[:12, :10]
    located = on_ground(500010.0 + 30 * cols, 5760000.0 - 30 * rows)
    found = whole(locator_of(located, SHAPE, gsd_m=30.0))
    index = np.where(found[0] < 0, -1, found[0] * 10 + found[1])
    used = index[index >= 0]
    assert sorted(used.tolist()) == list(range(120))
    there = index >= 0
    assert np.array_equal(index[np.ix_(there.any(axis=1), there.any(axis=0))], INDEX)


@pytest.mark.parametrize("seed", [None, 1])
@pytest.mark.parametrize("turn", [0.0, 20.0, 135.0, 270.0])
@pytest.mark.parametrize("gsd", [10.0, 30.0, 75.0])
def test_each_cell_takes_the_nearest_pixel(turn, seed, gsd):
    x, y = swath(turn=turn, seed=seed)
    locator = locator_of(on_ground(x, y), SHAPE, gsd_m=gsd)
    assert CRS.from_wkt(locator.reference.crs_wkt).to_epsg() == 32633
    rows, cols, cell_x, cell_y = whole(locator)
    there = rows >= 0
    distance = np.hypot(cell_x[there][:, None] - x.ravel(), cell_y[there][:, None] - y.ravel())
    own = distance[np.arange(there.sum()), rows[there] * 10 + cols[there]]
    assert np.allclose(own, distance.min(axis=1), atol=gsd * 1e-3)
    if gsd <= 10.0:
        assert set((rows[there] * 10 + cols[there]).tolist()) == set(range(120))


@pytest.mark.parametrize("turn", [0.0, 33.0, 200.0])
def test_the_map_ends_half_a_pixel_beyond_the_outermost_centres(turn):
    x, y = swath(turn=turn)
    rows, _, cell_x, cell_y = whole(locator_of(on_ground(x, y), SHAPE, gsd_m=3.0))
    angle = np.radians(turn)
    east, north = cell_x - 500000, cell_y - 5760000
    row = (east * np.sin(angle) - north * np.cos(angle)) / 30
    col = (east * np.cos(angle) + north * np.sin(angle)) / 30
    beyond = np.maximum.reduce([-0.5 - row, row - 11.5, -0.5 - col, col - 9.5])
    assert (rows[beyond < -0.01] >= 0).all()
    assert (rows[beyond > 0.01] < 0).all()


def test_no_holes_within_a_sheared_and_noisy_swath():
    x, y = swath(shape=(60, 40), turn=12.0, seed=3, shear=0.3)
    rows, _, cell_x, cell_y = whole(locator_of(on_ground(x, y), (60, 40), gsd_m=30.0))
    near = np.hypot(cell_x[..., None] - x[5:-5, 5:-5].ravel(), cell_y[..., None] - y[5:-5, 5:-5].ravel()).min(axis=-1)
    assert (rows[near < 15.0] >= 0).all()


def test_windows_and_blocks_agree_with_the_whole(monkeypatch):
    x, y = swath(shape=(40, 30), turn=28.0, seed=5)
    located = on_ground(x, y)
    rows, cols, *_ = whole(locator_of(located, (40, 30), gsd_m=20.0))
    monkeypatch.setattr(nearest, "_BLOCK_PX", 90)
    monkeypatch.setattr(nearest, "_CACHE_BYTES", 1)
    pieces = NearestPixel(located, gsd_m=20.0)
    assert pieces.shape == rows.shape
    for window in (Window(0, 0, 7, 9), Window(11, 13, 20, 5), Window(rows.shape[0] - 1, rows.shape[1] - 1, 1, 1)):
        part = (slice(window.row, window.row_end), slice(window.col, window.col_end))
        found = pieces.pixels(window)
        assert np.array_equal(found[0], rows[part]) and np.array_equal(found[1], cols[part])


def test_unknown_places_stay_empty_and_their_neighbours_do_not_spread():
    x, y = swath(shape=(30, 30), turn=0.0)
    located = on_ground(x, y)
    lat, lon = located.load()
    lat[10:20, 10:20] = np.nan
    rows, cols, cell_x, cell_y = whole(locator_of(arrays(lat, lon), (30, 30), gsd_m=30.0))
    known = np.isfinite(lat)
    away = np.hypot(cell_x[..., None] - x[known], cell_y[..., None] - y[known]).min(axis=-1)
    assert (away > 30.0).sum() >= 49
    assert (rows[away > 30.0] < 0).all()
    assert not ((rows >= 10) & (rows < 20) & (cols >= 10) & (cols < 20)).any()


def test_a_scene_across_the_date_line_is_one_piece():
    rows, cols = np.mgrid[:12, :10]
    lon = 179.9985 + 0.0004 * cols
    located = arrays(-17.0 - 0.0003 * rows, np.where(lon > 180, lon - 360, lon))
    locator = locator_of(located, SHAPE, gsd_m=30.0)
    assert locator.shape[1] < 30
    assert CRS.from_wkt(locator.reference.crs_wkt).to_epsg() in (32701, 32760)
    assert len(set(zip(*(plane[plane >= 0].tolist() for plane in whole(locator)[:2])))) > 100


def test_very_wide_scenes_are_mapped_in_degrees_and_polar_ones_in_their_projection(tmp_path):
    rows, cols = np.mgrid[:12, :10]
    wide = locator_of(arrays(40.0 - 1.0 * rows, 10.0 + 2.0 * cols), SHAPE, gsd_m=100_000.0)
    assert CRS.from_wkt(wide.reference.crs_wkt).is_geographic
    polar = locator_of(arrays(-86.0 - 0.01 * rows, 10.0 + 0.1 * cols), SHAPE)
    assert CRS.from_wkt(polar.reference.crs_wkt).to_epsg() == 32761
    with open_product(pace(tmp_path).path) as product:
        assert CRS.from_wkt(map_crs(product.meta)).to_epsg() == 32633


def test_a_stated_grid_is_kept(tmp_path):
    with open_product(tanager(tmp_path).path) as product:
        geolocation = product.meta.geolocation
        locator = locator_of(geolocation, SHAPE)
    offset = (locator.reference.geotransform[0] - geolocation.geotransform[0]) / 30
    assert offset == pytest.approx(round(offset))
    assert locator.reference.geotransform[1] == 30.0
    assert CRS.from_wkt(locator.reference.crs_wkt).to_epsg() == 32633


def test_an_extent_chooses_pixels_and_cells_and_rows_choose_their_cells(tmp_path):
    with open_product(prisma(tmp_path, "L2C").path) as product:
        full = place(product.meta)
        left, step, _, top, _, _ = full.reference.geotransform
        extent = (left + 3.2 * step, top - 8.9 * step, left + 6.8 * step, top - 4.1 * step)
        part = place(product.meta, extent=extent)
        assert (part.window.row, part.window.col, part.window.height, part.window.width) == (4, 3, 5, 4)
        rows, cols = full.pixels(part.window)
        own_rows, own_cols = part.pixels(Window(0, 0, 5, 4))
        assert np.array_equal(np.where(own_rows < 0, -1, own_rows + part.area.row), rows)
        assert np.array_equal(np.where(own_cols < 0, -1, own_cols + part.area.col), cols)
        whole_map = full.pixels(Window(0, 0, full.window.height, full.window.width))[0]
        seen = np.full_like(whole_map, -1)
        for first, end in ((0, 5), (5, 12)):  # row ranges put together give the whole
            piece = place(product.meta, rows=(first, end))
            found = piece.pixels(Window(0, 0, piece.window.height, piece.window.width))[0]
            at = np.s_[piece.window.row : piece.window.row_end, piece.window.col : piece.window.col_end]
            seen[at] = np.where(found >= 0, found + piece.area.row, seen[at])
        assert np.array_equal(seen, whole_map)
        with pytest.raises(InputError, match="extent"):
            place(product.meta, extent=(0.0, 0.0, 1.0, 1.0))
        with pytest.raises(InputError, match="rows 0:12"):
            place(product.meta, rows=(50, 60))


def test_unusable_geolocation_is_refused():
    nothing = np.full(SHAPE, np.nan)
    with pytest.raises(InputError, match="empty"):
        locator_of(arrays(nothing, nothing), SHAPE)
    with pytest.raises(InputError, match="size"):
        locator_of(arrays(nothing[1:], nothing[1:]), SHAPE)
    one = np.full(SHAPE, 50.0)
    with pytest.raises(InputError, match="pixel size"):
        locator_of(arrays(one, one), SHAPE)


# --- rasters that GDAL places by control points or RPC -----------------------------------------------


def save_with(path, **how):
    with rasterio.open(path, "w", driver="GTiff", height=60, width=40, count=1, dtype="uint8", **how) as file:
        file.write(np.ones((60, 40), "uint8"), 1)
    return path


@pytest.mark.parametrize("count", [2, 4])
def test_control_points_place_pixel_centres(tmp_path, count):
    """A mesh of 2 x 2 points is fitted by a polynomial, one of 4 x 4 is passed through."""
    angle = np.radians(25.0)

    def ground(row, col):
        return (500000 + 30 * (col * np.cos(angle) + row * np.sin(angle)),
                5760000 + 30 * (col * np.sin(angle) - row * np.cos(angle)))  # fmt: skip

    nodes = [(r, c) for r in np.linspace(0, 60, count) for c in np.linspace(0, 40, count)]
    points = [GroundControlPoint(r, c, *ground(r, c)) for r, c in nodes]
    path = save_with(tmp_path / "a.tif", gcps=points, crs="EPSG:32633")
    with open_product(path) as product:
        meta = product.meta
        assert meta.geotransform is None and "control points" in meta.geolocation.source
        lat, lon = meta.geolocation.load()
    x, y = transform(CRS.from_epsg(4326), CRS.from_epsg(32633), lon.ravel().tolist(), lat.ravel().tolist())
    row, col = np.mgrid[:60, :40] + 0.5
    assert np.hypot(np.array(x) - ground(row, col)[0].ravel(), np.array(y) - ground(row, col)[1].ravel()).max() < 0.1
    locator = locator_of(meta.geolocation, (60, 40), gsd_m=30.0)
    assert (locator.pixels(Window(0, 0, *locator.shape))[0] >= 0).sum() == pytest.approx(2400, rel=0.02)


def test_rational_polynomials_of_a_file_place_it(tmp_path):
    from rasterio.rpc import RPC

    one = [1.0] + [0.0] * 19
    model = RPC(
        height_off=100.0, height_scale=500.0, lat_off=52.0, lat_scale=0.01, long_off=13.0, long_scale=0.01,
        line_off=29.5, line_scale=30.0, samp_off=19.5, samp_scale=30.0, line_num_coeff=[0, 0, -1.0] + [0.0] * 17,
        line_den_coeff=one, samp_num_coeff=[0, 1.0] + [0.0] * 18, samp_den_coeff=one,
    )  # fmt: skip
    path = save_with(tmp_path / "a.tif", rpcs=model)
    with open_product(path) as product:
        meta = product.meta
        assert "RPC" in meta.geolocation.source and "100 m" in meta.geolocation.source
        lat, lon = meta.geolocation.load()
    row, col = np.mgrid[:60, :40]
    assert np.allclose(lat, 52.0 - (row - 29.5) / 30 * 0.01, atol=1e-9)
    assert np.allclose(lon, 13.0 + (col - 19.5) / 30 * 0.01, atol=1e-9)
