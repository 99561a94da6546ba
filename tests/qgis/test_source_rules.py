"""Rules of the code that runs inside QGIS: Python 3.9, qgis.PyQt only, scoped enums, no exec_, translation-ready."""

from __future__ import annotations

import ast
import enum
import importlib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FILES = [*sorted((ROOT / "plugin").rglob("*.py")), ROOT / "__init__.py"]
LIGHT = [
    path for room in ("common", "job", "catalog", "spectral") for path in sorted((ROOT / "backend" / room).glob("*.py"))
]


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", FILES + LIGHT, ids=name)
def test_is_python_39_syntax(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"), feature_version=(3, 9))
    imports = [node for node in tree.body if isinstance(node, ast.ImportFrom) and node.module == "__future__"]
    annotated = any(isinstance(node, (ast.AnnAssign, ast.FunctionDef)) for node in ast.walk(tree))
    assert imports or not annotated or path.name == "__init__.py"


@pytest.mark.parametrize("path", FILES, ids=name)
def test_qt_is_reached_through_qgis_only(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        modules = [a.name for a in node.names] if isinstance(node, ast.Import) else []
        modules += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        assert not [m for m in modules if m.split(".")[0] in ("PyQt5", "PyQt6", "sip")]
        assert not (isinstance(node, ast.Attribute) and node.attr == "exec_")


def _qt_names(tree: ast.Module) -> dict[str, object]:
    """Names imported from QGIS and Qt, with what they stand for."""
    found = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("qgis."):
            module = importlib.import_module(node.module)
            found.update({(a.asname or a.name): getattr(module, a.name) for a in node.names})
    return found


def _is_unscoped(owner: object, attribute: str) -> bool:
    """True for a value of an enum reached without the enum's name: Qt.AlignLeft, QgsTask.CanCancel."""
    value = getattr(owner, attribute, None)
    is_enum_class = isinstance(owner, type) and issubclass(owner, (int, enum.Enum))
    return isinstance(value, (int, enum.Enum)) and not isinstance(value, (bool, type)) and not is_enum_class


@pytest.mark.parametrize("path", FILES, ids=name)
def test_enums_are_scoped(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = _qt_names(tree)
    unscoped = [
        f"{node.value.id}.{node.attr}, line {node.lineno}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id in names
        and _is_unscoped(names[node.value.id], node.attr)
    ]
    assert unscoped == []


def test_the_enum_rule_sees_a_violation() -> None:
    names = _qt_names(ast.parse("from qgis.PyQt.QtCore import Qt\nfrom qgis.core import QgsTask, QgsMapLayerType"))
    assert _is_unscoped(names["Qt"], "AlignLeft")
    assert _is_unscoped(names["QgsTask"], "CanCancel")
    assert not _is_unscoped(names["QgsMapLayerType"], "RasterLayer")


@pytest.mark.parametrize("path", FILES, ids=name)
def test_modules_stay_small(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400
    assert [f.name for f in functions if f.end_lineno - f.lineno >= 50] == []


@pytest.mark.parametrize("path", FILES, ids=name)
def test_text_shown_by_widgets_is_translated(path: Path) -> None:
    """Literals given to the usual setters go through tr(), but for signs and proper names."""
    setters = {"setText", "setToolTip", "setWindowTitle", "setPlaceholderText", "addRow", "setTitle", "pushWarning"}
    plain = [
        argument.value
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in setters
        for argument in node.args
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    ]
    assert [text for text in plain if text not in ("", "…", "SpecAware")] == []
