"""Temporary files beside the outputs, and recovery from killed runs.

A temporary is named ``.<stem>.specaware-<host>-<pid>-<start><suffix>``, so that a later run can tell the files of a
running process from those of a killed one. A run that puts several files in place first writes their list, the journal,
beside the last of them (``.commit``). Once the journal has been renamed to its final name the new result counts, and
the next run or reader completes the renames after a kill. Folders of other files hold a pointer to the journal.

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
    """Return the start time of a process (clock ticks since boot); 0 if the system does not report it."""
    try:
        # The 22nd field (proc(5)); the second, the program's name, may contain spaces and ends with the last
        # parenthesis.
        return int(
            Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()[19]
        )
    except (OSError, ValueError, IndexError):
        return 0


def _is_alive(pid: int) -> bool:
    if sys.platform == "win32":  # os.kill would end the process on Windows
        return _is_alive_on_windows(pid)
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _is_alive_on_windows(pid: int) -> bool:
    """Query the process; one that denies access is alive."""
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
    """Return the part of a name that identifies this process's temporaries."""
    pid = os.getpid()
    return f"specaware-{_host()}-{pid}-{_start_time(pid)}"


def _beside(target: Path, tag: str) -> Path:
    return target.with_name(f".{target.stem}.{tag}{target.suffix}")


def temporary_path(target: Path) -> Path:
    """Return this process's temporary for ``target``: in the same folder, with the same suffix."""
    return _beside(target, _tag())


def is_stale(name: str) -> bool:
    """Return True for the name of a temporary whose process, on this machine, has ended."""
    match = _NAME.match(name)
    if match is None or match["host"] != _host():
        return False
    pid = int(match["pid"])
    if not _is_alive(pid):
        return True
    started = _start_time(pid)
    return started != 0 and started != int(match["start"])


def remove_stale(folder: Path) -> list[Path]:
    """Complete the committed results of dead runs in ``folder``; remove their other temporaries and return these."""
    recover(folder)
    removed = []
    for path in sorted(folder.glob(".*.specaware-*")):
        if is_stale(path.name):
            with contextlib.suppress(OSError):
                path.unlink()
                removed.append(path)
    return removed


def make_folder(folder: Path) -> list[Path]:
    """Create a folder and its parents; return those that were missing, deepest first."""
    missing = [p for p in (folder, *folder.parents) if not p.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    return missing


def remove_empty(folders: list[Path]) -> None:
    """Remove those of the folders that are empty."""
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
            f"The outputs may need {needed_bytes / 1e6:.0f} MB but {folder} has {free / 1e6:.0f} MB free; "
            "free some space or choose another folder."
        )


def write_journal(targets: Sequence[Path]) -> list[Path]:
    """Commit all temporaries of ``targets``; return the files that record this, the journal first.

    Raises:
        OSError: the journal cannot be written; nothing is committed.
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
    """Remove those of the files that can be removed."""
    for path in paths:
        with contextlib.suppress(OSError):
            path.unlink()


def recover(folder: Path) -> None:
    """Complete the results in ``folder`` whose runs were killed during the renames."""
    try:
        found = [path for path in folder.glob(f".*.specaware-*{_JOURNAL}") if is_stale(path.name)]
    except OSError:
        return
    for path in found:
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError):  # left for the next attempt, or no journal
            document = read_document(path)
            if "decided_by" in document:
                journal = Path(str(document["decided_by"]))
                if journal.name == path.name and journal.is_file():
                    _complete(journal, read_document(journal))
                path.unlink()
            else:
                _complete(path, document)


def _complete(journal: Path, document: dict[str, list[str]]) -> None:
    """Do the remaining renames, limited to temporaries of the journal's own run and their own targets."""
    tag = "specaware-" + journal.name.rpartition(".specaware-")[2].removesuffix(_JOURNAL)
    for target in map(Path, document["targets"]):
        with contextlib.suppress(FileNotFoundError):
            os.replace(_beside(target, tag), target)
    journal.unlink()
