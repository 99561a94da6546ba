"""The ``sample`` job: draw random points within each class of a map for an interpreter to label."""

from __future__ import annotations

import struct
import time
from collections.abc import Callable
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..common.arrays import DoubleArray, IntArray
from ..common.cancellation import CancelToken
from ..common.documents import write_document
from ..common.errors import InputError, OutputError, part_of_engine
from ..common.machine.version import package_versions, python_version, specaware_version
from ..common.outputs.output_set import OutputSet
from ..common.outputs.targets import check_targets
from ..common.wording import first_clause
from ..job.events import JobEvent
from ..job.kinds.base import JobContext
from ..job.kinds.sample import Sampling
from ..job.repeat import repeat_command
from ..job.spec import JobSpec
from ..mapping.report import file_digest
from ..products.belonging import files_beside
from ..raster.georeference import GeoReference
from .class_map import ClassMap, MapClass, Tally
from .design import SAMPLE_KEY, sample_text
from .matching import find_class, parse_pairs
from .pages.point_style import points_style
from .statistics.allocation import allocate, needed_points, standard_error

Send = Callable[[JobEvent], None]

LAYER, REFERENCE_FIELD = "sample", "reference"
_USUAL = 0.8  # expected user's accuracy if none is given
_PIXELS = (0.0, 1.0, 0.0, 0.0, 0.0, -1.0)  # transform of a raster without georeference


def run_sample(spec: JobSpec, context: JobContext) -> dict[str, Any]:
    """Draw a sample, write points, style and report (all or none of them), and return the report.

    Raises:
        SpecAwareError: with one sentence that says what to do; no output is then written.
    """
    send, token = context.send, context.token
    started = time.perf_counter()
    points = Path(str(spec.outputs.points))
    if points.suffix.lower() != ".gpkg":
        raise InputError(f"The points are saved as a GeoPackage; give a path that ends in .gpkg, not {points.name}.")
    report_path = Path(spec.outputs.report) if spec.outputs.report else points.with_suffix(".json")
    style = points.with_suffix(".qml")
    targets = [(path, spec.options.overwrite) for path in (style, report_path, points)]
    check_targets(targets, files_beside(spec.source))
    with ClassMap(spec.source) as class_map:
        class_map.leave_out(class_map.clouds)  # nobody sees the ground there
        draw = _Draw(spec, class_map, send, token)
        report = draw.plan()
        cells = draw.points()
        with OutputSet() as files:
            draw.write(files.add(points), cells, report)
            files.add(style).write_text(points_style(draw.classes, REFERENCE_FIELD), encoding="utf-8")
            report["outputs"] = {"points": str(points), "style": str(style), "report": str(report_path)}
            report["seconds"] = round(time.perf_counter() - started, 2)
            write_document(files.add(report_path), report)
            token.check()
    return report


class _Draw:
    """One sample: its settings and its steps."""

    def __init__(self, spec: JobSpec, class_map: ClassMap, send: Send, token: CancelToken) -> None:
        self._spec, self._map, self._send, self._token = spec, class_map, send, token
        self._rng = np.random.default_rng(spec.asked(Sampling).seed)
        self.classes: list[MapClass] = []
        self._pixels: IntArray = np.zeros(0, dtype=np.int64)
        self._counts: IntArray = np.zeros(0, dtype=np.int64)
        self._warnings: list[str] = []
        self._digest = ""

    def plan(self) -> dict[str, Any]:
        """Count the map's pixels, allocate the points to the classes, and return the report."""
        tally = self._tally()
        self.classes = [self._map.class_of(value) for value in sorted(tally.pixels)]
        self._pixels = np.array([tally.pixels[one.value] for one in self.classes], dtype=np.int64)
        share = self._pixels / self._pixels.sum()
        users = self._expected()
        asked = self._spec.asked(Sampling)
        needed = needed_points(share, users, asked.standard_error)
        self._counts = self._shared_out(needed)
        facts = file_digest(self._map.path, check=self._token.check)
        self._digest = facts["sha256"]
        rows = [
            {
                "value": one.value, "name": one.name, "title": one.title, "color": one.color, "pixels": int(pixels),
                "share": round(float(part), 6), "expected_users": float(user), "drawn": int(count),
            }
            for one, pixels, part, user, count in zip(self.classes, self._pixels, share, users, self._counts)
        ]  # fmt: skip
        return {
            "specaware": specaware_version(), "created": datetime.now(timezone.utc).isoformat(timespec="seconds"),
            "python": python_version(), "packages": package_versions(),
            "command": repeat_command(self._spec), "job": self._spec.record(),
            "map": {"path": str(self._map.path), "file": facts}, "seed": asked.seed,
            "standard_error": asked.standard_error, "needed": needed, "drawn": int(self._counts.sum()),
            "expected_standard_error": round(standard_error(share, users, self._counts), 6),
            "classes": rows, "warnings": self._warnings,
        }  # fmt: skip

    def _tally(self) -> Tally:
        tally = Tally(self._map.reference, self._map.height)
        whole, done = self._map.height * self._map.width, 0
        for window in self._map.windows():
            self._token.check()
            values, valid = self._map.read(window)
            tally.add(window, values, valid, name=self._map.path.name)
            done += window.height * window.width
            self._progress(0.5 * done / whole, "counting pixels")
        if not tally.pixels:
            raise InputError(f"'{self._map.path.name}' holds no pixel with a class; give another map.")
        return tally

    def _expected(self) -> DoubleArray:
        """Return the expected user's accuracy (K,)."""
        text = self._spec.asked(Sampling).expected.strip()
        if "=" not in text:
            return np.full(len(self.classes), _share(text) if text else _USUAL)
        users = np.full(len(self.classes), _USUAL)
        values = [one.value for one in self.classes]
        for name, number in parse_pairs(text, what="Expected accuracy").items():
            value = find_class(name, self.classes)
            if value is None:
                known = ", ".join(one.title for one in self.classes)
                raise InputError(f"The map has no class '{name}', for which an accuracy is expected; it has {known}.")
            users[values.index(value)] = _share(number)
        return users

    def _shared_out(self, needed: int) -> IntArray:
        """Return the number of points (K,) for each class."""
        asked = self._spec.asked(Sampling)
        if asked.per_class:
            counts = np.minimum(asked.per_class, self._pixels)
        else:
            least = int(np.minimum(asked.minimum, self._pixels).sum())
            counts = allocate(asked.total or max(needed, least), self._pixels.tolist(), asked.minimum)
        small = [one.title for one, pixels, count in zip(self.classes, self._pixels, counts) if pixels == count]
        if small:
            self._warn(
                f"The sample holds all pixels of {', '.join(repr(title) for title in small)}: there are no more."
            )
        if (counts < 2).any():
            self._warn("A class with fewer than two points is left out of the estimates for the map.")
        return np.asarray(counts, dtype=np.int64)

    def points(self) -> IntArray:
        """Return row, column and class position (n, 3) of the points, in random order."""
        wanted = [
            np.sort(self._rng.choice(int(pixels), int(count), replace=False))
            for pixels, count in zip(self._pixels, self._counts)
        ]  # places in the order of each class's pixels in the map
        seen = np.zeros(len(self.classes), dtype=np.int64)
        found: list[IntArray] = []
        whole, done = self._map.height * self._map.width, 0
        for window in self._map.windows():
            self._token.check()
            values, valid = self._map.read(window)
            for k, one in enumerate(self.classes):
                inside = np.flatnonzero(valid & (values == one.value))
                first, end = np.searchsorted(wanted[k], (seen[k], seen[k] + len(inside)))
                flat = inside[wanted[k][first:end] - seen[k]]
                rows, cols = window.row + flat // window.width, window.col + flat % window.width
                found.append(np.stack([rows, cols, np.full(len(flat), k)], axis=1))
                seen[k] += len(inside)
            done += window.height * window.width
            self._progress(0.5 + 0.45 * done / whole, "drawing points")
        cells = np.concatenate(found).astype(np.int64)
        return np.asarray(cells[self._rng.permutation(len(cells))])

    def write(self, path: Path, cells: IntArray, report: dict[str, Any]) -> None:
        """Write the points with their number, the mapped class (unless hidden) and an empty field for the true class.

        Raises:
            EngineError: pyogrio is missing.
            OutputError: the file cannot be written.
        """
        with part_of_engine("pyogrio"):
            from pyogrio.errors import DataSourceError
            from pyogrio.raw import write
        columns: dict[str, Any] = {"id": np.arange(1, len(cells) + 1, dtype=np.int32)}
        if not self._spec.asked(Sampling).hide:
            columns["map_value"] = np.array([self.classes[k].value for k in cells[:, 2]], dtype=np.int64)
            columns["map_class"] = np.array([self.classes[k].title for k in cells[:, 2]], dtype=object)
        columns[REFERENCE_FIELD] = np.full(len(cells), None, dtype=object)
        drawn = {one["value"]: one["drawn"] for one in report["classes"]}
        kept = sample_text(
            map_path=self._map.path, digest=self._digest, seed=self._spec.asked(Sampling).seed, drawn=drawn
        )
        try:
            write(
                path, _points_wkb(cells, self._map.reference), list(columns.values()), list(columns), layer=LAYER,
                driver="GPKG", geometry_type="Point", crs=self._map.reference.crs_wkt,
                layer_metadata={SAMPLE_KEY: kept},
            )  # fmt: skip
        except (DataSourceError, OSError) as exc:
            raise OutputError(
                f"Points could not be written in {path.parent} ({first_clause(exc)}); check the disk."
            ) from exc

    def _warn(self, text: str) -> None:
        self._warnings.append(text)
        self._send(JobEvent("warning", job=self._spec.id, message=text))

    def _progress(self, fraction: float, text: str) -> None:
        self._send(JobEvent("progress", job=self._spec.id, message=text, fraction=round(fraction, 4)))


def _share(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 < value <= 1:
        raise InputError(f"Expected accuracy '{text}' is not valid; give a number above 0 and at most 1, such as 0.8.")
    return value


def _points_wkb(cells: IntArray, reference: GeoReference) -> NDArray[np.object_]:
    """Return the centres of pixels as well-known binary (OGC 06-103r4, section 8): little-endian, type 1."""
    x0, x_col, x_row, y0, y_col, y_row = reference.geotransform or _PIXELS
    rows, cols = cells[:, 0] + 0.5, cells[:, 1] + 0.5
    xs, ys = x0 + x_col * cols + x_row * rows, y0 + y_col * cols + y_row * rows
    return np.array([struct.pack("<BIdd", 1, 1, x, y) for x, y in zip(xs, ys)], dtype=object)
