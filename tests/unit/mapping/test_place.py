"""Maps of products in sensor geometry: labels stay labels and lie on the right cell of the map."""

from __future__ import annotations

import json

import numpy as np
import pytest
import rasterio
from rasterio.crs import CRS
from rasterio.enums import ColorInterp

from backend.common.cancellation import CancelToken
from backend.job.spec import JobSpec, Options, Outputs
from backend.mapping import place as placing
from backend.mapping.place import gathered, place_rasters
from backend.products.base import Geolocation
from backend.products.geometry import nearest
from backend.products.geometry.orthorectify import Placement, locator_of
from backend.raster.georeference import GeoReference
from backend.raster.sink import GeoTiffSink, RasterLayer
from backend.raster.window import Window
from backend.serve.runner import JobRunner
from backend.shell.main import main

from ...contract.scenes_products import emit, prisma, tanager
from ..products.test_orthorectify import INDEX


def mapped(
    run_job, source, folder, model, *, options=None, extra=("probabilities", "fractions", "confidence"), **fields
):
    named = {key: str(folder / f"{key}.{'gpkg' if key == 'segments' else 'tif'}") for key in extra}
    outputs = Outputs(classes=str(folder / "classes.tif"), **named)
    spec = JobSpec("map", str(source), model=str(model), outputs=outputs, options=options or Options(), **fields)
    final, events = run_job(spec)
    return final, events, json.loads((folder / "classes.json").read_text()) if final.type == "result" else None


def content(path):
    with rasterio.open(path) as file:
        palette = file.colormap(1) if file.colorinterp[0] == ColorInterp.palette else {}
        return file.read(), file.transform.to_gdal(), file.crs, file.tags(), palette


@pytest.fixture
def both(run_job, tiny_model, tmp_path):
    """Return a function that maps a product on the ground and in sensor geometry and gives both folders."""

    def run(made, **fields):
        folders = []
        for geometry in ("map", "sensor"):
            folder = tmp_path / geometry
            final, _, report = mapped(
                run_job, made.path, folder, tiny_model, options=Options(geometry=geometry), **fields
            )
            assert final.type == "result", final.message
            folders.append((folder, report))
        return folders

    return run


def test_labels_of_a_look_up_table_lie_exactly_where_it_says(both, tmp_path):
    (placed, report), (sensor, plain) = both(emit(tmp_path))
    for name, empty in (("classes", 0), ("probabilities", 255), ("fractions", 255), ("confidence", 255)):
        there, transform, crs, tags, palette = content(placed / f"{name}.tif")
        raw, _, no_crs, _, raw_palette = content(sensor / f"{name}.tif")
        assert transform == pytest.approx((13.0, 0.0005, 0.0, 52.5, 0.0, -0.0005), abs=1e-12)
        assert crs.is_geographic and no_crs is None
        assert there.shape[1:] == (16, 14)
        assert np.array_equal(there[:, 2:14, 2:12], raw)
        there[:, 2:14, 2:12] = empty
        assert (there == empty).all()
        assert "glt" in tags["SPECAWARE_PLACED_BY"]
        if name == "classes":
            assert palette == raw_palette and palette[1][3] == 255
    assert (placed / "classes.qml").exists() and (placed / "classes.tif.aux.xml").exists()
    assert sorted(p.name for p in placed.iterdir()) == sorted(p.name for p in sensor.iterdir())
    assert report["geometry"]["map"] == "placed on the ground" and "glt" in report["geometry"]["by"]
    assert (report["geometry"]["height"], report["geometry"]["width"]) == (16, 14)
    assert plain["geometry"] == {"map": "sensor geometry"}
    assert report["classes"][0]["area_m2"] is not None and plain["classes"][0]["area_m2"] is None
    assert [c["pixels"] for c in report["classes"]] == [c["pixels"] for c in plain["classes"]]
    assert not any("sensor geometry" in w for w in report["warnings"])


def test_labels_of_geolocation_arrays_are_those_of_the_nearest_pixels(both, tmp_path):
    (placed, report), (sensor, _) = both(prisma(tmp_path, "L2C"))
    there, transform, crs, *_ = content(placed / "classes.tif")
    raw = content(sensor / "classes.tif")[0][0]
    assert crs.to_epsg() == 32633 and transform[1] == 30.0
    assert transform[0] % 30 == transform[3] % 30 == 0
    assert set(np.unique(there)) <= {0, *np.unique(raw).tolist()}
    assert sum(c["pixels"] for c in report["classes"]) == (there > 0).sum()
    assert sum(c["area_m2"] for c in report["classes"]) == pytest.approx((there > 0).sum() * 900.0)
    assert "Latitude" in report["geometry"]["by"]


def test_segments_are_polygons_of_the_placed_map(both, tmp_path):
    import pyogrio

    (placed, _), _ = both(tanager(tmp_path), extra=("segments",))
    classes, transform, crs, *_ = content(placed / "classes.tif")
    info = pyogrio.read_info(placed / "segments.gpkg", force_total_bounds=True)
    assert CRS.from_user_input(info["crs"]) == crs
    rows, cols = np.nonzero(classes[0])
    left, step, _, top, _, _ = transform
    bounds = (left + cols.min() * step, top - (rows.max() + 1) * step,
              left + (cols.max() + 1) * step, top - rows.min() * step)  # fmt: skip
    assert info["total_bounds"] == pytest.approx(bounds)
    _, _, _, values = pyogrio.raw.read(placed / "segments.gpkg", columns=["pixels"], read_geometry=False)
    assert values[0].sum() == (classes > 0).sum()


def test_an_extent_of_the_map_gives_that_part_of_the_map(run_job, tiny_model, tmp_path):
    made = emit(tmp_path)
    whole, part = tmp_path / "whole", tmp_path / "part"
    mapped(run_job, made.path, whole, tiny_model)
    extent = (13.0 + 3 * 0.0005, 52.5 - 12 * 0.0005, 13.0 + 9 * 0.0005, 52.5 - 5 * 0.0005)
    final, _, report = mapped(run_job, made.path, part, tiny_model, extent=extent)
    assert final.type == "result", final.message
    there, transform, *_ = content(part / "classes.tif")
    assert there.shape == (1, 7, 6)
    assert transform == pytest.approx((13.0015, 0.0005, 0.0, 52.4975, 0.0, -0.0005), abs=1e-12)
    assert report["window"] == {"row": 3, "col": 1, "height": 7, "width": 6}
    assert np.mean(content(whole / "classes.tif")[0][:, 5:12, 3:9] == there) > 0.9  # the scene's content is shared
    final, *_ = mapped(run_job, made.path, tmp_path / "off", tiny_model, extent=(0.0, 0.0, 1.0, 1.0))
    assert final.type == "error" and "extent" in final.message
    assert not (tmp_path / "off").exists()


def test_the_command_of_the_report_repeats_it_byte_for_byte(tiny_model, tmp_path, monkeypatch):
    made = prisma(tmp_path, "L2C")
    monkeypatch.setenv("SPECAWARE_MODELS", str(tiny_model.parent))
    out = tmp_path / "out"
    for geometry in ("map", "sensor"):
        words = ["map", str(made.path), "--out", str(out), "--model", "tiny", "--overwrite", "--geometry", geometry]
        assert main(words) == 0
        target = out / f"{made.path.stem}_classes.tif"
        before = target.read_bytes()
        command = json.loads(target.with_suffix(".json").read_text())["command"]
        assert ("--geometry" in command) == (geometry == "sensor")
        assert main(command.split()[3:]) == 0
        assert target.read_bytes() == before
    assert main(["map", str(made.path), "--out", str(out), "--geometry", "nowhere"]) == 1


def test_a_cancel_while_placing_leaves_nothing(tiny_model, tmp_path):
    made, folder, token, events = emit(tmp_path), tmp_path / "out", CancelToken(), []

    def send(event):
        events.append(event)
        if event.message.startswith("Georeferencing"):
            token.cancel()

    outputs = Outputs(classes=str(folder / "classes.tif"), confidence=str(folder / "confidence.tif"))
    spec = JobSpec("map", str(made.path), model=str(tiny_model), outputs=outputs)
    final = JobRunner().run(spec, send=send, token=token)
    assert any(event.message.startswith("Georeferencing") for event in events)
    assert (final.type, final.code) == ("error", "cancelled")
    assert not folder.exists()


# --- the step itself --------------------------------------------------------------------------------


def turned(shape, step=30.0, turn=37.0):
    """Return the geolocation of a turned swath, computed for each window: no array of its size is ever made."""
    from rasterio.warp import transform

    angle = np.radians(turn)

    def read(window):
        rows, cols = np.mgrid[window.row : window.row_end, window.col : window.col_end] * step
        x = 400000 + cols * np.cos(angle) + rows * np.sin(angle)
        y = 5760000 - rows * np.cos(angle) + cols * np.sin(angle)
        lon, lat = transform(CRS.from_epsg(32633), CRS.from_epsg(4326), x.ravel().tolist(), y.ravel().tolist())
        return np.reshape(lat, x.shape), np.reshape(lon, x.shape)

    return Geolocation("arrays", shape, read, "test")


def layer(bands=1, nodata=0):
    return RasterLayer("classes", "uint8", nodata, tuple(f"b{i}" for i in range(bands)))


def placed_file(folder, raw, located, *, gsd_m=30.0, bands=1):
    """Write ``raw`` (bands, h, w), place it and return the file."""
    source, target = folder / "raw.tif", folder / "placed.tif"
    sink = GeoTiffSink(
        source, layer(bands), height=raw.shape[1], width=raw.shape[2], reference=GeoReference(None, None), side=256
    )
    sink.write(0, 0, raw)
    sink.close()
    locator = locator_of(located, raw.shape[1:], gsd_m=gsd_m)
    placement = Placement(locator, Window(0, 0, *raw.shape[1:]), Window(0, 0, *locator.shape), "test")
    place_rasters(
        placement, [layer(bands)], sources={"classes": source}, targets={"classes": target}, side=64,
        check=lambda: None, count=lambda data, row: None,
    )  # fmt: skip
    return target


def test_every_cell_of_a_turned_swath_shows_the_pixel_that_lies_on_it(tmp_path):
    shape = (150, 90)
    raw = np.random.default_rng(0).integers(1, 255, (2, *shape)).astype("uint8")
    with rasterio.open(placed_file(tmp_path, raw, turned(shape), gsd_m=13.0, bands=2)) as file:
        found, grid = file.read(), file.transform
    rows, cols = np.mgrid[: found.shape[1], : found.shape[2]] + 0.5
    x, y = grid @ (cols, rows)
    angle = np.radians(37.0)
    east, north = x - 400000, y - 5760000
    row = (east * np.sin(angle) - north * np.cos(angle)) / 30.0
    col = (east * np.cos(angle) + north * np.sin(angle)) / 30.0
    clear = np.maximum(np.abs(row - np.rint(row)), np.abs(col - np.rint(col))) < 0.49  # not on a border of pixels
    inside = (row > -0.49) & (row < 149.49) & (col > -0.49) & (col < 89.49) & clear
    at = (np.rint(row[inside]).astype(int), np.rint(col[inside]).astype(int))
    assert inside.sum() > 50_000
    assert np.array_equal(found[:, inside], raw[:, at[0], at[1]])
    outside = (row < -0.51) | (row > 149.51) | (col < -0.51) | (col > 89.51)
    assert (found[:, outside] == 0).all()


def test_what_is_read_at_once_does_not_grow_with_the_scene(tmp_path, monkeypatch):
    """The cause of flat memory: the largest read of places and of pixels is the same for a scene four times as long."""
    monkeypatch.setattr(nearest, "_BLOCK_PX", 64 * 80)
    monkeypatch.setattr(nearest, "_CACHE_BYTES", 2 * 64 * 80 * 32)
    largest = {}
    for rows in (300, 1200):
        located = turned((rows, 80))
        places, pixels = [], []

        def counted(window, located=located, places=places):
            places.append(window.height * window.width)
            return located.read(window)

        def watched(source, r, c, nodata, pixels=pixels):
            pixels.append((int(np.ptp(r[r >= 0])) + 1) * (int(np.ptp(c[c >= 0])) + 1) if (r >= 0).any() else 0)
            return gathered(source, r, c, nodata)

        monkeypatch.setattr(placing, "gathered", watched)
        folder = tmp_path / str(rows)
        folder.mkdir()
        raw = np.ones((1, rows, 80), dtype="uint8")
        with rasterio.open(placed_file(folder, raw, Geolocation("arrays", (rows, 80), counted, "test"))) as file:
            assert (file.read(1) > 0).sum() == pytest.approx(rows * 80, rel=0.02)
        largest[rows] = (max(places), max(pixels))
    assert largest[1200][0] == largest[300][0]
    tile = 2 * 64 * (np.cos(np.radians(37.0)) + np.sin(np.radians(37.0)))  # a turned tile, from corner to corner
    assert max(largest[1200][1], largest[300][1]) <= (tile + 2) * 80


def test_scattered_pixels_are_gathered_in_pieces(tmp_path, monkeypatch):
    monkeypatch.setattr(placing, "_VALUES", 40)
    path = tmp_path / "a.tif"
    with rasterio.open(path, "w", driver="GTiff", height=12, width=10, count=1, dtype="uint8") as file:
        file.write(INDEX.astype("uint8"), 1)
    rng = np.random.default_rng(1)
    rows, cols = rng.integers(0, 12, (7, 9)), rng.integers(0, 10, (7, 9))
    rows[0, 0] = cols[0, 0] = -1
    with rasterio.open(path) as file:
        found = gathered(file, rows, cols, 255)
    expected = INDEX[rows, cols]
    expected[0, 0] = 255
    assert np.array_equal(found[0], expected)
