"""What is plugged in from outside runs like what is built in: one file, through the command line."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import rasterio

from tests.support.tiny import save_geotiff, scene

L2 = ["--level", "L2", "--scale", "0.0001", "--units", "reflectance"]


@pytest.fixture
def engine(root, tmp_path):
    """Return a function that runs the command line with the extensions of a folder."""
    folder = tmp_path / "extensions"
    folder.mkdir()

    def run(*words):
        environment = {**os.environ, "SPECAWARE_EXTENSIONS": str(folder), "XDG_DATA_HOME": str(tmp_path / "home")}
        command = [sys.executable, "-m", "backend", *map(str, words)]
        return subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True)

    run.folder = folder
    return run


@pytest.fixture
def extended(engine, root):
    shutil.copy(root / "tests" / "support" / "extension_example.py", engine.folder / "example.py")
    return engine


def test_a_kind_of_job_has_a_command_with_its_settings(extended, tmp_path):
    source = save_geotiff(tmp_path / "a.tif", *scene(30, 20))
    done = extended("difference", source, "--first-nm", "850", "--out", tmp_path / "out", *L2)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("mean ")
    with rasterio.open(tmp_path / "out" / "a_difference.tif") as file:
        values = file.read(1)
    assert (values.shape, values.dtype) == ((30, 20), np.float32)
    again = extended("difference", source, "--out", tmp_path / "out", *L2)
    assert again.returncode == 1 and "exists" in again.stderr
    assert "--second-nm" in extended("difference", "--help").stdout


def test_a_map_output_is_written_beside_the_classes(extended, tiny_model, tmp_path):
    source = save_geotiff(tmp_path / "a.tif", *scene(40, 40))
    done = extended("map", source, "--out", tmp_path / "m", "--margin", "--confidence", "--model", tiny_model, *L2)
    assert done.returncode == 0, done.stderr
    with (
        rasterio.open(tmp_path / "m" / "a_margin.tif") as margin,
        rasterio.open(tmp_path / "m" / "a_confidence.tif") as confidence,
    ):
        lead, best = margin.read(1), confidence.read(1)
    assert (lead[best != 255] <= best[best != 255]).all() and lead.max() > 0
    report = json.loads((tmp_path / "m" / "a_classes.json").read_text())
    assert "--margin" in report["command"] and "margin" in report["output_files"]


def test_a_reader_and_a_sensor_are_known(extended, tmp_path):
    cube, _ = scene(20, 20)
    save_geotiff(tmp_path / "a.tif", cube[:2], ())
    (tmp_path / "a.sidecar").write_text("a")
    done = extended("inspect", tmp_path / "a.sidecar", "--sensor", "Two Bands", "--json")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert [band["center_nm"] for band in found["bands"]] == [660.0, 860.0]


def test_a_broken_extension_is_left_out_and_said_so(extended, tmp_path):
    (extended.folder / "broken.py").write_text("def extend(host):\n    host.add_kind(host.Nonesuch)\n")
    done = extended("models")
    assert done.returncode == 0
    assert "broken.py is left out" in done.stderr and "fix it or remove it" in done.stderr
    assert "difference" in extended("--help").stdout


def test_a_design_can_be_asked_for(extended, tmp_path):
    (tmp_path / "w.safetensors").write_bytes(Path(__file__).read_bytes())
    done = extended("import-model", tmp_path / "w.safetensors", "--arch", "nonesuch")
    assert "specaware-narrow" in done.stderr
