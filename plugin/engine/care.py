"""Maintain an installed engine: who uses it, its size, its removal."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from qgis.PyQt.QtCore import QLockFile

from ...backend.common.errors import EngineError
from ..i18n import tr
from .environment import engine_folder


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Keep other QGIS programs of this profile from setting up or removing the engine in ``folder``.

    A lock of a process that has ended is ignored. The parent folder must exist.

    Raises:
        EngineError: another program is setting it up or removing it, or the lock cannot be written.
    """
    lock = QLockFile(str(folder.with_name(f"{folder.name}.lock")))
    lock.setStaleLockTime(0)  # a set-up may be slow; only the end of its process frees the lock
    if not lock.tryLock(0):
        if lock.error() != QLockFile.LockError.LockFailedError:
            raise EngineError(
                tr("The folder '{}' cannot be written: check its permissions and the disk space.").format(folder.parent)
            )
        raise EngineError(
            tr("Another QGIS window is setting up or removing the engine: wait until it has finished, then try again.")
        )
    try:
        yield
    finally:
        lock.unlock()


def disk_bytes(folder: Path) -> int:
    """Return the size of the files below ``folder`` in bytes; 0 if there is none."""
    total = 0
    for parent, _, names in os.walk(folder):
        for name in names:
            try:
                total += os.lstat(os.path.join(parent, name)).st_size
            except OSError:  # just removed
                continue
    return total


def remove_engine(folder: Path | None = None) -> None:
    """Remove the private engine, working or broken; an environment that the user chose is never removed.

    Raises:
        EngineError: another QGIS uses it, or the system refuses, for example because a file is in use.
    """
    folder = engine_folder() if folder is None else folder
    if not folder.exists():
        return
    with alone(folder):
        try:
            shutil.rmtree(folder)
        except OSError as error:
            raise EngineError(
                tr(
                    "The engine's folder '{}' could not be removed ({}): close other QGIS windows and try again."
                ).format(folder, error.strerror or error)
            ) from error
