"""From file to finished map, against what is usual: a tile loop in memory and a random forest, on the same cube.

Seconds by the clock suffer from whatever else the machine does; processor seconds suffer less. "ideal" is the speed of
a machine that does nothing else: pixels over processor seconds, times the threads.
"""

import os
import shutil
import time

import numpy as np
import pytest

from tests.bench.conftest import SIDE, bundled_models, cheap, cpu_of_start, cube_of, run_map, sample_cube, show
from tests.support.tiny import save_geotiff

FOREST_PX = 10_000  # predicted and scaled up: a forest's cost is proportional to the pixels
START_S = cpu_of_start()  # processor seconds of Python and the packages
FOREST_LABELS = 500  # labelled pixels a class
THREADS = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
HEAD = ("way", "precision", "seconds", "kpx/s", "cpu s", "ideal kpx/s", "busy", "times ours (cpu)")


def tile_loop(source, folder):
    """The usual way: each overlapping window read through GDAL, scores of the whole frame in memory; return seconds."""
    import rasterio
    from rasterio.windows import Window as GdalWindow

    from backend.engines import open_engine
    from backend.job.spec import JobSpec, Outputs
    from backend.raster.window import Window
    from backend.scene.open import conditions_of, scene_of_job

    stated = {"level": "L2", "scale": 0.0001, "units": "reflectance"}
    job = JobSpec("map", str(source), model=str(folder), overrides=stated, outputs=Outputs(classes="unused"))
    scene = scene_of_job(job)
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
            "driver": "GTiff", "height": SIDE, "width": SIDE, "count": 1, "dtype": "uint8", "compress": "deflate",
        }  # fmt: skip
        with rasterio.open(folder.parent / "loop.tif", "w", **profile) as out:
            out.write(classes + 1, 1)
    scene.product.close()


def forest():
    """A random forest of 300 trees on all cores: a function that predicts, and the pixels it predicts."""
    from sklearn.ensemble import RandomForestClassifier

    cube, _, labels = sample_cube(256)
    pixels, labels, rng = cube.reshape(224, -1).T, labels.ravel(), np.random.default_rng(0)
    chosen = [rng.permutation(np.flatnonzero(labels == k))[:FOREST_LABELS] for k in np.unique(labels[labels > 0])]
    rows = np.concatenate(chosen)
    trained = RandomForestClassifier(300, n_jobs=-1, random_state=0).fit(pixels[rows], labels[rows])
    return lambda: trained.predict(pixels[:FOREST_PX])


def timed(run):
    """Seconds by the clock and of the processor that ``run`` takes in this process."""
    started, cpu = time.perf_counter(), time.process_time()
    run()
    return time.perf_counter() - started, time.process_time() - cpu


@pytest.fixture(scope="module")
def forest_times():
    return [seconds * SIDE * SIDE / FOREST_PX for seconds in timed(forest())]


def row(way, precision, seconds, cpu, busy, base):
    pixels = SIDE * SIDE / 1e3
    speeds = f"{pixels / seconds:.0f}", f"{cpu:.1f}", f"{THREADS * pixels / cpu:.0f}"
    return (way, precision, f"{seconds:.1f}", *speeds, busy, f"{cpu / base:.2f}")


@pytest.mark.parametrize("name", ["ENVI BIL", "GeoTIFF 256"])
def test_speed_from_file_to_map(scenes, forest_times, tmp_path, monkeypatch, name):
    monkeypatch.setenv("SPECAWARE_CACHE", str(tmp_path / "cache"))
    rows, best, busy_shares = [HEAD], {}, []
    for model in bundled_models():
        for precision in ("float32", "int8", "bfloat16"):
            words = ["--precision", precision]
            if precision == "int8":  # the first run makes the int8 version; it is not timed
                run_map(scenes[name], model, tmp_path / "out", *words)
            report = run_map(scenes[name], model, tmp_path / "out", *words)
            base = best.setdefault(model.name, report["cpu_s"])
            busy = f"{report['engine_busy']:.0%}"
            rows.append(row(model.name, precision, report["timings_s"]["total"], report["cpu_s"], busy, base))
            busy_shares.append(report["engine_busy"])
        copy = tmp_path / "model" / model.name
        shutil.copytree(model, copy)
        seconds, cpu = timed(lambda copy=copy: tile_loop(scenes[name], copy))
        loop = seconds, cpu + START_S  # ours, too, counts the start of Python
        rows.append(row(f"  tile loop, {model.name}", "float32", *loop, "", best[model.name]))
    fastest = min(best.values())
    quick = run_map(scenes[name], cheap(tmp_path), tmp_path / "out")
    rows.append(row("a network of no cost", "float32", quick["timings_s"]["total"], quick["cpu_s"], "", fastest))
    rows.append(row("random forest, 300 trees", "", *forest_times, "", fastest))
    show(f"{name}, {SIDE} x {SIDE} x 224 int16, {THREADS} threads", rows)
    assert min(busy_shares) >= 0.85


@pytest.mark.parametrize("model", bundled_models(), ids=lambda folder: folder.name)
def test_cost_per_pixel_grows_less_than_the_number_of_bands(model, tmp_path):
    side = min(SIDE, 512)
    rows, cost = [("bands", "seconds", "cpu s", "ideal kpx/s", "times that of 13")], {}
    for bands in (13, 64, 224, 425):
        source = save_geotiff(
            tmp_path / f"b{bands}.tif", *cube_of(side, bands), tiled=True, blockxsize=256, blockysize=256
        )
        report = run_map(source, model, tmp_path / "out")
        cost[bands] = report["cpu_s"]
        ideal = THREADS * side * side / cost[bands] / 1e3
        seconds = report["timings_s"]["total"]
        rows.append((bands, f"{seconds:.1f}", f"{cost[bands]:.1f}", f"{ideal:.0f}", f"{cost[bands] / cost[13]:.2f}"))
    show(f"{model.name}, {side} x {side} pixels", rows)
    assert cost[425] / cost[13] < 425 / 13
    assert cost[425] / cost[224] < 425 / 224
