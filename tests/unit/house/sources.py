"""Reading the repository's own sources, for the tests of its rules."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from tools.package import git_files

ROOT = Path(__file__).resolve().parents[3]


@dataclass(frozen=True)
class Import:
    """One import statement's target: ``module`` as written (with its dots), where, and whether it runs at import."""

    module: str
    file: Path
    line: int
    at_import: bool

    @property
    def top(self) -> str:
        """The top package of an absolute import; "" of a relative one."""
        return "" if self.module.startswith(".") else self.module.split(".")[0]

    def __str__(self) -> str:
        return f"{self.file.relative_to(ROOT)}:{self.line} imports {self.module}"


def modules(room: str) -> list[Path]:
    """All Python files of a room (a folder at the top)."""
    return sorted(path for path in (ROOT / room).rglob("*.py") if "__pycache__" not in path.parts)


def module_name(path: Path) -> str:
    """Dotted name of a file from the root, as in ``backend.spectral.bands``."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def absolute_name(imported: Import) -> str:
    """Dotted name from the root of what a relative import means; an absolute one as it stands."""
    if not imported.module.startswith("."):
        return imported.module
    tail = imported.module.lstrip(".")
    package = imported.file.relative_to(ROOT).parent.parts
    base = package[: len(package) - (len(imported.module) - len(tail) - 1)]
    return ".".join([*base, *([tail] if tail else [])])


def _walk(node: ast.AST, inside_function: bool) -> Iterator[tuple[ast.Import | ast.ImportFrom, bool]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and ast.unparse(child.test) in ("TYPE_CHECKING", "typing.TYPE_CHECKING"):
            continue
        if isinstance(child, (ast.Import, ast.ImportFrom)):
            yield child, not inside_function
        yield from _walk(child, inside_function or isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef)))


def imports(path: Path) -> list[Import]:
    """All imports of a file but those for type checkers; ``from package import module`` counts as package.module."""
    found: list[Import] = []
    for node, at_import in _walk(ast.parse(path.read_text(encoding="utf-8")), inside_function=False):
        if isinstance(node, ast.Import):
            found += [Import(alias.name, path, node.lineno, at_import) for alias in node.names]
            continue
        stem = "." * node.level + (node.module or "")
        whole = Import(stem, path, node.lineno, at_import)
        parts = [replace(whole, module=f"{stem}{'.' if node.module else ''}{alias.name}") for alias in node.names]
        found += [part if _is_module(absolute_name(part)) else whole for part in parts]
    return list(dict.fromkeys(found))


def _is_module(name: str) -> bool:
    """True for the dotted name of a module or package of the repository."""
    path = ROOT.joinpath(*name.split("."))
    return path.is_dir() or path.with_suffix(".py").is_file()


def tracked_files() -> list[Path]:
    """All files that git knows or would add; without git, all of the rooms."""
    paths = {ROOT / name for name in git_files(ROOT)}
    if not paths:
        rooms = ("backend", "plugin", "resources", "tests", "tools", "training")
        paths = {path for room in rooms for path in (ROOT / room).rglob("*") if "__pycache__" not in path.parts}
        paths |= set(ROOT.glob("*.*"))
    return sorted(path for path in paths if path.is_file())
