"""From file to finished map, against what is usual: a tile loop in memory and a random forest, on the same cube."""

import time

import numpy as np
import pytest

from tests.bench.conftest import SIDE, cheap, cube_of, run_map, show
from tests.support.tiny import save_geotiff

FOREST_PX = 40_000  # predicted and scaled up: a forest's cost is proportional to the pixels


def tile_loop(source, folder):
    """The usual way: each overlapping window read through GDAL, scores of the whole frame in memory; return seconds."""
    import rasterio
    from rasterio.windows import Window as GdalWindow

    from backend.engines import open_engine
    from backend.jobs import JobSpec, Outputs
    from backend.prepare import conditions_of, open_scene
    from backend.raster.window import Window

    stated = {"level": "L2", "scale": 0.0001, "units": "reflectance"}
    job = JobSpec("map", str(source), model=str(folder), overrides=stated, outputs=Outputs(classes="unused"))
    started = time.perf_counter()
    scene = open_scene(job)
    engine = open_engine(scene.card)  # all threads on each window, as usual
    engine.set_conditions(conditions_of(scene, check=lambda: None)[0])
    total = np.zeros((len(scene.card.classes), SIDE, SIDE), dtype=np.float32)
    count = np.zeros((SIDE, SIDE), dtype=np.float32)
    indexes = [b + 1 for b in scene.bands]
    with rasterio.open(source) as file:
        for tile in scene.grid.tiles_over(Window(0, 0, SIDE, SIDE)):
            w = tile.window
            raw = file.read(indexes, window=GdalWindow(w.col, w.row, w.width, w.height))
            pixels, valid = scene.normaliser.apply(raw)
            pad = ((0, -w.height % 8), (0, -w.width % 8))
            pixels, valid = np.pad(pixels, ((0, 0), *pad), mode="edge"), np.pad(valid, pad)
            scores = engine.run(pixels[None], valid[None].astype(np.float32))[0]
            at = slice(w.row, w.row_end), slice(w.col, w.col_end)
            total[(slice(None), *at)] += scores[:, : w.height, : w.width]
            count[at] += 1
        classes = (total / count).argmax(axis=0).astype(np.uint8)
        profile = {
            "driver": "GTiff",
            "height": SIDE,
            "width": SIDE,
            "count": 1,
            "dtype": "uint8",
            "compress": "deflate",
        }
        with rasterio.open(folder.parent / "loop.tif", "w", **profile) as out:
            out.write(classes + 1, 1)
    scene.product.close()
    return time.perf_counter() - started


def forest():
    """Seconds that a random forest of 300 trees on all cores takes to predict SIDE x SIDE pixels of 224 bands."""
    from sklearn.ensemble import RandomForestClassifier

    cube, _ = cube_of(200, 224)
    pixels = cube.reshape(224, -1).T
    labels = (pixels[:, 100] // 300 + pixels[:, 10] // 500) % 8
    trained = RandomForestClassifier(300, n_jobs=-1, random_state=0).fit(pixels[::20], labels[::20])
    started = time.perf_counter()
    trained.predict(pixels[:FOREST_PX])
    return (time.perf_counter() - started) * SIDE * SIDE / FOREST_PX


@pytest.fixture(scope="module")
def forest_seconds():
    return forest()


@pytest.mark.parametrize("name", ["ENVI BIL", "GeoTIFF 256"])
def test_speed_from_file_to_map(scenes, bundled_model, forest_seconds, tmp_path, name):
    import shutil

    model = tmp_path / "model" / "card"
    shutil.copytree(bundled_model, model)
    report = run_map(scenes[name], bundled_model, tmp_path / "out")
    quick = run_map(scenes[name], cheap(tmp_path), tmp_path / "out")
    ours, rest = report["timings_s"]["total"], quick["timings_s"]["total"]
    loop = tile_loop(scenes[name], model)
    pixels = SIDE * SIDE
    rows = [("way", "seconds", "kpx/s", "times ours")]
    for way, seconds in (
        (f"ours, {report['model']['name']}", ours), ("ours, cheap network", rest),
        ("tile loop in memory", loop), ("random forest, 300 trees", forest_seconds),
    ):  # fmt: skip
        rows.append((way, f"{seconds:.1f}", f"{pixels / seconds / 1e3:.0f}", f"{seconds / ours:.2f}"))
    show(f"{name}, {SIDE} x {SIDE} x 224 int16, {report['device']}, engine busy {report['engine_busy']:.0%}", rows)
    assert loop > ours
    assert report["engine_busy"] >= 0.85


def test_cost_per_pixel_grows_less_than_the_number_of_bands(bundled_model, tmp_path):
    side = min(SIDE, 512)
    rows, cost = [("bands", "seconds", "kpx/s", "engine s")], {}
    for bands in (13, 64, 224, 425):
        source = save_geotiff(
            tmp_path / f"b{bands}.tif", *cube_of(side, bands), tiled=True, blockxsize=256, blockysize=256
        )
        report = run_map(source, bundled_model, tmp_path / "out")
        cost[bands] = report["timings_s"]["run"]
        seconds = report["timings_s"]["total"]
        rows.append((bands, f"{seconds:.1f}", f"{side * side / seconds / 1e3:.0f}", f"{cost[bands]:.1f}"))
    show(f"{side} x {side} pixels", rows)
    assert cost[425] / cost[13] < 425 / 13
    assert cost[425] / cost[224] < 425 / 224
