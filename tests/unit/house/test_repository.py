"""What every file of the repository must keep to."""

from __future__ import annotations

import ast
import re
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest

from tools.requirements import requirements

from .sources import ROOT, module_name, modules, tracked_files

MAX_MODULE_LINES = 400
MAX_FUNCTION_LINES = 50
MAX_LINE = 120  # with its comments: the scanner of QGIS's plugin repository counts them, ruff does not
BINARY = {".gif", ".jpg", ".mo", ".npz", ".onnx", ".png", ".qm", ".safetensors", ".tif", ".xz"}
TEXTS = [path for path in tracked_files() if path.suffix not in BINARY]
# Written so that this file does not match itself
MACHINE_PATH = re.compile(r"(?<![\w.~$}>-])/(?:work|root|mnt|srv|home/\w{3,})/\w")
REGISTRY = re.compile(r"\b(?:pypi|pythonhosted|debian|npmjs|anaconda)\.(?:org|com|net)\b")
GROUPS = tuple(tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["dependency-groups"])


ODD_ENGLISH = re.compile(
    r"is told i[n]\b|lies ther[e]|comes? alon[g]\b|waits for neithe[r]|[C]alm down|[R]oom: "
    r"|[Ff]aster number[s]|behind one fac[e]|[Tt]he user.s wor[d]\b|tells of cloud[s]"
    r"|what to warn o[f]|nothing is written the[n]|disk refuse[s]|errors as o[f]|for want o[f]|on the groun[d] by its"
    r"|for the (?:life|time) of a? ?(?:`|bloc[k])|not what the card say[s]|was understoo[d]|goe?s? on at onc[e]"
    r"|as GDAL takes i[t]|what it was asked fo[r]|brought to the (?:other )?raster's CR[S]"
)
"""Phrases that no native speaker would write for what they meant here."""


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize(
    "pattern", [MACHINE_PATH, REGISTRY, ODD_ENGLISH], ids=["machine path", "registry host", "odd English"]
)
def test_no_file_names_a_machine_or_a_registry_or_is_in_odd_english(pattern: re.Pattern[str]) -> None:
    found = [
        f"{relative(path)}:{number}: {line.strip()[:100]}"
        for path in TEXTS
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if pattern.search(line)
    ]
    assert found == []


def test_lines_end_with_a_line_feed_alone() -> None:
    assert [relative(path) for path in TEXTS if b"\r" in path.read_bytes()] == []


def test_no_file_is_larger_than_the_plugin_may_be() -> None:
    assert [relative(path) for path in tracked_files() if path.stat().st_size > 20_000_000] == []


@pytest.mark.parametrize(
    "path", [p for room in ("backend", "plugin", "training", "tools") for p in modules(room)], ids=module_name
)
def test_modules_and_functions_stay_short(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= MAX_MODULE_LINES
    functions = [
        node for node in ast.walk(ast.parse(text)) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
    ]
    long = {node.name: length for node in functions if (length := code_lines(node)) > MAX_FUNCTION_LINES}
    assert long == {}


def code_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function without its docstring."""
    first = function.body[0]
    has_docstring = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    docstring = (first.end_lineno or 0) - first.lineno + 1 if has_docstring else 0
    return (function.end_lineno or 0) - function.lineno + 1 - docstring


@pytest.mark.parametrize("group", ["engine", *GROUPS])
def test_every_dependency_has_an_upper_bound(group: str) -> None:
    assert [line for line in requirements(group) if not re.search(r"<|==", line)] == []


def test_every_bound_has_its_reason_beside_it() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    block = text.split("[dependency-groups]")[1].split("\n[tool")[0]
    entries = [line.strip() for line in block.splitlines() if line.strip().startswith('"')]
    assert len(entries) == sum(len(requirements(group)) for group in GROUPS)
    assert [entry for entry in entries if not re.search(r",\s+# \S{2,}", entry)] == []
    lines = (ROOT / "resources" / "engine-requirements.txt").read_text(encoding="utf-8").splitlines()
    bare = [line for above, line in pairwise(lines) if line[:1].isalpha() and not above.startswith("#")]
    assert bare == []


@pytest.mark.parametrize("path", [*modules("backend"), *modules("plugin")], ids=module_name)
def test_no_line_is_too_long_with_its_comment(path: Path) -> None:
    lines = enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
    assert [number for number, line in lines if len(line) > MAX_LINE] == []
