"""Golden vectors of the two published models: inputs, weights and outputs recorded once from the reference programs."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
SENTINEL_NM = (442.7, 492.4, 559.8, 664.6, 704.1, 740.5, 782.8, 832.8, 864.7, 945.1, 1613.7, 2202.4)
"""Sentinel-2A without B10, in the published order."""


def golden_folder() -> Path:
    """Folder ``golden`` beside the data: SPECAWARE_GOLDEN, else ``shared/golden`` beside the repository."""
    given = os.environ.get("SPECAWARE_GOLDEN")
    return Path(given) if given else ROOT.parent / "shared" / "golden"


def tensors(name: str):
    """All tensors of a golden file; skips the test where the folder is absent."""
    path = golden_folder() / f"{name}.safetensors"
    if not path.is_file():
        pytest.skip(f"golden vectors are absent ({path}): set SPECAWARE_GOLDEN to their folder")
    from safetensors.torch import load_file

    return load_file(str(path))


def as_arrays(state):
    """Tensors by name as numpy arrays."""
    return {key: value.detach().numpy() for key, value in state.items()}


def as_tensors(state):
    """Numpy arrays by name as tensors."""
    import torch

    return {key: torch.from_numpy(value) for key, value in state.items()}


def largest_error(name: str, got, want) -> float:
    """Largest absolute error over the largest absolute value; printed, so that a run shows how close it was."""
    assert got.shape == want.shape, (name, got.shape, want.shape)
    error = float((got - want).abs().max() / want.abs().max())
    print(f"{name}: largest relative error {error:.1e}")
    return error
