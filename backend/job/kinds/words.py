"""Convert declared settings to command-line options, and values back to command-line arguments."""

from __future__ import annotations

import argparse
import os
from collections.abc import Collection
from typing import Any

from .base import Setting, settings_of

_KINDS: dict[type, Any] = {int: int, float: float}


def add_settings(to: Any, cls: type | None, only: Collection[str] | None = None) -> None:  # noqa: ANN401 - argparse's
    """Add the declared fields of a dataclass to a parser or group; ``only`` limits them to these names."""
    for one, asked in settings_of(cls):
        if asked.behind_source or (only is not None and one.name not in only):
            continue
        default = one.default
        more: dict[str, Any] = {"dest": one.name, "default": default, "help": asked.help, "required": asked.required}
        if isinstance(default, bool):
            more["action"] = "store_true"
            more.pop("required")
        else:
            more["type"] = _KINDS.get(type(default), str)
            more.update({"choices": asked.choices} if asked.choices else {"metavar": asked.metavar or None})
        if isinstance(default, tuple):
            more["action"] = "append"
            more["default"] = []
        to.add_argument(f"--{asked.flag}", **more)


def settings_from(args: argparse.Namespace, cls: type) -> dict[str, Any]:
    """Return the values of the declared fields in a parsed command line; paths are made absolute."""
    found = {}
    for one, asked in settings_of(cls):
        if hasattr(args, one.name) and not asked.behind_source:
            value = getattr(args, one.name)
            if isinstance(one.default, tuple):
                value = tuple(value)
            found[one.name] = os.path.abspath(value) if asked.path and value and isinstance(value, str) else value
    return found


def words_of(values: Any, only: Collection[str] | None = None) -> list[str]:  # noqa: ANN401 - a dataclass
    """Return the options for the declared values that differ from the defaults."""
    words: list[str] = []
    for one, asked in settings_of(type(values)):
        if not asked.behind_source and (only is None or one.name in only):
            value = getattr(values, one.name)
            words += [] if value == one.default else _said(asked, value)
    return words


def _said(asked: Setting, value: object) -> list[str]:
    if isinstance(value, bool):
        return [f"--{asked.flag}"]
    return [f"--{asked.flag}={item}" for item in (value if isinstance(value, tuple) else [value])]
