"""Checkpoints, written atomically (temporary file, fsync, rename); loading one runs no code."""

from __future__ import annotations

import os
from pathlib import Path
from typing import IO, Any, BinaryIO, cast

import torch

from backend.common.errors import InputError, OutputError


class _NotingFile:
    """A file that keeps the error of a failed write; torch's writer reports only that the write failed."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.error: OSError | None = None

    def write(self, data: bytes) -> int:
        """Write through."""
        try:
            return self._file.write(data)
        except OSError as error:
            self.error = error
            raise

    def flush(self) -> None:
        """Flush through."""
        self._file.flush()


def save(state: dict[str, Any], path: Path) -> None:
    """Write ``state`` to ``path`` atomically: a reader sees the old or the new checkpoint, never a partial one.

    Raises:
        OutputError: the disk is full or the folder cannot be written; the earlier checkpoint is untouched.
    """
    temporary = path.with_name(path.name + ".tmp")
    noting: _NotingFile | None = None
    try:
        with open(temporary, "wb") as file:
            noting = _NotingFile(file)
            torch.save(state, cast(IO[bytes], noting))
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except (OSError, RuntimeError) as error:
        cause = error if isinstance(error, OSError) else noting.error if noting is not None else None
        temporary.unlink(missing_ok=True)
        if cause is None:
            raise
        raise OutputError(
            f"Checkpoint '{path}' could not be written ({cause.strerror}); free space and run again."
        ) from None


def load(path: Path) -> dict[str, Any]:
    """Read a checkpoint written by :func:`save` with ``weights_only=True``.

    Raises:
        InputError: the file is missing, or :func:`save` did not write it.
    """
    try:
        state: dict[str, Any] = torch.load(path, map_location="cpu", weights_only=True)
    except FileNotFoundError:
        raise InputError(f"Checkpoint '{path}' does not exist; train first.") from None
    except Exception as error:  # torch raises many types of error for a damaged file
        raise InputError(
            f"Checkpoint '{path}' cannot be read ({type(error).__name__}); delete it and train again."
        ) from None
    return state
