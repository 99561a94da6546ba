"""Inspect and map the panel's entries in the background."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsApplication,
    QgsProcessingUtils,
    QgsProject,
    QgsReferencedRectangle,
)
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ....backend.common.errors import CancelledError, SpecAwareError
from ....backend.job.events import JobEvent
from ....backend.job.spec import CLOUDS, JobSpec, Options, Outputs
from ...engine.environment import find_engine
from ...engine.progress import ProgressText
from ...i18n import tr
from ...qgis_tasks import JobsTask
from ...results.maps import MadeMap, add_map
from ...scene.extents import crs_of, in_crs
from ...scene.layers import Source, expand
from ...scene.sensor_settings import of_layer_id
from .entries import Entry, EntryModel, State

_PACKED = re.compile(r"\.(tar\.gz|tgz|zip|tar|gz)$", re.IGNORECASE)

_READER_SLOTS = {"job_done": "_read", "job_failed": "_not_read", "ended": "_reading_ended"}
_MAPPER_SLOTS = {
    "job_started": "_map_started",
    "job_event": "_map_event",
    "job_done": "_map_done",
    "job_failed": "_map_failed",
    "ended": "_mapping_ended",
}


@dataclass(frozen=True)
class Settings:
    """Settings of the panel's form.

    ``model`` is a name, ``weights`` the hash of its weights; ``folder`` empty: beside each raster; ``extent`` None: the
    whole raster; ``extras``: what else is written, by the names of :class:`backend.job.spec.Outputs`; ``clouds``: what
    becomes of them, one of :data:`backend.job.spec.CLOUDS`.
    """

    model: str = ""
    weights: str = ""
    folder: str = ""
    extent: QgsReferencedRectangle | None = None
    extras: tuple[str, ...] = ()
    clouds: str = CLOUDS[0]

    def key(self, entry: Entry) -> object:
        """Return all that a map of an entry depends on; if it is equal, the map would be the same."""
        extent = None if self.extent is None else (self.extent.toString(6), self.extent.crs().authid())
        said = json.dumps(entry.overrides, sort_keys=True)
        return (self.model, self.weights, self.folder, extent, tuple(sorted(self.extras)), self.clouds, said)


class MapperSession(QObject):
    """Signals: ``changed`` (look at the entries again), ``mapped`` (Entry, layer), ``problem`` (Entry), ``ended``."""

    changed = pyqtSignal()
    mapped = pyqtSignal(object, object)
    problem = pyqtSignal(object)
    ended = pyqtSignal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.model = EntryModel(self)
        self._unread: list[Entry] = []
        self._reading: list[Entry] = []
        self._mapping: list[Entry] = []
        self._reader: JobsTask | None = None
        self._mapper: JobsTask | None = None
        self._text = ProgressText()
        self._again: Settings | None = None
        self._wanted: list[Entry] = []
        self.fewest_bands = 1

    @property
    def is_mapping(self) -> bool:
        """True while maps are being made."""
        return self._mapper is not None

    @property
    def is_reading(self) -> bool:
        """True while entries are being inspected."""
        return self._reader is not None

    @property
    def progress(self) -> float:
        """Overall progress of the running maps, 0..1."""
        if not self._mapping:
            return 0.0
        done = [1.0 if e.state in (State.MAPPED, State.FAILED) else e.fraction for e in self._mapping]
        return sum(done) / len(done)

    def place_of(self, entry: Entry) -> tuple[int, int]:
        """Number of an entry, from 1, among those being mapped, and their count."""
        return self._mapping.index(entry) + 1, len(self._mapping)

    def runnable(self, settings: Settings) -> list[Entry]:
        """The entries that "Map" would map: those without a map, and those whose map would change."""
        return [entry for entry in self.model.entries if entry.can_run(settings.key(entry))]

    def need_bands(self, fewest: int) -> None:
        """Another model may need more or fewer bands: update the state of entries that are not mapped."""
        if fewest == self.fewest_bands:
            return
        self.fewest_bands = fewest
        for entry in self.model.entries:
            if entry.found and (entry.unfit or entry.state in (State.READY, State.QUESTION)):
                entry.judge(fewest)
                self.model.touch(entry)
        self.changed.emit()

    def restore(self, maps: Sequence[MadeMap]) -> None:
        """Add the maps of an opened project; entries that are in the list already are not changed."""
        known = {entry.source.path for entry in self.model.entries}
        for made in maps:
            if made.source not in known:
                known.add(made.source)
                source = Source(made.source, made.name)
                self.model.add([
                    Entry(source, State.MAPPED, classes=made.classes, output=made.output, report=made.report,
                          model=made.model)
                ])  # fmt: skip
        self.changed.emit()

    def forget_maps(self) -> None:
        """Remove the maps of the closed project from the list."""
        for entry in [entry for entry in self.model.entries if entry.state is State.MAPPED]:
            self.model.remove(entry)
        self.changed.emit()

    def map_again(self, entry: Entry, settings: Settings) -> None:
        """Map one entry although nothing has changed; one restored with its project is read first."""
        entry.made_with = None
        if entry.found:
            self.map(settings, [entry])
        else:
            self._again, self._wanted = settings, [entry]
            self.inspect([entry])

    def add(self, sources: Sequence[Source]) -> list[Entry]:
        """Add sources; those that are in the list already are read again."""
        known = {entry.source.path: entry for entry in self.model.entries}
        new: list[Entry] = []
        again: list[Entry] = []
        for source in (inner for outer in sources for inner in expand(outer)):
            entry = known.get(source.path)
            if entry is None:
                entry = known[source.path] = Entry(source, overrides=of_layer_id(source.layer_id))
                new.append(entry)
            elif entry.state not in (State.READING, State.WAITING, State.MAPPING):
                again.append(entry)
        self.model.add(new)
        self.inspect([*new, *again])
        return new

    def remove(self, entry: Entry) -> None:
        """Remove an entry; one that is being mapped is cancelled instead."""
        if entry.state is State.MAPPING:
            self.cancel()
            return
        self._unread = [other for other in self._unread if other is not entry]
        self.model.remove(entry)
        self.changed.emit()

    def inspect(self, entries: Sequence[Entry]) -> None:
        """Inspect entries with the engine; without an engine they wait for it."""
        present = find_engine() is not None
        for entry in entries:
            entry.state = State.READING if present else State.WAITING
            entry.message = "" if present else tr("Waiting for the engine")
            self.model.touch(entry)
        if present:
            self._unread += entries
            self._read_next()
        self.changed.emit()

    def engine_ready(self) -> None:
        """Inspect the entries that waited for the engine."""
        self.inspect([entry for entry in self.model.entries if entry.state is State.WAITING])

    def _read_next(self) -> None:
        if self._reader is not None or not self._unread:
            return
        self._reading, self._unread = self._unread, []
        jobs = [JobSpec("inspect", entry.source.path, overrides=entry.overrides) for entry in self._reading]
        self._reader = JobsTask(tr("SpecAware: reading rasters"), jobs)
        self._listen(self._reader, _READER_SLOTS)
        QgsApplication.taskManager().addTask(self._reader)

    def _read(self, position: int, found: dict[str, Any]) -> None:
        entry = self._reading[position]
        entry.found = found
        entry.judge(self.fewest_bands)
        self.model.touch(entry)
        self.changed.emit()

    def _not_read(self, position: int, error: SpecAwareError) -> None:
        entry = self._reading[position]
        entry.state, entry.message = State.FAILED, str(error)
        self.model.touch(entry)
        self.changed.emit()

    def _reading_ended(self) -> None:
        for entry in self._reading:
            if entry.state is State.READING:
                entry.state, entry.message = State.FAILED, tr("Reading was cancelled: drop the raster again.")
                self.model.touch(entry)
        self._reader, self._reading = None, []
        self._read_next()
        wanted = [entry for entry in self._wanted if entry.state is State.READY]
        settings, self._again, self._wanted = self._again, None, []
        self.changed.emit()
        if wanted and settings is not None and not self.is_mapping:
            self.map(settings, wanted)

    def map(self, settings: Settings, entries: Sequence[Entry] | None = None) -> None:
        """Map all entries that are ready, or those given."""
        jobs: list[JobSpec] = []
        self._mapping = []
        for entry in self.runnable(settings) if entries is None else entries:
            try:
                job = map_job(entry, settings, [other.output for other in self._mapping])
            except SpecAwareError as error:
                entry.state, entry.message = State.FAILED, str(error)
            else:
                jobs.append(job)
                self._mapping.append(entry)
                entry.begin(str(job.outputs.classes), settings.key(entry))
            self.model.touch(entry)
        if jobs:
            self._mapper = JobsTask(tr("SpecAware: mapping land cover"), jobs)
            self._listen(self._mapper, _MAPPER_SLOTS)
            QgsApplication.taskManager().addTask(self._mapper)
        self.changed.emit()

    def _map_started(self, position: int) -> None:
        self._mapping[position].state = State.MAPPING
        self._text = ProgressText()
        self.model.touch(self._mapping[position])
        self.changed.emit()

    def _map_event(self, position: int, event: JobEvent) -> None:
        entry = self._mapping[position]
        if event.type == "progress" and event.fraction is not None:
            entry.fraction, entry.message = event.fraction, self._text.of(event)
            self.model.touch(entry)
            self.changed.emit()
        elif event.type in ("log", "warning"):
            QgsApplication.messageLog().logMessage(f"{entry.source.name}: {event.message}", "SpecAware")

    def _map_done(self, position: int, data: dict[str, Any]) -> None:
        entry = self._mapping[position]
        made = MadeMap.of(data, source=entry.source.path, name=entry.source.name)
        entry.classes, entry.message, entry.fraction = made.classes, "", 1.0
        entry.report, entry.model, entry.device = made.report, made.model, str(data.get("device") or "")
        try:
            layer = add_map(data, source=made.source, name=made.name)
        except SpecAwareError as error:
            entry.state, entry.message = State.FAILED, str(error)
            self.problem.emit(entry)
        else:
            entry.state = State.MAPPED
            self.mapped.emit(entry, layer)
        self.model.touch(entry)
        self.changed.emit()

    def _map_failed(self, position: int, error: SpecAwareError) -> None:
        entry = self._mapping[position]
        entry.give_up("" if isinstance(error, CancelledError) else str(error))
        if entry.state is State.FAILED:
            self.problem.emit(entry)
        self.model.touch(entry)
        self.changed.emit()

    def _mapping_ended(self) -> None:
        for entry in self._mapping:
            if entry.state in (State.WAITING, State.MAPPING):
                entry.give_up()
                self.model.touch(entry)
        self._mapper, self._mapping = None, []
        self.changed.emit()
        self.ended.emit()

    def cancel(self) -> None:
        """Stop mapping; finished maps stay."""
        if self._mapper is not None:
            self._mapper.cancel()

    def _listen(self, task: JobsTask, slots: dict[str, str]) -> None:
        for signal, slot in slots.items():
            getattr(task, signal).connect(getattr(self, slot))

    def shut_down(self) -> None:
        """Stop everything and wait for the threads; nothing of this session runs afterwards."""
        for task in (self._reader, self._mapper):
            if task is not None:
                task.abandon()
        self._reader = self._mapper = None


def map_job(entry: Entry, settings: Settings, taken: Sequence[str] = ()) -> JobSpec:
    """The job that maps one entry to a file that neither exists nor is among ``taken``.

    Raises:
        InputError: the map view cannot be expressed in the raster's CRS.
    """
    classes = output_path(entry, settings.folder, taken)
    stem = str(classes)[: -len("_classes.tif")]
    return JobSpec(
        kind="map",
        source=entry.source.path,
        model=settings.model,
        overrides=entry.overrides,
        extent=None if settings.extent is None else in_crs(settings.extent, settings.extent.crs(), crs_of(entry.found)),
        outputs=Outputs(classes=str(classes), **{name: f"{stem}_{name}.tif" for name in settings.extras}),
        options=Options(overwrite=False, clouds=settings.clouds),
    )


def output_stem(entry: Entry, folder: str) -> Path:
    """Path prefix of an entry's files: in ``folder``, else beside the raster, else with the project, else temporary."""
    home = QgsProject.instance().homePath()
    archive = next((p for p in Path(entry.source.path).parents if p.is_file()), None)
    beside = os.path.dirname(entry.source.path) if archive is None else str(archive.parent)
    places = [folder] if folder else [beside, home, QgsProcessingUtils.tempFolder()]
    place = next((p for p in places if p and os.path.isdir(p) and os.access(p, os.W_OK)), places[-1])
    stem = re.sub(r"[^\w.-]+", "_", os.path.splitext(_PACKED.sub("", entry.source.name))[0]).strip("_") or "raster"
    return Path(place) / stem


def output_path(entry: Entry, folder: str, taken: Sequence[str] = ()) -> Path:
    """An unused path for a map, beginning with :func:`output_stem`."""
    stem = output_stem(entry, folder)
    path = stem.with_name(f"{stem.name}_classes.tif")
    number = 2
    while path.exists() or str(path) in taken:
        path = stem.with_name(f"{stem.name}_{number}_classes.tif")
        number += 1
    return path
