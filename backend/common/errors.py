"""Expected errors: one root class, one sentence each, and a code for the interface."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePath

from .wording import counted


class SpecAwareError(Exception):
    """Root of all expected errors.

    The message is one sentence that says what is wrong and what to do; ``code`` is stable and machine-readable.
    """

    code = "error"


class InputError(SpecAwareError):
    """The raster, the label file or a parameter cannot be used as it is."""

    code = "input"


class SensorError(SpecAwareError):
    """Wavelengths, units, level or scale are missing, contradictory or out of range."""

    code = "sensor"


class ModelError(SpecAwareError):
    """A model file or its card is missing, damaged, of the wrong kind, or does not fit the raster."""

    code = "model"


class EngineError(SpecAwareError):
    """The inference engine or its environment is missing or failed."""

    code = "engine"


class OutputError(SpecAwareError):
    """An output cannot be written, or exists and may not be overwritten."""

    code = "output"


class CancelledError(SpecAwareError):
    """The user stopped the run; nothing was written."""

    code = "cancelled"


@contextmanager
def part_of_engine(package: str) -> Iterator[None]:
    """Import, within the block, a package that comes with the engine.

    Raises:
        EngineError: the package is missing.
    """
    try:
        yield
    except ImportError as exc:
        raise EngineError(f"{package} is missing from the engine's environment; set the engine up again.") from exc


_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_FULL_TEXTS = ("No space left on device", "File too large", "disk is full", "Disk quota exceeded")
_NO_HOME = "home directory"  # in the message of pathlib's RuntimeError


def expected(error: BaseException) -> SpecAwareError | None:
    """Return an expected error as one of ours (also for memory, disk and file errors); None for any other error.

    A full disk or an unreadable file so ends in one sentence wherever it happens.
    """
    if isinstance(error, SpecAwareError):
        return error
    if isinstance(error, MemoryError):
        return EngineError("There is not enough memory for this; close other programs, or give a lower memory ceiling.")
    if isinstance(error, RuntimeError) and _NO_HOME in str(error):
        return InputError("This user has no home folder; set HOME, or give paths without '~'.")
    if isinstance(error, OSError) and error.strerror:
        return _of_system(error)
    full = next((text for text in _FULL_TEXTS if text in str(error)), None)  # for libraries with their own exceptions
    return None if full is None else OutputError(f"The disk is full ({full}); free some space and start again.")


def _of_system(error: OSError) -> SpecAwareError:
    """Return the system's error about a file or disk as one sentence."""
    named = error.filename if isinstance(error.filename, (str, bytes, PurePath)) else None
    name = "" if named is None else (named.decode("utf-8", "replace") if isinstance(named, bytes) else str(named))
    if error.errno in _FULL:
        where = f"of '{name}' " if name else ""
        return OutputError(f"The disk {where}is full ({error.strerror}); free some space and start again.")
    if error.errno == errno.ENAMETOOLONG:
        return InputError(f"The path '{name[:60]}...' is too long for this system; give a shorter one.")
    if error.errno in (errno.EMFILE, errno.ENFILE):
        return EngineError("Too many files are open at once; close other programs and start again.")
    subject = f"'{name}'" if name else "A file"
    return InputError(f"{subject} cannot be used ({error.strerror}); check the path, its permissions and the disk.")


def cut_short(name: str, have: int, need: int, *, unpacked: bool = False) -> InputError:
    """Return the error for a file that is shorter than its own header says; sizes in bytes."""
    holds = f"{'holds' if unpacked else 'has'} {counted(have, 'byte')}"
    return InputError(f"'{name}' {holds} but its header needs at least {need}; copy or download it again.")


def cut_while_read(name: str) -> InputError:
    """Return the error for a file that became shorter during a run."""
    return InputError(f"'{name}' was cut short while it was read; wait until it is complete and start again.")
