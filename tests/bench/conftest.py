"""Shared by the benchmarks: their size, where figures go, a large scene, a model, and how a map is timed."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from tests.support.mosaic import LABELS, SAMPLE, repeated
from tests.support.tiny import save_envi, save_geotiff, save_model

ROOT = Path(__file__).resolve().parents[2]
SIDE = int(os.environ.get("SPECAWARE_BENCH_SIDE", "1000"))
STATED = ["--level", "L2", "--scale", "0.0001", "--units", "reflectance"]


def centers_of(bands):
    """Centres (C,) in nm like those of an imaging spectrometer, away from the water-vapour bands."""
    parts = [round(bands * share) for share in (0.55, 0.2)]
    parts.append(bands - sum(parts))
    ranges = ((420, 1330), (1500, 1780), (2000, 2450))
    return np.concatenate([np.linspace(*limits, count) for limits, count in zip(ranges, parts)])


def cube_of(side, bands):
    """An int16 cube (C, side, side) of smooth patches with noise in space and along the spectrum."""
    rng = np.random.default_rng(0)
    centers = centers_of(bands)
    rows, cols = np.mgrid[0:side, 0:side].astype(np.float32)
    kind = np.sin(rows / 37) + np.cos(cols / 53) > 0
    green = 500 + 4000 / (1 + np.exp(-(centers - 720) / 15)) * np.exp(-(((centers - 900) / 900) ** 2))
    soil = 800 + centers
    noise = rng.integers(-200, 200, (side, side)).astype(np.int16)
    cube = np.empty((bands, side, side), dtype=np.int16)
    for band in range(bands):
        cube[band] = (
            np.where(kind, green[band], soil[band]).astype(np.int16) + noise + rng.integers(-20, 20, (side, side))
        )
    return np.maximum(cube, 1), centers


@pytest.fixture(scope="session")
def figures():
    """Folder for plots and tables: SPECAWARE_BENCH_OUT, else runs/bench, which git ignores."""
    folder = Path(os.environ.get("SPECAWARE_BENCH_OUT", ROOT / "runs" / "bench"))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def bundled_models():
    """Folders of the models that come with the plugin."""
    return sorted(card.parent for card in (ROOT / "resources" / "models").glob("*/card.json"))


def sample_cube(side):
    """The simulated sample repeated to (224, side, side) int16 with noise, its centres (224,) in nm and labels."""
    import rasterio

    with rasterio.open(SAMPLE) as file:
        cube = repeated(file.read(), side, side)
        centers = np.array([float(file.tags(i)["wavelength"]) for i in file.indexes])
    with rasterio.open(LABELS) as file:
        labels = repeated(file.read(1), side, side)
    rng = np.random.default_rng(0)
    for band in cube:  # or else all copies of the sample would be the same
        band += rng.integers(-20, 21, band.shape, dtype=band.dtype)
    return cube, centers, labels


def cheap(folder):
    """A network that costs next to nothing, so that everything else shows."""
    return save_model(folder / "cheap", size=128, overlap=32)


@pytest.fixture(scope="session")
def scenes(tmp_path_factory):
    """One cube of SIDE x SIDE x 224 int16 as ENVI BIL and as tiled GeoTIFF."""
    folder = tmp_path_factory.mktemp("scenes")
    cube, centers, _ = sample_cube(SIDE)
    return {
        "ENVI BIL": save_envi(folder / "bil.img", cube, centers),
        "GeoTIFF 256": save_geotiff(folder / "tiled.tif", cube, centers, tiled=True, blockxsize=256, blockysize=256),
    }


def run_map(source, model, out, *words, environment=None):
    """Map in a process of its own, as a user would; return the report, with the processor's time as "cpu_s"."""
    command = [
        sys.executable,
        "-m",
        "backend",
        "map",
        str(source),
        "--out",
        str(out),
        "--model",
        str(model),
        "--overwrite",
    ]
    environment = {**os.environ, **(environment or {}), "PYTHONPATH": str(ROOT)}
    before = cpu_of_children()
    done = subprocess.run([*command, *STATED, *words], capture_output=True, text=True, env=environment, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    report = json.loads((out / f"{source.stem}_classes.json").read_text())
    return {**report, "cpu_s": cpu_of_children() - before}


def cpu_of_children():
    """Processor seconds of all child processes that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def cpu_of_start():
    """Processor seconds of starting Python and importing what a map needs."""
    before = cpu_of_children()
    subprocess.run([sys.executable, "-c", "import numpy, onnxruntime, rasterio"], check=True)
    return cpu_of_children() - before


def show(title, rows):
    """Print a table; the first row is its head."""
    widths = [max(len(str(row[i])) for row in rows) for i in range(len(rows[0]))]
    print(f"\n{title}")
    for row in rows:
        print("  " + "  ".join(str(cell).rjust(width) for cell, width in zip(row, widths)))
