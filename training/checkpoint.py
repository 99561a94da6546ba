"""Checkpoints that are never half-written: temporary, fsync, rename; loading runs no code."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import torch

from backend.errors import InputError, OutputError


def save(state: dict[str, Any], path: Path) -> None:
    """Write ``state`` to ``path`` so that at every moment a whole checkpoint lies there.

    Raises:
        OutputError: the disk is full or the folder cannot be written; the earlier checkpoint is untouched.
    """
    temporary = path.with_name(path.name + ".tmp")
    try:
        with open(temporary, "wb") as file:
            torch.save(state, file)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise OutputError(
            f"Checkpoint '{path}' could not be written ({error.strerror}); free space and run again."
        ) from None


def load(path: Path) -> dict[str, Any]:
    """Read a checkpoint written by :func:`save` with ``weights_only=True``.

    Raises:
        InputError: the file is missing or is not such a checkpoint.
    """
    try:
        state: dict[str, Any] = torch.load(path, map_location="cpu", weights_only=True)
    except FileNotFoundError:
        raise InputError(f"Checkpoint '{path}' does not exist; train first.") from None
    except Exception as error:  # torch raises many kinds for a damaged file
        raise InputError(
            f"Checkpoint '{path}' cannot be read ({type(error).__name__}); delete it and train again."
        ) from None
    return state
