"""How a run computes: threads and the first loss scale."""

from __future__ import annotations

import torch

FIRST_SCALE = 2.0**14
"""Initial loss scale of fp16; torch's own 2^16 overflows in the first steps."""


def fix_threads(count: int) -> None:
    """Compute on exactly ``count`` threads, 0 for as many as there are now.

    Left to itself, the matrix library takes fewer threads while the machine is busy and adds in another order.
    """
    torch.set_num_threads(count or torch.get_num_threads())
