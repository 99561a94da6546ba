"""Numerics of a run: number of threads and initial loss scale."""

from __future__ import annotations

import torch

FIRST_SCALE = 2.0**14
"""Initial loss scale of fp16; torch's default of 2^16 overflows in the first steps."""


def fix_threads(count: int) -> None:
    """Compute on exactly ``count`` threads; 0 keeps the current number.

    Otherwise the matrix library uses fewer threads while the machine is busy, which changes the order of summation.
    """
    torch.set_num_threads(count or torch.get_num_threads())
