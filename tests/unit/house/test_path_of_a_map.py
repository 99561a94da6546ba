"""A map loads what it needs: neither the modules of other commands nor the readers of other products."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np

from tests.support.tiny import save_geotiff

ROOT = Path(__file__).resolve().parents[3]
_SCRIPT = """
import sys
from backend.shell.main import main
assert main(["map", sys.argv[1], "--out", sys.argv[2]]) == 0
print(" ".join(name.removeprefix("backend.") for name in sys.modules if name.startswith("backend.")))
"""
_OTHERS = (
    "imported", "embedding", "scene_models", "change", "accuracy", "pages", "labels", "heads.training",
    "heads.finetuning", "shell.jobs", "shell.train", "shell.change", "shell.page",
)  # fmt: skip


def test_a_map_of_a_geotiff_loads_no_other_command_and_no_other_reader(tmp_path):
    cube = np.random.default_rng(0).integers(100, 6000, (12, 40, 40)).astype(np.int16)
    save_geotiff(tmp_path / "a.tif", cube, np.linspace(450, 2300, 12))
    ran = subprocess.run(
        [sys.executable, "-c", _SCRIPT, str(tmp_path / "a.tif"), str(tmp_path / "out")],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    loaded = set(ran.stdout.splitlines()[-1].split())
    assert "mapping.run" in loaded
    assert not {name for name in loaded for other in _OTHERS if name == other or name.startswith(f"{other}.")}
    readers = {name.rpartition(".")[2] for name in loaded if name.startswith("products.readers.")}
    assert readers == {"archives", "aviris_classic", "envi", "geotiff"}
