"""What Qt 6 and PyQt 6 no longer have is not in the plugin: imports through qgis.PyQt, enums by their scope."""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MODULES = sorted((ROOT / "plugin").rglob("*.py"))
GONE = re.compile(
    r"\.exec_\(|\bQRegExp\b|\bQVariant\.|\bQTextCodec\b|\bQDesktopWidget\b|\.globalPos\(|\.posF\(|\bMidButton\b"
    r"|\bQt\.\w+s\b(?=[ |:),])|fontMetrics\(\)\.width\("
)


def chains(tree: ast.AST) -> Iterator[tuple[int, list[str]]]:
    """Lines and parts of names with dots, ``Qt.AlignmentFlag.AlignTop`` and its beginnings."""
    for node in ast.walk(tree):
        parts: list[str] = []
        part = node
        while isinstance(part, ast.Attribute):
            parts.insert(0, part.attr)
            part = part.value
        if parts and isinstance(part, ast.Name):
            yield node.lineno, [part.id, *parts]


def names_of_qgis(tree: ast.AST) -> dict[str, object]:
    """Classes that a module imports from QGIS and Qt."""
    return {
        alias.asname or alias.name: getattr(importlib.import_module(node.module), alias.name)
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("qgis.") and not node.level
        for alias in node.names
    }


def is_member(value: object) -> bool:
    """True for a member of an enum of the bindings, which are integers of a class of their own."""
    return isinstance(value, int) and type(value) not in (int, bool)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_enums_are_named_by_their_scope_and_exist(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    known, faults = names_of_qgis(tree), []
    for line, parts in chains(tree):
        value = known.get(parts[0])
        for name in parts[1:]:
            if not isinstance(value, type):
                break
            if not hasattr(value, name):
                faults.append(f"{line}: {'.'.join(parts)} does not exist")
                break
            owner, value = value, getattr(value, name)
            if is_member(value) and owner is not type(value):
                faults.append(f"{line}: {'.'.join(parts)} is {type(value).__qualname__}.{name}")
                break
    assert faults == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_nothing_is_used_that_is_gone(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    imports = re.findall(r"^\s*(?:from|import) (PyQt\d|PySide\d|sip)\b", text, re.MULTILINE)
    assert imports == []
    assert [line.strip() for line in text.splitlines() if GONE.search(line)] == []
