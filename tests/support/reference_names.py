"""Our weights under the names of the published files: what an import must undo."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from backend.models.weights.compat import _RULES, _SPLIT, ENCODER, Arrays, _rename


def to_reference(state: Arrays, family: str) -> dict[str, NDArray[Any]]:
    """Rename our weights, as :func:`to_ours` gives them, to the published names.

    Raises:
        ValueError: a weight has no published name.
    """
    encoder, rest = _RULES[family]
    table = {ENCODER + b: a for a, b in encoder} | {b: a for a, b in rest}
    renamed = {}
    for key, value in state.items():
        reference = _rename(key, table)
        if reference is None:
            raise ValueError(f"The weight '{key}' has no published name.")
        renamed[reference.replace(".in_proj.", ".in_proj_")] = value
    return _split(renamed) if family == "spectralgpt" else renamed


def _split(state: Arrays) -> dict[str, NDArray[Any]]:
    """Undo :func:`_joined`."""
    split = {}
    for key, value in state.items():
        if ".attn.qkv." not in key:
            split[key] = value
            continue
        for letter, part in zip(_SPLIT, np.split(value, 3)):
            split[key.replace(".attn.qkv.", f".attn.{letter}.")] = part
    return split
