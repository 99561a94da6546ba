"""Who may import whom, read from the sources: the rules hold for code that no test runs, too."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

from .sources import ROOT, Import, absolute_name, imports, module_name, modules

HEAVY = {
    "dask", "distributed", "h5py", "matplotlib", "onnx", "onnxruntime", "pyogrio", "rasterio", "safetensors", "scipy",
    "sklearn", "torch",
}  # fmt: skip
QGIS = {"qgis", "processing", "osgeo", "PyQt5", "PyQt6"}
LIGHT = tuple(
    f"backend.{name}"
    for name in (
        "catalog",
        "common",
        "job",
        "pages.words",
        "spectral",
    )
)
# torch at their top: these are only ever imported inside functions
TORCH_MODULES = ("backend.models.", "backend.engines.torch_engine")


def offending(found: list[Import], forbidden: set[str]) -> list[str]:
    return [str(item) for item in found if item.top in forbidden]


@pytest.mark.parametrize("path", modules("plugin"), ids=module_name)
def test_plugin_imports_no_heavy_package_and_qt_only_through_qgis(path: Path) -> None:
    assert offending(imports(path), HEAVY | {"PyQt5", "PyQt6", "backend", "training", "plugin"}) == []


@pytest.mark.parametrize("path", modules("plugin"), ids=module_name)
def test_plugin_imports_only_the_light_parts_of_the_backend(path: Path) -> None:
    reached = {name: item for item in imports(path) if (name := absolute_name(item)).startswith("backend")}
    heavy = [str(item) for name, item in reached.items() if not name.startswith(LIGHT)]
    assert heavy == []


@pytest.mark.parametrize("path", modules("backend"), ids=module_name)
def test_backend_imports_relatively_and_nothing_of_qgis(path: Path) -> None:
    assert offending(imports(path), QGIS | {"backend", "plugin", "training", "specaware"}) == []


@pytest.mark.parametrize("path", modules("backend"), ids=module_name)
def test_numpy_is_the_only_package_that_backend_imports_at_import(path: Path) -> None:
    allowed = {"", "numpy", *sys.stdlib_module_names}
    if module_name(path).startswith(TORCH_MODULES):
        allowed.add("torch")
    assert [str(item) for item in imports(path) if item.at_import and item.top not in allowed] == []


@pytest.mark.parametrize("path", modules("training"), ids=module_name)
def test_training_imports_nothing_of_qgis_or_the_plugin(path: Path) -> None:
    assert offending(imports(path), QGIS | {"plugin", "specaware"}) == []


@pytest.mark.parametrize("path", [*modules("plugin"), *modules("backend"), ROOT / "__init__.py"], ids=module_name)
def test_what_users_run_is_syntax_of_python_3_9(path: Path) -> None:
    ast.parse(path.read_text(encoding="utf-8"), feature_version=(3, 9))


def test_the_root_package_imports_nothing_at_import() -> None:
    assert [item for item in imports(ROOT / "__init__.py") if item.at_import] == []


def test_reading_relative_imports() -> None:
    here = ROOT / "plugin" / "algorithms" / "base.py"
    assert absolute_name(Import("...backend.common.errors", here, 1, at_import=True)) == "backend.common.errors"
    assert absolute_name(Import(".sensor", here, 1, at_import=True)) == "plugin.algorithms.sensor"
    assert absolute_name(Import("..engine.client", here, 1, at_import=True)) == "plugin.engine.client"


@pytest.mark.parametrize("path", [*modules("backend"), *modules("plugin")], ids=module_name)
def test_json_is_read_by_one_reader(path: Path) -> None:
    ours = ("backend.common.documents", "plugin.engine.environment")  # the latter reads what our own program printed
    calls = [
        node.lineno
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in ("load", "loads") and ast.unparse(node.value) == "json"
    ]
    assert calls == [] or module_name(path) in ours
