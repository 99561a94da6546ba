"""Outputs that are either whole or not there: temporaries beside the target, flushed to the disk, then renamed.

A temporary is named ``.<stem>.specaware-<host>-<pid>-<start><suffix>``, so that a later run can tell a live run's files
from those of one that was killed, and remove the latter.
"""

from __future__ import annotations

import contextlib
import glob
import os
import re
import shutil
import socket
from pathlib import Path

from ..errors import OutputError

_NAME = re.compile(
    r"^\..+\.specaware-(?P<host>[\w.]+)-(?P<pid>\d+)-(?P<start>\d+)(?:\.[\w.]+)?(?:-wal|-shm|-journal)?$"
)


def _host() -> str:
    return re.sub(r"[^\w.]", "_", socket.gethostname()) or "localhost"


def _start_time(pid: int) -> int:
    """Return when a process started (clock ticks since boot), 0 where the system does not tell."""
    try:
        # The 22nd field (proc(5)); the second, the program's name, may hold blanks and ends with the last parenthesis.
        return int(
            Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()[19]
        )
    except (OSError, ValueError, IndexError):
        return 0


def _is_alive(pid: int) -> bool:
    if os.name == "nt":  # os.kill would end the process there; without a cheap way to ask, assume that it lives
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def temporary_path(target: Path) -> Path:
    """Return this process's temporary for ``target``: in the same folder, with the same suffix."""
    pid = os.getpid()
    return target.with_name(f".{target.stem}.specaware-{_host()}-{pid}-{_start_time(pid)}{target.suffix}")


def is_stale(name: str) -> bool:
    """Return True for the name of a temporary whose process, on this machine, no longer runs."""
    match = _NAME.match(name)
    if match is None or match["host"] != _host():
        return False
    pid = int(match["pid"])
    if not _is_alive(pid):
        return True
    started = _start_time(pid)
    return started != 0 and started != int(match["start"])


def remove_stale(folder: Path) -> list[Path]:
    """Remove the temporaries of dead runs from ``folder`` and return their paths."""
    removed = []
    for path in sorted(folder.glob(".*.specaware-*")):
        if is_stale(path.name):
            with contextlib.suppress(OSError):
                path.unlink()
                removed.append(path)
    return removed


def check_target(target: Path, *, overwrite: bool, source: Path | None = None) -> None:
    """Check that ``target`` may and can be written; leaves no trace.

    Raises:
        OutputError: it is the source, exists and may not be replaced, is a folder, or its folder cannot be written.
    """
    if source is not None and target.exists() and source.exists() and target.samefile(source):
        raise OutputError(f"Output {target} is the input itself; choose another path.")
    if target.is_dir():
        raise OutputError(f"Output {target} is a folder; give the path of a file.")
    if target.exists() and not overwrite:
        raise OutputError(f"Output {target} exists; allow overwriting or choose another path.")
    probe = temporary_path(target.with_suffix(".probe"))
    made: list[Path] = []
    try:
        made = make_folder(target.parent)
        probe.touch()
        probe.unlink()
    except OSError as exc:
        raise OutputError(f"Folder {target.parent} cannot be written ({exc.strerror}); choose another one.") from exc
    finally:
        remove_empty(made)


def make_folder(folder: Path) -> list[Path]:
    """Make a folder and its parents; return those that were missing, deepest first."""
    missing = [p for p in (folder, *folder.parents) if not p.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    return missing


def remove_empty(folders: list[Path]) -> None:
    """Remove these folders where they are empty."""
    for folder in folders:
        with contextlib.suppress(OSError):
            folder.rmdir()


def check_disk(folder: Path, needed_bytes: int) -> None:
    """Check free disk space.

    Raises:
        OutputError: less than ``needed_bytes`` is free.
    """
    free = shutil.disk_usage(folder).free
    if free < needed_bytes:
        raise OutputError(
            f"The outputs may need {needed_bytes / 1e6:.0f} MB and {folder} has {free / 1e6:.0f} MB free; "
            "free some space or choose another folder."
        )


class OutputSet:
    """The files of one job: written as temporaries, then all put in place, or all removed."""

    def __init__(self) -> None:
        self._pending: list[tuple[Path, Path]] = []
        self._scratch: list[Path] = []
        self._folders: list[Path] = []

    def add(self, target: Path) -> Path:
        """Return the temporary to write in place of ``target``. Files take their places in the order of these calls."""
        self._folders = make_folder(target.parent) + self._folders
        temporary = temporary_path(target)
        self._pending.append((temporary, target))
        return temporary

    def scratch(self, near: Path, name: str) -> Path:
        """Return a file beside ``near`` for use within the run, removed at its end; :meth:`add` ``near`` first."""
        temporary = temporary_path(near.with_name(f"{near.stem}-{name}{near.suffix}"))
        self._scratch.append(temporary)
        return temporary

    def commit(self) -> None:
        """Flush every temporary to the disk, then rename all of them.

        Raises:
            OutputError: a file could not be flushed or renamed; what is left of the temporaries is removed.
        """
        target = Path()
        try:
            for temporary, target in self._pending:  # noqa: B007 - the error names the target
                _flush(temporary)
            for temporary, target in self._pending:
                os.replace(temporary, target)
            for folder in {target.parent for _, target in self._pending}:
                _flush_folder(folder)
        except OSError as exc:
            self.abort()
            raise OutputError(
                f"Output {target} could not be written ({exc.strerror}); close programs that use it and check the disk."
            ) from exc
        self._pending.clear()
        self._folders.clear()
        self.abort()

    def abort(self) -> None:
        """Remove every temporary, what a library may have put beside it, and the folders made for them."""
        for temporary in [*(t for t, _ in self._pending), *self._scratch]:
            for path in (temporary, *temporary.parent.glob(glob.escape(temporary.name) + "*")):
                with contextlib.suppress(OSError):
                    path.unlink()
        remove_empty(self._folders)
        self._pending.clear()
        self._scratch.clear()


def _flush(path: Path) -> None:
    """Write a file's content from the system's cache to the disk."""
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())


def _flush_folder(folder: Path) -> None:
    """Make renames in a folder lasting; systems that cannot open folders (Windows) do so by themselves."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
