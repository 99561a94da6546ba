"""Atomic outputs: all files of a job appear together, or none."""

from __future__ import annotations

import contextlib
import glob
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ..errors import OutputError
from .temporary import make_folder, remove_empty, remove_files, temporary_path, write_journal


class OutputSet:
    """The files of one job: written as temporaries, then all put in place, or all removed.

    As a context manager it puts them in place at the end of its block, and removes them where an exception leaves it.
    """

    def __init__(self) -> None:
        self._pending: list[tuple[Path, Path]] = []
        self._scratch: list[Path] = []
        self._folders: list[Path] = []

    def __enter__(self) -> OutputSet:
        """Begin; nothing is written yet."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        """Put the files in place, or remove them after an exception."""
        if kind is not None:
            self.abort()
            return
        try:
            self.commit()
        except BaseException:
            self.abort()
            raise

    def add(self, target: Path) -> Path:
        """Return the temporary file to write instead of ``target``. Files are renamed in the order of these calls."""
        self._folders = make_folder(target.parent) + self._folders
        temporary = temporary_path(target)
        self._pending.append((temporary, target))
        return temporary

    def scratch(self, near: Path, name: str) -> Path:
        """Return a file beside ``near`` for use during the run, removed at its end; :meth:`add` ``near`` first."""
        temporary = temporary_path(near.with_name(f"{near.stem}-{name}{near.suffix}"))
        self._scratch.append(temporary)
        return temporary

    def commit(self) -> None:
        """Flush every temporary to disk, then put all of them in place.

        If the process is killed, either the earlier files remain or, from a certain rename on, the new ones count: the
        next run or reader of the folder completes the rest (see :mod:`.temporary`).

        Raises:
            OutputError: a file could not be flushed or renamed; all earlier files are then unchanged.
        """
        if not self._pending:
            return
        target = Path()
        try:
            for temporary, target in self._pending:  # noqa: B007 - the error names the target
                _flush(temporary)
            if len(self._pending) == 1:
                os.replace(*self._pending[0])
            else:
                self._put_in_place()
        except _RefusedError as exc:
            self.abort()
            raise _not_written(exc.target, exc.reason) from exc
        except OSError as exc:
            self.abort()
            raise _not_written(target, exc) from exc
        for folder in {target.parent for _, target in self._pending}:
            _flush_folder(folder)
        self._pending.clear()
        self._folders.clear()
        self.abort()

    def _put_in_place(self) -> None:
        """Rename several files: all, or none if the system refuses one (for example, open in another program)."""
        targets = [target for _, target in self._pending]
        with _alone_in(targets[-1].parent):
            earlier = [_Earlier.of(*pair) for pair in self._pending]
            decided: list[Path] = []
            done = 0
            try:
                decided = write_journal(targets)
                for temporary, target in self._pending:
                    os.replace(temporary, target)
                    done += 1
                for folder in {target.parent for target in targets}:
                    _flush_folder(folder)
            except BaseException as exc:
                for one in earlier[:done]:
                    one.put_back()
                if not decided:
                    raise
                if isinstance(exc, OSError):
                    raise _RefusedError(targets[done], exc) from exc
                raise
            finally:
                remove_files([*decided, *(one.kept for one in earlier if one.kept is not None)])

    def abort(self) -> None:
        """Remove all temporaries, files that a library put beside them, and the folders created for them."""
        for temporary in [*(t for t, _ in self._pending), *self._scratch]:
            remove_files([temporary, *temporary.parent.glob(glob.escape(temporary.name) + "*")])
        remove_empty(self._folders)
        self._pending.clear()
        self._scratch.clear()


class _RefusedError(Exception):
    """The system refused a rename."""

    def __init__(self, target: Path, reason: OSError) -> None:
        super().__init__(str(reason))
        self.target, self.reason = target, reason


def _not_written(target: Path, reason: OSError) -> OutputError:
    return OutputError(
        f"Output {target} could not be written ({reason.strerror}); close programs that use it and check the disk."
    )


@dataclass(frozen=True)
class _Earlier:
    """A second link to the file that was at ``target``; none if there was no file or links are not supported."""

    target: Path
    existed: bool
    kept: Path | None

    @classmethod
    def of(cls, temporary: Path, target: Path) -> _Earlier:
        """Create the second link."""
        second = temporary.with_name(f"{temporary.name}.earlier")
        try:
            os.link(target, second)
        except FileNotFoundError:
            return cls(target, False, None)
        except (OSError, NotImplementedError):
            return cls(target, True, None)
        return cls(target, True, second)

    def put_back(self) -> None:
        """Restore the file at ``target``, or remove the new file if there was none."""
        with contextlib.suppress(OSError):
            if self.kept is not None:
                os.replace(self.kept, self.target)
            elif not self.existed:
                self.target.unlink()


@contextlib.contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """Wait until no other run puts files in place in a folder, on systems with such locks."""
    if sys.platform == "win32":
        yield
        return
    import fcntl

    with contextlib.ExitStack() as stack:
        with contextlib.suppress(OSError):
            handle = os.open(folder, os.O_RDONLY)
            stack.callback(os.close, handle)
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _flush(path: Path) -> None:
    """Flush a file's content from the system's cache to disk."""
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())


def _flush_folder(folder: Path) -> None:
    """Make renames in a folder durable; systems that cannot open folders (Windows) do this themselves."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
