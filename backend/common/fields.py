"""Read parsed JSON values as fields of jobs and events; a wrong type is refused in one sentence."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from .errors import InputError
from .wording import shown


def refuse_unknown(values: Mapping[str, Any], cls: type, what: str) -> None:
    """Refuse names that are not fields of a dataclass."""
    unknown = sorted(set(values) - {f.name for f in fields(cls)})
    if unknown:
        raise InputError(
            f"Field '{unknown[0]}' of the {what} is not known; remove it, or update the engine and the plugin."
        )


def expect(values: Mapping[str, Any], name: str, kind: type | tuple[type, ...], what: str) -> None:
    """Refuse a value that is present but not of the expected type."""
    if name in values and not isinstance(values[name], kind):
        raise InputError(
            f"Field '{name}' of the {what} has a value of the wrong type ({shown(values[name])}); correct it."
        )


def numbers(value: object, count: int, kind: type, name: str) -> Any:  # noqa: ANN401 - tuples of several lengths
    """Return None or a tuple of ``count`` numbers of ``kind``."""
    if value is None:
        return None
    items = list(value) if isinstance(value, (list, tuple)) else []
    numeric = all(isinstance(v, (int, float)) and not isinstance(v, bool) and math.isfinite(v) for v in items)
    if len(items) != count or not numeric or any(v != kind(v) for v in items):
        raise InputError(f"Field '{name}' of the job must be {count} numbers, not {shown(value)}; correct it.")
    return tuple(kind(v) for v in items)


def build(cls: type, value: object, what: str) -> Any:  # noqa: ANN401 - one of several classes
    """Build a dataclass from a JSON object and check the types of its fields."""
    if value is None:
        return cls()
    if not isinstance(value, dict):
        raise InputError(f"Field '{what}' of the job must be an object, not {shown(value)}; correct it.")
    refuse_unknown(value, cls, what)
    made = dict(value)
    for name, given in value.items():
        default = getattr(cls(), name)
        if isinstance(default, tuple) and isinstance(given, list):
            given = made[name] = tuple(given)
        kind: Any = (
            (str, type(None)) if default is None else (int, float) if isinstance(default, float) else type(default)
        )
        if not isinstance(given, kind) or (isinstance(given, bool) and not isinstance(default, bool)):
            raise InputError(
                f"Field '{what}.{name}' of the job has a value of the wrong type ({shown(given)}); correct it."
            )
    return cls(**made)


def with_tuples(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return JSON or TOML values with tuples in place of lists, as frozen dataclasses need them."""
    return {key: tuple(value) if isinstance(value, list) else value for key, value in values.items()}
