"""Imports that really run, in a fresh interpreter in which packages are blocked."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from .sources import ROOT, module_name, modules
from .test_layers import HEAVY, LIGHT, QGIS, TORCH_MODULES

BLOCKER = """
import importlib, sys

class Blocker:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in BLOCKED:
            raise ImportError(f"{name} is blocked")

BLOCKED = set(sys.argv[1].split(","))
sys.meta_path.insert(0, Blocker())
for name in sys.argv[2:]:
    importlib.import_module(name)
print(",".join(sorted(BLOCKED & set(sys.modules))))
"""


def import_blocked(names: list[str], blocked: set[str], path: Path = ROOT) -> None:
    """Import modules in a fresh interpreter that refuses the blocked packages."""
    environment = {**os.environ, "PYTHONPATH": str(path), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-c", BLOCKER, ",".join(sorted(blocked)), *names]
    run = subprocess.run(command, capture_output=True, text=True, env=environment, cwd=path, check=False)
    assert run.returncode == 0, run.stderr
    assert run.stdout.strip() == ""


def names(room: str) -> list[str]:
    return [name for path in modules(room) if not (name := module_name(path)).endswith("__main__")]


def test_the_blocker_blocks() -> None:
    with pytest.raises(AssertionError, match="rasterio is blocked"):
        import_blocked(["rasterio"], {"rasterio"})


def test_backend_imports_with_nothing_but_numpy() -> None:
    light = [name for name in names("backend") if not name.startswith(TORCH_MODULES)]
    assert len(light) > 10
    import_blocked(light, HEAVY | QGIS | {"plugin", "training", "specaware"})


def test_all_of_backend_and_training_imports_without_qgis() -> None:
    pytest.importorskip("torch", reason="torch is absent: install the training group")
    import_blocked([*names("backend"), *names("training")], QGIS | {"plugin", "specaware"})


def test_what_the_plugin_takes_from_the_backend_imports_light_as_specaware(tmp_path: Path) -> None:
    (tmp_path / "specaware").symlink_to(ROOT, target_is_directory=True)
    light = [f"specaware.{name}" for name in names("backend") if name.startswith(LIGHT)]
    assert len(light) > 4
    import_blocked(light, HEAVY | QGIS | {"backend", "plugin", "training"}, tmp_path)
