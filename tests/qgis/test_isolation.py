"""Enabling is light, and leaves the process as it was: checked in fresh processes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import specaware

HEAVY = ("torch", "onnxruntime", "rasterio", "scipy", "h5py", "sklearn", "pyogrio", "matplotlib")
ENABLE = """
import json, os, sys, threading
from qgis.core import QgsApplication
app = QgsApplication([], True)
app.initQgis()
before = (dict(os.environ), list(sys.path), threading.active_count())
import specaware
light_import = "specaware.plugin" not in sys.modules
plugin = specaware.classFactory(None)
plugin.initGui()
registered = QgsApplication.processingRegistry().providerById("specaware") is not None
loaded = [name for name in {heavy} if name in sys.modules]
plugin.unload()
gone = QgsApplication.processingRegistry().providerById("specaware") is None
after = (dict(os.environ), list(sys.path), threading.active_count())
found = dict(light_import=light_import, registered=registered, loaded=loaded, gone=gone, same=before == after)
print(json.dumps(found))
app.exitQgis()
"""


@pytest.fixture(scope="module")
def enabled() -> dict[str, object]:
    parent = str(Path(specaware.__path__[0]).parent)
    code = f"import sys; sys.path.insert(0, {parent!r})\n" + ENABLE.format(heavy=repr(HEAVY))
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, env=dict(os.environ)
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def test_the_root_package_imports_nothing(enabled: dict[str, object]) -> None:
    assert enabled["light_import"] is True


def test_enabling_registers_the_provider_and_disabling_removes_it(enabled: dict[str, object]) -> None:
    assert enabled["registered"] is True
    assert enabled["gone"] is True


def test_enabling_imports_no_heavy_package(enabled: dict[str, object]) -> None:
    assert enabled["loaded"] == []


def test_environment_path_and_threads_are_as_before(enabled: dict[str, object]) -> None:
    assert enabled["same"] is True
