"""Maps through the worker, as QGIS and clusters get them: byte for byte those of the pipeline in this process."""

import json
import os
import pickle
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import rasterio

from backend.job.events import JobEvent
from backend.job.spec import JobSpec, Options, Outputs
from backend.shell.main import main
from tests.conftest import ROOT
from tests.support.tiny import CLASSES, save_envi, save_geotiff, scene

L2 = {"level": "L2", "scale": 0.0001, "units": "reflectance"}
ROTATED = (500000.0, 26.0, 15.0, 5800000.0, 15.0, -26.0)


def rasters(folder):
    """Rasters whose sizes, grids, gaps and orders of bands have broken other programs; by name: path and job fields."""
    sizes = {"1x1": (1, 1), "1xN": (1, 97), "tile-1": (31, 31), "tile+1": (33, 33), "prime": (67, 101)}
    made = {name: (save_geotiff(folder / f"{name}.tif", *scene(*shape)), {}) for name, shape in sizes.items()}
    cube, centers = scene(50, 60)
    made["rotated"] = save_geotiff(folder / "rotated.tif", cube, centers, transform=ROTATED), {}
    made["no CRS"] = save_geotiff(folder / "no_crs.tif", cube, centers, transform=None, crs=None), {}
    degrees = (13, 3e-4, 0, 52, 0, -3e-4)
    made["degrees"] = save_geotiff(folder / "deg.tif", cube, centers, transform=degrees, crs="EPSG:4326"), {}
    floats = cube.astype(np.float32)
    floats[:, 5:20, 7:30] = np.nan
    made["NaN"] = save_geotiff(folder / "nan.tif", floats, centers), {}
    holes = cube.copy()
    holes[:, 5:20, 7:30] = -9999
    made["nodata"] = save_geotiff(folder / "nodata.tif", holes, centers, nodata=-9999), {}
    order = np.random.default_rng(3).permutation(len(centers))
    made["shuffled"] = save_geotiff(folder / "shuffled.tif", cube[order], centers[order]), {}
    made["ENVI"] = save_envi(folder / "bil.img", cube, centers), {}
    made["extent"] = made["prime"][0], {"extent": (500100.0, 5799000.0, 500900.0, 5799800.0)}
    made["rows"] = made["prime"][0], {"rows": (13, 44)}
    made["blocks"] = made["prime"][0], {"options": Options(block_px=64, overwrite=True)}
    return made


def ask_worker(jobs):
    """Run jobs in one worker; return their final events by name."""
    worker = subprocess.Popen(
        [sys.executable, "-m", "backend.worker"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
    )
    found = {}
    for job in jobs:
        worker.stdin.write(job.to_line() + "\n")
        worker.stdin.flush()
    while len(found) < len(jobs):
        event = JobEvent.from_line(worker.stdout.readline())
        if event.is_final:
            found[event.job] = event
    worker.stdin.close()
    worker.stdout.close()
    assert worker.wait(10) == 0
    return found


@pytest.fixture(scope="module")
def finals(tiny_model, tmp_path_factory):
    """Everything mapped by one worker: by name, the job and its final event."""
    folder = tmp_path_factory.mktemp("worker")
    jobs = {
        name: JobSpec(
            "map", str(path), id=name, model=str(tiny_model), overrides=L2,
            outputs=Outputs(classes=str(folder / "worker" / name / "map.tif")), **fields,
        )
        for name, (path, fields) in rasters(folder).items()
    }  # fmt: skip
    found = ask_worker(jobs.values())
    return {name: (job, found[name]) for name, job in jobs.items()}


class RunsWhenLoaded:
    """A pickle that makes a folder as soon as somebody loads it."""

    def __init__(self, path):
        self.path = path

    def __reduce__(self):
        return os.mkdir, (self.path,)


NAMES = (
    "1x1", "1xN", "tile-1", "tile+1", "prime", "rotated", "no CRS", "degrees", "NaN", "nodata", "shuffled", "ENVI",
    "extent", "rows", "blocks",
)  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_the_worker_gives_the_bytes_of_the_pipeline_and_the_facts_hold(finals, run_job, tmp_path, name):
    job, final = finals[name]
    assert final.type == "result", final.message
    here, _ = run_job(replace(job, outputs=Outputs(classes=str(tmp_path / "map.tif"))))
    assert here.type == "result", here.message
    with open(final.data["outputs"]["classes"], "rb") as one, (tmp_path / "map.tif").open("rb") as other:
        assert one.read() == other.read()
    with rasterio.open(job.source) as source, rasterio.open(tmp_path / "map.tif") as found:
        classes, window = found.read(1), final.data["window"]
        assert found.crs == source.crs
        if job.extent is None and job.rows is None:
            assert found.transform == source.transform and found.shape == source.shape
        raw = source.read(1)[window["row"] :, window["col"] :][: window["height"], : window["width"]]
        missing = np.isnan(raw) if raw.dtype.kind == "f" else raw == -9999
    assert np.array_equal(classes == 0, missing)
    report = json.loads((tmp_path / "map.json").read_text())
    assert report["device"] == here.data["device"] and report["precision"] == "float32"


def test_the_order_of_bands_changes_nothing_in_the_worker_either(finals):
    maps = []
    for name in ("ENVI", "shuffled"):
        with rasterio.open(finals[name][1].data["outputs"]["classes"]) as file:
            maps.append(file.read(1))
    assert np.mean(maps[0] == maps[1]) >= 0.999


def test_blocks_and_rows_are_parts_of_the_same_map(finals):
    def read(name):
        with rasterio.open(finals[name][1].data["outputs"]["classes"]) as file:
            return file.read(1)

    whole = read("prime")
    assert np.array_equal(read("blocks"), whole)
    assert np.array_equal(read("rows"), whole[13:44])


OUT_OF_SCOPE = {
    "bright": (12, {"scale": 0.01}, "far above 1", 1),
    "dark": (12, {"scale": 1e-7}, "below 0.01", 1),
    "few bands": (4, {}, "Only 4 bands can be used", 0),
}


@pytest.mark.parametrize("case", OUT_OF_SCOPE)
def test_what_is_out_of_scope_is_warned_of_or_stopped_on_the_command_line(tiny_model, tmp_path, capsys, case):
    bands, changes, words, code = OUT_OF_SCOPE[case]
    source = save_geotiff(tmp_path / "a.tif", *scene(20, 20, bands=bands))
    stated = {**L2, **changes}
    options = [text for key, value in stated.items() for text in (f"--{key}", str(value))]
    assert main(["map", str(source), "--out", str(tmp_path / "m"), "--model", str(tiny_model), *options]) == code
    said = capsys.readouterr().err
    assert words in said
    assert not any(other in said for name, (_, _, other, _) in OUT_OF_SCOPE.items() if name != case)


def test_a_map_of_the_worker_opens_with_names_and_colours(finals):
    path = finals["prime"][1].data["outputs"]["classes"]
    with rasterio.open(path) as file:
        colors = file.colormap(1)
        for value, _, title, color in CLASSES:
            assert colors[value] == (*bytes.fromhex(color), 255)
            assert file.tags(1)[f"CLASS_{value}"] == title
    style = Path(path).with_suffix(".qml").read_text()
    assert all(f'label="{title}"' in style for _, _, title, _ in CLASSES)


@pytest.mark.parametrize("change", ["bytes", "pickle"])
def test_a_model_that_was_tampered_with_is_refused_by_the_worker_and_runs_nothing(tiny_model, tmp_path, change):
    folder = tmp_path / "model"
    shutil.copytree(tiny_model, folder)
    weights = folder / "weights.onnx"
    ran = tmp_path / "ran"
    if change == "bytes":
        data = bytearray(weights.read_bytes())
        data[len(data) // 2] ^= 1
        weights.write_bytes(data)
    else:
        weights.write_bytes(pickle.dumps(RunsWhenLoaded(str(ran))))
    source = save_geotiff(tmp_path / "a.tif", *scene(20, 20))
    before = sorted(p.name for p in tmp_path.iterdir())
    outputs = Outputs(classes=str(tmp_path / "m.tif"))
    final = ask_worker([JobSpec("map", str(source), id="1", model=str(folder), overrides=L2, outputs=outputs)])["1"]
    assert final.type == "error" and str(weights.name) in final.message and "\n" not in final.message
    assert sorted(p.name for p in tmp_path.iterdir()) == before
