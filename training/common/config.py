"""Configurations: one TOML file per run, changed by ``--set section.key=value``; every key is checked."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any, TypeVar

import tomllib

from backend.common.errors import InputError

T = TypeVar("T")


def read_toml(path: Path, overrides: list[str]) -> dict[str, dict[str, Any]]:
    """Read a TOML file of sections and apply ``section.key=value`` overrides (TOML values).

    Raises:
        InputError: the file is missing or malformed, or an override is malformed.
    """
    try:
        data: dict[str, dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise InputError(
            f"Configuration '{path}' does not exist; name a file such as those in training/configs."
        ) from None
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"Configuration '{path}' is not valid TOML ({error}); correct it.") from None
    for text in overrides:
        name, _, value = text.partition("=")
        *path_keys, key = name.strip().split(".")
        if not (path_keys and all(path_keys) and key and value):
            raise InputError(f"'--set {text}' is not understood; write it as section.key=value.")
        try:
            parsed = tomllib.loads(f"x = {value}")["x"]
        except tomllib.TOMLDecodeError:
            parsed = value
        section: Any = data
        for part in path_keys:  # nested tables have TOML's dotted names: stage.small.steps=10
            section = section.setdefault(part, {}) if isinstance(section, dict) else None
        if not isinstance(section, dict):
            raise InputError(f"'--set {text}' has no section; write it as section.key=value.")
        section[key] = parsed
    return data


def build(kind: type[T], section: dict[str, Any], *, where: str) -> T:
    """Make a frozen dataclass from a section; an unknown key is an error that names the key.

    Raises:
        InputError: the section has a key that ``kind`` does not have.
    """
    known = {f.name for f in dataclasses.fields(kind)}  # type: ignore[arg-type]
    unknown = sorted(set(section) - known)
    if unknown:
        raise InputError(
            f"Configuration section '{where}' has unknown key '{unknown[0]}'; known: {', '.join(sorted(known))}."
        )
    return kind(**section)
