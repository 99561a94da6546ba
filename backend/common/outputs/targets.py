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
LOG_START = b'{"time":"'  # how each line of a log begins
_FOLDS_CASE = sys.platform in ("win32", "darwin")  # file systems there mostly take "A" and "a" for the same name


@dataclass(frozen=True)
class InputFiles:
    """All files of a job's input: no output may take the place of one of them.

    ``files`` are known one by one. ``folders`` belong to a product with all that is in them, and so do the files whose
    names begin with one of ``stems`` (folder, beginning): there, only this program's own maps may be replaced.
    """

    files: frozenset[Path] = frozenset()
    folders: frozenset[Path] = frozenset()
    stems: frozenset[tuple[Path, str]] = frozenset()

    @classmethod
    def of(cls, *files: Path | str | None) -> InputFiles:
        """Return these files alone; None and "" are left out."""
        return cls(frozenset(Path(file) for file in files if file))

    def __or__(self, other: InputFiles) -> InputFiles:
        """Return the files of both."""
        return InputFiles(self.files | other.files, self.folders | other.folders, self.stems | other.stems)

    def hold(self, path: Path) -> bool:
        """Return True if ``path`` is one of these files, by whatever name, case or link."""
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
    """Return what tells a file from all others: its place on the disk, behind links; None for one that is not there."""
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return None
    return (found.st_dev, found.st_ino) if found.st_ino else os.path.normcase(os.path.realpath(path))


def is_own_output(path: Path) -> bool:
    """Return True for a file that a report of this program beside it names, or that goes with such a file."""
    try:
        reports = [file for file in path.parent.glob("*.json") if _begins_as_report(file)]
        return any(path.name in _names_in(file) for file in reports)
    except OSError:
        return False


def _begins_as_report(path: Path) -> bool:
    with path.open("rb") as file:
        return b'"specaware"' in file.read(200) and path.stat().st_size <= _MAX_REPORT


def _names_in(report: Path) -> set[str]:
    """Return the names of the files that a map or its like consists of, by its report."""
    try:
        outputs = read_document(report)["outputs"]
        names = {Path(str(value)).name for value in outputs.values()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return set()
    classes = outputs.get("classes")
    extra = {Path(str(classes)).with_suffix(".qml").name, f"{Path(str(classes)).name}.aux.xml"} if classes else set()
    return {report.name, *names, *extra}


def check_targets(targets: Sequence[tuple[Path, bool]], inputs: InputFiles) -> list[Path]:
    """Check that all outputs of a job may and can be written, and tidy their folders up; leaves no trace.

    Args:
        targets: the output files, each with True where an existing one may be replaced.
        inputs: what the job reads.

    Returns:
        The files removed that a killed run had left.

    Raises:
        InputError: two outputs are the same file.
        OutputError: one is a file of the input, exists and may not be replaced, or its folder cannot be written.
    """
    folders = list(dict.fromkeys(path.parent for path, _ in targets))
    for folder in folders:  # a result that was all but in place when its run was killed comes first
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
    """Return the absolute name of an output, behind links of its folder, in one case where the system knows but one."""
    name = str(path.parent.resolve() / path.name)
    return name.casefold() if _FOLDS_CASE else name


def check_target(target: Path, *, overwrite: bool) -> None:
    """Check that one output can be written; leaves no trace.

    Raises:
        OutputError: it exists and may not be replaced, is a folder, or its folder cannot be written.
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
    """Check that events may be added to a log: to a new file or a log of ours, never to anything else.

    ``others``: the files that the run reads and writes.

    Raises:
        OutputError: it is one of those, or a file of something else.
    """
    wrong = OutputError(f"Log {path} is a file of something else, which would be damaged; give another path.")
    files = list(others)
    if InputFiles.of(*files).hold(path) or _named(path) in {_named(file) for file in files}:
        raise wrong
    try:
        if path.is_file():  # and no device or pipe
            with path.open("rb") as file:
                if file.read(len(LOG_START)) not in (b"", LOG_START):
                    raise wrong
    except OSError as exc:
        raise OutputError(f"Log {path} cannot be written ({exc.strerror}); give another path.") from exc
