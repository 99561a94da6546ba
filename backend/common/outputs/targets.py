"""Check output paths before anything is read: they must not overwrite a file that the job reads."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..documents import read_document
from ..errors import InputError, OutputError
from .temporary import make_folder, recover, remove_empty, remove_stale, temporary_path

_MAX_REPORT = 50_000_000
LOG_START = b'{"time":"'  # start of each line of a log
_FOLDS_CASE = sys.platform in ("win32", "darwin")  # most file systems there ignore case


@dataclass(frozen=True)
class InputFiles:
    """All files of a job's input; no output may overwrite one of them.

    ``files`` are known individually. ``folders`` belong to a product with all their content, and so do files whose
    names start with one of ``stems`` (folder, prefix): there, only this program's own maps may be overwritten.
    """

    files: frozenset[Path] = frozenset()
    folders: frozenset[Path] = frozenset()
    stems: frozenset[tuple[Path, str]] = frozenset()

    @classmethod
    def of(cls, *files: Path | str | None) -> InputFiles:
        """Return an object with only these files; None and "" are left out."""
        return cls(frozenset(Path(file) for file in files if file))

    def __or__(self, other: InputFiles) -> InputFiles:
        """Return the files of both."""
        return InputFiles(self.files | other.files, self.folders | other.folders, self.stems | other.stems)

    def hold(self, path: Path) -> bool:
        """Return True if ``path`` is one of these files under any name, case or link."""
        identity = _identity(path)
        if identity is None:
            return False
        if any(_identity(file) == identity for file in self.files):
            return True
        place = path.resolve()
        inside = any(folder.resolve() in place.parents for folder in self.folders)
        alike = any(
            folder.resolve() == place.parent and place.name.lower().startswith(stem.lower())
            for folder, stem in self.stems
        )
        return (inside or alike) and not is_own_output(place)


def _identity(path: Path) -> tuple[int, int] | str | None:
    """Return the identity of a file on its disk, with links resolved; None if it does not exist."""
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return None
    return (found.st_dev, found.st_ino) if found.st_ino else os.path.normcase(os.path.realpath(path))


def is_own_output(path: Path) -> bool:
    """Return True for a file named in a report of this program beside it, or for a sidecar of such a file."""
    try:
        reports = [file for file in path.parent.glob("*.json") if _begins_as_report(file)]
        return any(path.name in _names_in(file) for file in reports)
    except OSError:
        return False


def _begins_as_report(path: Path) -> bool:
    with path.open("rb") as file:
        return b'"specaware"' in file.read(200) and path.stat().st_size <= _MAX_REPORT


def _names_in(report: Path) -> set[str]:
    """Return the names of the files listed in the report of a map or similar result."""
    try:
        outputs = read_document(report)["outputs"]
        names = {Path(str(value)).name for value in outputs.values()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return set()
    classes = outputs.get("classes")
    extra = {Path(str(classes)).with_suffix(".qml").name, f"{Path(str(classes)).name}.aux.xml"} if classes else set()
    return {report.name, *names, *extra}


def check_targets(targets: Sequence[tuple[Path, bool]], inputs: InputFiles) -> list[Path]:
    """Check that all outputs of a job may and can be written, and clean up their folders; leaves no other trace.

    Args:
        targets: the output files, each with True if an existing one may be replaced.
        inputs: the files that the job reads.

    Returns:
        The removed files that a killed run had left behind.

    Raises:
        InputError: two outputs are the same file.
        OutputError: an output is an input file, exists and may not be replaced, or its folder cannot be written.
    """
    folders = list(dict.fromkeys(path.parent for path, _ in targets))
    for folder in folders:  # first complete results whose run was killed during the renames
        recover(folder)
    for path, _ in targets:
        if inputs.hold(path):
            raise OutputError(f"Output {path} is a file of the input itself; choose another path.")
    names = [_named(path) for path, _ in targets]
    if len(set(names)) < len(names):
        raise InputError("Two outputs have the same path; give each its own.")
    for path, overwrite in targets:
        check_target(path, overwrite=overwrite)
    return [removed for folder in folders if folder.is_dir() for removed in remove_stale(folder)]


def _named(path: Path) -> str:
    """Return the absolute name of an output with folder links resolved, in lower case if the system ignores case."""
    name = str(path.parent.resolve() / path.name)
    return name.casefold() if _FOLDS_CASE else name


def check_target(target: Path, *, overwrite: bool) -> None:
    """Check that one output can be written; leaves no trace.

    Raises:
        OutputError: the output exists and may not be replaced, is a folder, or its folder cannot be written.
    """
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


def check_log(path: Path, others: Iterable[Path]) -> None:
    """Check that events may be appended to a log: only to a new file or a log of ours.

    ``others``: the files that the run reads and writes.

    Raises:
        OutputError: the log is one of those, or a file of another kind.
    """
    wrong = OutputError(f"Log {path} is a file of another kind, which would be damaged; give another path.")
    files = list(others)
    if InputFiles.of(*files).hold(path) or _named(path) in {_named(file) for file in files}:
        raise wrong
    try:
        if path.is_file():  # not a device or pipe
            with path.open("rb") as file:
                if file.read(len(LOG_START)) not in (b"", LOG_START):
                    raise wrong
    except OSError as exc:
        raise OutputError(f"Log {path} cannot be written ({exc.strerror}); give another path.") from exc
