"""Memory does not grow with the raster and keeps to the ceiling (each run in a process of its own)."""

import json
import mmap
import subprocess
import sys

import pytest

from backend.common.machine.memory import PeakMemory, anonymous_mb
from tests.support.tiny import save_model
from tests.support.virtual import repeated

pytestmark = pytest.mark.skipif(anonymous_mb() is None, reason="only Linux tells anonymous memory apart")
STATED = ["--level", "L2", "--scale", "0.0001", "--units", "reflectance"]


@pytest.fixture
def peak(engine_environment, tmp_path):
    """Return a function that maps a raster in a process of its own and gives its report."""

    def run(source, *words, model="tiny"):
        command = [sys.executable, "-m", "backend", "map", str(source), "--out", str(tmp_path / "m"), "--overwrite"]
        done = subprocess.run(
            [*command, "--model", str(model), *STATED, *words], env=engine_environment, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
        return json.loads((tmp_path / "m" / f"{source.stem}_classes.json").read_text())

    return run


def test_memory_is_flat_from_a_short_raster_to_one_ten_times_as_long(peak, tmp_path):
    short = peak(repeated(tmp_path, rows=600, cols=400, bands=40), "--threads", "1")
    long = peak(repeated(tmp_path, rows=6000, cols=400, bands=40), "--threads", "1")
    assert long["grid"]["tiles"] > 9 * short["grid"]["tiles"]
    first, second = (report["memory_mb"]["peak_anonymous"] for report in (short, long))
    assert second <= 1.1 * first + 2


_OPTIMISE = """
import sys
from pathlib import Path
import numpy as np
import rasterio
from backend.common.machine.memory import PeakMemory
from backend.raster.cloud_optimised import optimise
from backend.raster.georeference import GeoReference
from backend.raster.sink import GeoTiffSink, RasterLayer
path, height = Path(sys.argv[1]), int(sys.argv[2])
layer = RasterLayer("confidence", "uint8", 255, ("Confidence (%)",))
with rasterio.Env(GDAL_CACHEMAX=16 * 2**20):
    sink = GeoTiffSink(path, layer, height=height, width=8192, reference=GeoReference(None, None), side=256)
    for row in range(0, height, 256):
        sink.write(row, 0, np.full((1, 256, 8192), row % 100, dtype=np.uint8))
    sink.close()
    memory = PeakMemory()
    optimise(path, layer, scratch=path.with_name("new.tif"), check=memory.look)
sys.stdout.write(str(memory.peak_mb))
"""


def test_memory_is_flat_where_a_raster_is_laid_out_anew(engine_environment, tmp_path):
    def peak_mb(height):
        command = [sys.executable, "-c", _OPTIMISE, str(tmp_path / "a.tif"), str(height)]
        return int(subprocess.run(command, env=engine_environment, capture_output=True, text=True, check=True).stdout)

    assert peak_mb(24_576) <= peak_mb(4096) + 24  # of 168 MB of pixels more; 16 are GDAL's cache


def test_the_ceiling_is_kept_by_narrower_blocks(peak, tmp_path):
    model = save_model(tmp_path / "wide", size=64, overlap=16)
    source = repeated(tmp_path, rows=200, cols=4000, bands=48)
    free = peak(source, model=model)
    bound = peak(source, "--memory-mb", "200", model=model)
    assert free["grid"]["blocks"] == 1
    assert bound["grid"]["blocks"] > 1
    assert bound["memory_mb"]["peak_anonymous"] <= 200 < free["memory_mb"]["peak_anonymous"]
    assert [c["pixels"] for c in bound["classes"]] == [c["pixels"] for c in free["classes"]]


def test_a_raster_of_four_terabytes_starts(peak, tmp_path):
    source = repeated(tmp_path, rows=100_000, cols=100_000, bands=200)
    report = peak(source, "--extent", "500000", "5799000", "501000", "5800000")
    assert report["window"] == {"row": 0, "col": 0, "height": 34, "width": 34}
    assert report["memory_mb"]["peak_anonymous"] < 500


def test_the_peak_is_the_largest_value_seen():
    memory = PeakMemory()
    memory.look()
    held = mmap.mmap(-1, 64 * 2**20, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)  # pages of its own, not the heap's
    held.write(b"x" * len(held))
    memory.look()
    held.close()
    memory.look()
    assert memory.peak_mb >= anonymous_mb() + 32
