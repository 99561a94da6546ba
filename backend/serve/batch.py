"""Map many scenes in one run: keep finished ones, continue after failures, split large ones."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from ..common.cancellation import CancelToken
from ..common.errors import CancelledError, EngineError
from ..common.locations import last_part
from ..common.machine.patience import STEP_S, await_steps
from ..common.outputs.temporary import make_folder, remove_empty, remove_stale
from ..common.wording import counted
from ..job.events import JobEvent
from ..job.kinds.maps import extra_rasters, outputs_of
from ..job.spec import JobSpec, Outputs
from ..mapping.existing.merge import load_part, merge
from ..mapping.existing.resume import reason_to_map
from ..scene.open import opened_scene

_PARTS = "_parts"  # suffix of the folder of a scene's parts
_LEAST_STRIDES = 4  # least height of a part for a cluster; in lower parts too much is computed twice

Send = Callable[["Unit", JobEvent], None]


@dataclass(frozen=True)
class Report:
    """A report from a batch to its caller.

    ``type``: "pieces" (number of ``pieces`` of work to come), "event" (``event`` of ``piece``; not ``loud`` if already
    shown), "kept" (the same, for programs only), "note" and "failure" (``text`` for people), "result" (``data`` of a
    finished map), "total" (``data`` of all maps).
    """

    type: str
    text: str = ""
    piece: str = ""
    pieces: tuple[str, ...] = ()
    event: JobEvent | None = None
    loud: bool = True
    data: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Unit:
    """A piece of work: a scene, or some of its rows."""

    scene: str
    job: JobSpec
    part: bool = False

    @property
    def name(self) -> str:
        """The scene's path, with the rows of a part."""
        rows = self.job.rows
        return self.scene if rows is None else f"{self.scene} rows {rows[0]}:{rows[1]}"


class Executor(Protocol):
    """Runs units of work; ``workers`` in parallel, 0 for this process."""

    @property
    def workers(self) -> int:
        """Number of units run in parallel by other processes; 0 if they run in this one."""
        ...

    def run(self, units: Sequence[Unit], *, send: Send, token: CancelToken) -> Iterator[tuple[Unit, JobEvent]]:
        """Yield each unit with its final event when it ends; ``send`` gets earlier events. A cancel ends it early."""
        ...


class LocalExecutor:
    """Runs one unit after the other in this process."""

    workers = 0

    def run(self, units: Sequence[Unit], *, send: Send, token: CancelToken) -> Iterator[tuple[Unit, JobEvent]]:
        """Yield each unit with its final event."""
        from .runner import JobRunner

        runner = JobRunner()
        for unit in units:
            if token.is_set:
                return

            def forward(event: JobEvent, unit: Unit = unit) -> None:
                if not event.is_final:
                    send(unit, event)

            yield unit, runner.run(unit.job, send=forward, token=token)


@dataclass
class _Scene:
    """A scene of the run: its job, its parts (none if mapped whole), the parts still to map, and its outcome."""

    job: JobSpec
    parts: list[JobSpec] = field(default_factory=list)
    waiting: set[str] = field(default_factory=set)
    error: JobEvent | None = None
    result: dict[str, Any] | None = None
    kept: bool = False

    @property
    def path(self) -> str:
        return self.job.source


class Batch:
    """One run of ``map``.

    Args:
        jobs: one per scene.
        tell: receives reports of what happens.
        executor: runs the units.
        token: stops the run; finished maps and finished parts stay.
        part_rows: rows of a part, 0 for whole scenes (on a cluster: enough parts to keep all workers busy).
    """

    def __init__(
        self,
        jobs: Sequence[JobSpec],
        *,
        tell: Callable[[Report], None],
        executor: Executor,
        token: CancelToken,
        part_rows: int = 0,
    ) -> None:
        self._tell, self._executor, self._token = tell, executor, token
        self._part_rows = part_rows
        self._scenes = [_Scene(job) for job in jobs]
        self._many = len(jobs) > 1
        self._told: set[tuple[str, str]] = set()  # warnings of parts, by scene

    def run(self) -> list[JobEvent]:
        """Map what is not finished; return the errors, one per failed scene."""
        by_name: dict[str, _Scene] = {}
        units: list[Unit] = []
        with contextlib.suppress(CancelledError):
            for scene in self._scenes:
                self._token.check()
                for unit in await_steps(partial(self._plan, scene), token=self._token, limit_s=STEP_S):
                    units.append(unit)
                    by_name[unit.name] = scene
            self._tell(Report("pieces", pieces=tuple(unit.name for unit in units)))
            for scene in self._scenes:
                self._merge_if_complete(scene)
            try:
                with _folders_of(units):
                    for unit, final in self._executor.run(units, send=self._show, token=self._token):
                        self._take(by_name[unit.name], unit, final)
            except EngineError as exc:  # the executor is gone: none of the remaining units can be mapped
                self._tell(Report("failure", str(exc)))
                self._give_up(JobEvent.from_error(exc))
        self._sum_up()
        return [scene.error for scene in self._scenes if scene.error is not None]

    def _give_up(self, error: JobEvent) -> None:
        for scene in self._scenes:
            if not scene.kept and scene.result is None and scene.error is None:
                scene.error = error
                self._tell(Report("event", event=error, piece=scene.path))

    def _show(self, unit: Unit, event: JobEvent) -> None:
        """Show an event; the parts of a scene repeat the same messages, which are shown once."""
        loud = True
        if unit.part:
            loud = event.type == "warning" and (unit.scene, event.message) not in self._told
            self._told.add((unit.scene, event.message))
        self._tell(Report("event", event=event, piece=unit.name, loud=loud))

    def _plan(self, scene: _Scene) -> list[Unit]:
        """Return the units a scene still needs; none if it is finished or cannot be opened."""
        forced = scene.job.options.overwrite
        try:
            if not forced:
                reason = reason_to_map(scene.job, check=self._token.check)
                if reason is None:
                    self._keep(scene)
                    return []
                if reason:
                    self._tell(Report("note", f"Maps {scene.path} again: {reason}."))
                    scene.job = _replacing(scene.job)
            scene.parts = self._parts_of(scene.job)
            todo = [part for part in scene.parts if forced or reason_to_map(part, check=self._token.check) is not None]
        except CancelledError:
            raise
        except Exception as exc:  # a bug in one reader must not lose the other scenes
            self._fail(scene, JobEvent.from_error(exc, about=scene.path))
            return []
        if not scene.parts:
            return [Unit(scene.path, scene.job)]
        units = [Unit(scene.path, _replacing(part), part=True) for part in todo]
        scene.waiting = {unit.name for unit in units}
        return units

    def _parts_of(self, job: JobSpec) -> list[JobSpec]:
        """Return the jobs of a scene's parts from top to bottom, none if it is mapped whole."""
        if job.rows is not None or not (self._part_rows or self._executor.workers > len(self._scenes)):
            return []
        with opened_scene(job) as scene:
            area, stride, placed = scene.area, scene.grid.rows.stride, scene.placement is not None
        if placed:  # its rows are not rows of the map: it can only be georeferenced as a whole
            return []
        step = self._part_rows
        if not step:
            wanted = -(-self._executor.workers // len(self._scenes))
            step = max(_LEAST_STRIDES, -(-area.height // (wanted * stride))) * stride
        if step >= area.height:
            return []
        edges = [*range(area.row, area.row_end, step), area.row_end]
        return [_part_job(job, first, end) for first, end in zip(edges[:-1], edges[1:])]

    def _keep(self, scene: _Scene) -> None:
        scene.kept = True
        outputs = {key: path for key, path in vars(scene.job.outputs).items() if path is not None}
        self._tell(
            Report("note", f"Kept {scene.job.outputs.classes}, which is finished; give --force to map it again.")
        )
        event = JobEvent("result", data={"outputs": outputs, "kept": True})
        self._tell(Report("kept", event=event, piece=scene.path))

    def _take(self, scene: _Scene, unit: Unit, final: JobEvent) -> None:
        """Record a unit that ended."""
        if final.code == CancelledError.code:
            return
        if final.type == "error":
            if scene.error is None:
                self._fail(scene, final, piece=unit.name)
        elif not scene.parts:
            self._finish(scene, final)
        else:
            self._tell(Report("event", event=final, piece=unit.name))
            scene.waiting.discard(unit.name)
            self._merge_if_complete(scene)

    def _finish(self, scene: _Scene, final: JobEvent) -> None:
        scene.result = final.data
        self._tell(Report("event", event=final, piece=scene.path))
        self._tell(Report("result", data=final.data))

    def _fail(self, scene: _Scene, error: JobEvent, *, piece: str = "") -> None:
        scene.error = error
        self._tell(Report("event", event=error, piece=piece or scene.path))
        self._tell(Report("failure", self._sentence(scene, error)))

    def _sentence(self, scene: _Scene, error: JobEvent) -> str:
        """Return the sentence of a failure, after the path of its scene if there are several scenes."""
        text = error.message.removeprefix(f"{last_part(scene.path)}: ")
        return f"{scene.path}: {text}" if self._many else error.message

    def _merge_if_complete(self, scene: _Scene) -> None:
        if not scene.parts or scene.waiting or scene.error is not None or scene.result is not None:
            return
        try:
            parts = [load_part(Path(str(job.outputs.classes))) for job in scene.parts]
            overwrite, check = scene.job.options.overwrite, self._token.check
            join = partial(merge, parts, scene.job.outputs, overwrite=overwrite, check=check)
            data = await_steps(join, token=self._token, limit_s=STEP_S)
            _remove_parts(scene.job)
        except CancelledError:
            raise
        except Exception as exc:  # as in _plan
            self._fail(scene, JobEvent.from_error(exc, about=scene.path))
        else:
            self._finish(scene, JobEvent("result", data=data))

    def _sum_up(self) -> None:
        mapped = [s for s in self._scenes if s.result is not None]
        kept, failed = [s for s in self._scenes if s.kept], [s for s in self._scenes if s.error is not None]
        folders = {str(f) for s in self._scenes if s.result is None and (f := _parts_folder(s.job)).is_dir()}
        for folder in {Path(str(s.job.outputs.classes)).parent for s in self._scenes}:
            remove_stale(folder)  # left by a killed worker on this machine
        if self._token.is_set and (mapped or folders):
            stay = counted(len(mapped), "finished map stays", "finished maps stay") if mapped else "no map is finished"
            parts = f" and finished parts are in {', '.join(sorted(folders))}" if folders else ""
            self._tell(Report("failure", f"The run was cancelled; {stay}{parts}: the same command resumes the run."))
        elif self._token.is_set:
            self._tell(Report("failure", "The run was cancelled; nothing was written."))
        elif self._many:
            self._tell(Report("note", f"{len(mapped)} mapped, {len(kept)} kept, {len(failed)} failed."))
            for scene in failed:
                self._tell(Report("note", f"Failed: {self._sentence(scene, scene.error)}" if scene.error else ""))
        self._tell(Report("total", data={
            "mapped": [s.path for s in mapped], "kept": [s.path for s in kept],
            "failed": [{"source": s.path, "code": s.error.code, "message": s.error.message} for s in failed if s.error],
            "cancelled": self._token.is_set,
        }))  # fmt: skip


@contextlib.contextmanager
def _folders_of(units: Sequence[Unit]) -> Iterator[None]:
    """Create the folders of the outputs for the duration of a block, so that workers do not create and remove them."""
    made: list[Path] = []
    for folder in sorted({Path(str(unit.job.outputs.classes)).parent for unit in units}):
        with contextlib.suppress(OSError):  # the units report what is wrong
            made = make_folder(folder) + made
    try:
        yield
    finally:
        remove_empty(made)


def _replacing(job: JobSpec) -> JobSpec:
    return replace(job, options=replace(job.options, overwrite=True))


def _parts_folder(job: JobSpec) -> Path:
    classes = Path(str(job.outputs.classes))
    return classes.with_name(classes.name[: -len("_classes.tif")] + _PARTS)


def _part_job(job: JobSpec, first: int, end: int) -> JobSpec:
    """Return the job of rows [first, end), as ``map --rows first:end --out <name>_parts`` would run it."""
    keys = [key for key in extra_rasters() if getattr(job.outputs, key)]
    if job.outputs.segments and "confidence" not in keys:
        keys.append("confidence")  # needed to make the polygons of the whole scene
    folder = _parts_folder(job)
    stem = folder.name[: -len(_PARTS)]
    outputs = Outputs(**outputs_of(str(folder / f"{stem}_rows{first}-{end}_classes.tif"), keys))
    return replace(job, rows=(first, end), outputs=outputs)


def _remove_parts(job: JobSpec) -> None:
    """Remove a scene's parts and the leftovers of killed workers; remove the folder too if it is then empty."""
    folder = _parts_folder(job)
    ours = re.compile(rf"\.?{re.escape(folder.name[: -len(_PARTS)])}_rows\d+-\d+_.+")
    for path in folder.iterdir():
        if ours.fullmatch(path.name):
            with contextlib.suppress(OSError):
                path.unlink()
    with contextlib.suppress(OSError):
        folder.rmdir()
