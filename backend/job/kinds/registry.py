"""The kinds of job by name: those that the modules of this package declare as ``KINDS``, and those of extensions."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from ...common.errors import InputError
from ...common.extensions import added
from .base import JobKind, Output

_kinds: dict[str, JobKind] = {}


def register(kind: JobKind) -> None:
    """Add a kind of job.

    Raises:
        InputError: another kind has the same name.
    """
    if _kinds.get(kind.name, kind) is not kind:
        raise InputError(f"Job kind '{kind.name}' exists already; rename the added one.")
    _kinds[kind.name] = kind


def add_output(kind: str, output: Output) -> None:
    """Add an output to a kind of job.

    Raises:
        InputError: the kind is not known, or has another output with that key.
    """
    known = kind_of(kind)
    if known.output(output.key) is None:
        _kinds[kind] = replace(known, outputs=(*known.outputs, output))
    elif known.output(output.key) != output:
        raise InputError(f"Job kind '{kind}' has an output '{output.key}' already; rename the added one.")


def kinds() -> dict[str, JobKind]:
    """Return all kinds of job by name."""
    if not _kinds:
        for module in iter_modules([str(Path(__file__).parent)]):
            for kind in getattr(import_module(f".{module.name}", __package__), "KINDS", ()):
                register(kind)
        for kind in added("kinds"):
            register(kind)
        for output in added("map outputs"):
            add_output("map", output)
            add_output("plan", replace(output, required=False))
    return _kinds


def kind_of(name: str) -> JobKind:
    """Return a kind of job by name.

    Raises:
        InputError: no kind has that name.
    """
    found = kinds().get(name)
    if found is None:
        raise InputError(f"Job kind '{name}' is not known; use one of {', '.join(kinds())}.")
    return found
