"""Temporary files beside the outputs, and recovery from killed runs.

A temporary is named ``.<stem>.specaware-<host>-<pid>-<start><suffix>``, so that a later run can tell a live run's files
from those of one that was killed. A run that puts several files in place first writes their list, the journal, beside
the last of them (``.commit``): the rename that puts the journal there decides that the result is the new one, and
whoever comes next completes what a kill broke off. Folders of other files hold a pointer to the journal.

Standard library only: QGIS imports this module.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import socket
import sys
from collections.abc import Sequence
from pathlib import Path

from ..documents import dumped, read_document
from ..errors import OutputError

_NAME = re.compile(
    r"^\..+\.specaware-(?P<host>[\w.]+)-(?P<pid>\d+)-(?P<start>\d+)(?:\.[\w.]+)?(?:-wal|-shm|-journal)?$"
)
_JOURNAL = ".commit"


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
    if sys.platform == "win32":  # os.kill would end the process there
        return _is_alive_on_windows(pid)
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _is_alive_on_windows(pid: int) -> bool:
    """Ask the system for the process; one that may not be asked about lives."""
    if sys.platform == "win32":
        import ctypes

        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.OpenProcess.restype = ctypes.c_void_p
        handle = ctypes.c_void_p(kernel.OpenProcess(0x1000, False, pid))  # PROCESS_QUERY_LIMITED_INFORMATION
        if not handle:
            return ctypes.get_last_error() == 5  # ERROR_ACCESS_DENIED
        try:
            code = ctypes.c_ulong()
            return not kernel.GetExitCodeProcess(handle, ctypes.byref(code)) or code.value == 259  # STILL_ACTIVE
        finally:
            kernel.CloseHandle(handle)
    return True


def _tag() -> str:
    """Return what tells this process's temporaries from others'."""
    pid = os.getpid()
    return f"specaware-{_host()}-{pid}-{_start_time(pid)}"


def _beside(target: Path, tag: str) -> Path:
    return target.with_name(f".{target.stem}.{tag}{target.suffix}")


def temporary_path(target: Path) -> Path:
    """Return this process's temporary for ``target``: in the same folder, with the same suffix."""
    return _beside(target, _tag())


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
    """Complete what dead runs had decided in ``folder``; remove their other temporaries and return these."""
    recover(folder)
    removed = []
    for path in sorted(folder.glob(".*.specaware-*")):
        if is_stale(path.name):
            with contextlib.suppress(OSError):
                path.unlink()
                removed.append(path)
    return removed


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


def write_journal(targets: Sequence[Path]) -> list[Path]:
    """Decide that all temporaries of ``targets`` take their places; return the files that say so, the journal first.

    Raises:
        OSError: the disk refuses; nothing is decided.
    """
    targets = [path.absolute() for path in targets]
    journal = temporary_path(targets[-1].with_name(targets[-1].stem + _JOURNAL))
    part = journal.with_name(f"{journal.name}.part")
    pointers: list[Path] = []
    try:
        for folder in dict.fromkeys(path.parent for path in targets):
            if folder != journal.parent:
                pointers.append(folder / journal.name)
                _write_flushed(pointers[-1], {"decided_by": str(journal)})
        _write_flushed(part, {"targets": [str(path) for path in targets]})
        os.replace(part, journal)
    except BaseException:
        remove_files([*pointers, part])
        raise
    return [journal, *pointers]


def _write_flushed(path: Path, value: object) -> None:
    with path.open("w", encoding="utf-8") as stream:
        stream.write(dumped(value))
        stream.flush()
        os.fsync(stream.fileno())


def remove_files(paths: Sequence[Path]) -> None:
    """Remove files, those that can be."""
    for path in paths:
        with contextlib.suppress(OSError):
            path.unlink()


def recover(folder: Path) -> None:
    """Complete the results in ``folder`` whose runs were killed while they put the files in place."""
    try:
        found = [path for path in folder.glob(f".*.specaware-*{_JOURNAL}") if is_stale(path.name)]
    except OSError:
        return
    for path in found:
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError):  # for the next one to try, or no journal
            document = read_document(path)
            if "decided_by" in document:
                journal = Path(str(document["decided_by"]))
                if journal.name == path.name and journal.is_file():
                    _complete(journal, read_document(journal))
                path.unlink()
            else:
                _complete(path, document)


def _complete(journal: Path, document: dict[str, list[str]]) -> None:
    """Rename what is left; only temporaries of the journal's own run, onto the files that they were made for."""
    tag = "specaware-" + journal.name.rpartition(".specaware-")[2].removesuffix(_JOURNAL)
    for target in map(Path, document["targets"]):
        with contextlib.suppress(FileNotFoundError):
            os.replace(_beside(target, tag), target)
    journal.unlink()
