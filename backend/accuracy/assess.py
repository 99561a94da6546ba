"""The ``assess`` job: compare a class map with labelled points or polygons; write a report, a page and a table."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..common.arrays import AnyIntArray, BoolArray
from ..common.cancellation import CancelToken
from ..common.documents import write_document
from ..common.errors import InputError
from ..common.machine.version import package_versions, python_version, specaware_version
from ..common.outputs.output_set import OutputSet
from ..common.outputs.targets import check_targets
from ..common.wording import counted
from ..job.events import JobEvent
from ..job.kinds.assess import Assessing
from ..job.kinds.base import JobContext
from ..job.repeat import repeat_command
from ..job.spec import JobSpec
from ..labels.read import LabelFile, bounds_of, in_crs_of, place_labels, read_labels
from ..mapping.report import file_digest
from ..pages.words import check_language
from ..products.belonging import files_beside
from ..raster.window import Window
from .class_map import ClassMap, MapClass, Tally
from .design import Design, find_design
from .matching import find_class, match_classes, parse_pairs
from .pages.page import accuracy_page
from .pages.table import accuracy_csv
from .statistics.estimates import label_figures, map_figures
from .statistics.scores import Scores

Send = Callable[[JobEvent], None]

_BEFORE_PIXELS, _BEFORE_END = 0.05, 0.97  # progress fractions
_LEAST_SHARE = 0.999  # of a map; below this the warning names the classes left out


@dataclass
class _Met:
    """Labels and map pixels that coincide.

    ``counts``: labels by (label class, pixel value). ``features``: numbers of the labels that hold a pixel of the map.
    """

    counts: dict[tuple[int, int], int]
    features: set[int]
    no_data: int = 0
    contested: int = 0
    repeated: int = 0


def run_assess(spec: JobSpec, context: JobContext) -> dict[str, Any]:
    """Assess a map, write the outputs of the job (all or none of them), and return the report.

    Raises:
        SpecAwareError: with one sentence that says what to do; no output is then written.
    """
    send, token = context.send, context.token
    started = time.perf_counter()
    targets = output_paths(spec)
    check_language(spec.language)
    inputs = files_beside(spec.source, spec.asked(Assessing).labels)
    check_targets([(path, spec.options.overwrite) for path in targets.values()], inputs)
    asked = spec.asked(Assessing)
    labels = read_labels(Path(asked.labels), field=asked.class_field, layer=asked.layer,
                         least=1)  # fmt: skip
    with ClassMap(spec.source) as class_map:
        report = _Assessment(spec, class_map, labels, send, token).execute()
    report["outputs"] = {key: str(path) for key, path in targets.items()}
    report["seconds"] = round(time.perf_counter() - started, 2)
    with OutputSet() as files:
        writers = {"report": write_document, "table": _write_table, "page": _write_page}
        for key, path in targets.items():
            writers[key](files.add(path), report)
        token.check()
    return report


def output_paths(spec: JobSpec) -> dict[str, Path]:
    """Return the output paths by their names in Outputs.

    Raises:
        InputError: the job names no output.
    """
    named = {key: getattr(spec.outputs, key) for key in ("table", "page", "report")}
    found = {key: Path(path) for key, path in named.items() if path}
    if not found:
        raise InputError("An assess job needs an output; give outputs.page, outputs.table or outputs.report.")
    return found


def _write_table(path: Path, report: dict[str, Any]) -> None:
    path.write_text(accuracy_csv(report), encoding="utf-8", newline="")


def _write_page(path: Path, report: dict[str, Any]) -> None:
    path.write_text(accuracy_page(report, report["job"]["language"]), encoding="utf-8")


class _Assessment:
    """One assessment: its settings and its steps."""

    def __init__(self, spec: JobSpec, class_map: ClassMap, labels: LabelFile, send: Send, token: CancelToken) -> None:
        self._spec, self._map, self._send, self._token = spec, class_map, send, token
        self._labels = in_crs_of(labels, class_map.reference)
        self._bounds = bounds_of(self._labels, class_map.reference)
        self._tally = Tally(class_map.reference, class_map.height)
        self._met = _Met({}, set())
        self._warnings: list[str] = []

    def execute(self) -> dict[str, Any]:
        """Return the report, without outputs and running time."""
        self._progress(0.0, "reading labels")
        digests = [file_digest(path, check=self._token.check) for path in (self._map.path, self._labels.path)]
        stated = parse_pairs(self._spec.asked(Assessing).match, what="Match")
        design = find_design(self._labels, self._spec.asked(Assessing).design, digest=digests[0]["sha256"])
        self._warn_of_labels(design)
        self._leave_out_clouds(stated)
        self._read_map()
        classes, values = self._classes(stated)
        scores = self._scores(classes, values)
        mapped = dict(zip((one.value for one in classes), scores.matrix.sum(axis=0).tolist()))
        design = design.against(mapped, {one.value: one.title for one in classes})
        area = sum(self._tally.areas_m2.values()) if self._tally.has_areas else None
        found = map_figures(scores, classes, pixels=self._tally.pixels, area_m2=area, design=design)
        if found["share_of_map"] < _LEAST_SHARE and found["left_out"]:
            self._warn(
                f"The estimates for the map hold for {found['share_of_map']:.1%} of it: fewer than two labels lie in "
                f"{_listed(found['left_out'])}; label more points there."
            )
        return self._report(digests, design, label_figures(scores, classes), found, area)

    def _report(
        self, digests: list[dict[str, Any]], design: Design, figures: dict[str, Any], found: dict[str, Any],
        area: float | None,
    ) -> dict[str, Any]:  # fmt: skip
        asked = self._spec.asked(Assessing)
        return {
            "specaware": specaware_version(), "created": datetime.now(timezone.utc).isoformat(timespec="seconds"),
            "python": python_version(), "packages": package_versions(),
            "command": repeat_command(self._spec), "job": self._spec.record(),
            "map": {
                "path": str(self._map.path), "height": self._map.height, "width": self._map.width,
                "pixels": sum(self._tally.pixels.values()), "area_m2": None if area is None else round(area, 1),
                "file": digests[0],
            },
            "labels": {
                "path": str(self._labels.path), "field": asked.class_field, "layer": asked.layer, "file": digests[1],
                "features": len({number for _, _, number in self._labels.shapes}), **self._left_out,
            },
            "design": {"kind": design.kind, "origin": design.origin, "reason": design.reason},
            "accuracy": figures, "map_estimates": found, "warnings": self._warnings,
        }  # fmt: skip

    def _warn_of_labels(self, design: Design) -> None:
        """Warn of problems that show before the map is read."""
        labels, name = self._labels, self._labels.path.name
        if design.warning:
            self._warn(design.warning)
        if bool(labels.crs_wkt) != bool(self._map.reference.crs_wkt):
            which = name if not labels.crs_wkt else self._map.path.name
            self._warn(f"{which} states no CRS; labels and map are assumed to share one.")
        if labels.without_class:
            what = counted(labels.without_class, "feature of", "features of")
            text = f"{what} {name} {'has' if labels.without_class == 1 else 'have'} no class and are ignored"
            drawn = "; the estimates hold if they were left out by chance" if design.drawn is not None else ""
            self._warn(f"{text}{drawn}.")
        if labels.without_shape:
            what = counted(labels.without_shape, "feature of", "features of")
            self._warn(f"{what} {name} {'has' if labels.without_shape == 1 else 'have'} no point or polygon.")

    def _leave_out_clouds(self, stated: dict[str, str]) -> None:
        """Take clouds of the map for pixels without a class, but for those that a class of the labels means."""
        clouds = [self._map.class_of(value) for value in sorted(self._map.clouds)]
        meant = {find_class(stated.get(name, name), clouds) for name in self._labels.classes}
        self._map.leave_out(one.value for one in clouds if one.value not in meant)

    def _read_map(self) -> None:
        """Read the map once, window by window: count all pixels and look up the labelled ones."""
        whole, done = self._map.height * self._map.width, 0
        for window in self._map.windows():
            self._token.check()
            values, valid = self._map.read(window)
            self._tally.add(window, values, valid, name=self._map.path.name)
            self._meet(window, values, valid)
            done += window.height * window.width
            self._progress(_BEFORE_PIXELS + (_BEFORE_END - _BEFORE_PIXELS) * done / whole, "comparing")
        if not self._tally.pixels:
            raise InputError(f"'{self._map.path.name}' holds no pixel with a class; give another map.")

    def _meet(self, window: Window, values: AnyIntArray, valid: BoolArray) -> None:
        """Count the labels of a window."""
        bounds = self._bounds
        inside = (bounds[:, 0] < window.row_end) & (bounds[:, 2] >= window.row)
        inside &= (bounds[:, 1] < window.col_end) & (bounds[:, 3] >= window.col)
        if not inside.any():
            return
        shapes = tuple(self._labels.shapes[i] for i in np.flatnonzero(inside))
        part, met = replace(self._labels, shapes=shapes), self._met
        placed = place_labels(
            part, self._map.reference.moved(window), height=window.height, width=window.width, touched=False
        )
        met.features |= placed.met
        met.contested += placed.contested
        met.repeated += placed.repeated
        there = valid[placed.rows, placed.cols]
        met.no_data += int((~there).sum())
        pairs = np.stack([placed.classes, values[placed.rows, placed.cols]], axis=1)[there]  # (n, 2)
        for (label, value), count in zip(*_unique(pairs)):
            met.counts[label, value] = met.counts.get((label, value), 0) + count

    def _classes(self, stated: dict[str, str]) -> tuple[list[MapClass], list[int | None]]:
        """Return the classes that are mapped or labelled, and the pixel value of each label class."""
        known = {value: self._map.class_of(value) for value in sorted({*self._map.legend, *self._tally.pixels})}
        values = match_classes(self._labels.classes, list(known.values()), stated)
        met = {label for label, _ in self._met.counts}
        labelled = {value for label, value in enumerate(values) if label in met and value is not None}
        kept = [one for value, one in known.items() if value in labelled or value in self._tally.pixels]
        self._warn_of_places(values)
        if not labelled:
            self._refuse(values, list(known.values()))
        return kept, values

    def _refuse(self, values: Sequence[int | None], known: Sequence[MapClass]) -> None:
        """Raise the error that says why no label counts."""
        name = self._labels.path.name
        if not self._met.counts:
            raise InputError(
                f"No label of {name} lies on a pixel of the map that has a class; check that both cover the same "
                "place and that each states its CRS."
            )
        raise InputError(
            f"The classes of the labels {_listed(self._labels.classes)} do not occur in the map, which has "
            f"{_listed([one.title for one in known])}; match them, as {self._labels.classes[0]}={known[0].name}."
        )

    def _warn_of_places(self, values: Sequence[int | None]) -> None:
        """Warn of labels that do not count, and keep their numbers for the report."""
        met, name, labels = self._met, self._labels.path.name, self._labels
        outside = len({number for _, _, number in labels.shapes} - met.features)
        unknown = {
            labels.classes[i]: sum(count for (label, _), count in met.counts.items() if label == i)
            for i, value in enumerate(values)
            if value is None
        }
        if outside:
            what = counted(outside, "feature lies", "features lie")
            self._warn(f"{what} off the map or contain no pixel centre, and are ignored ({name}).")
        if met.no_data:
            what = counted(met.no_data, "labelled pixel has", "labelled pixels have")
            clouds = ", or one of clouds," if self._map.clouds else ""
            self._warn(f"{what} no class in the map{clouds} and are ignored ({name}).")
        if met.contested:
            what = counted(met.contested, "pixel lies", "pixels lie")
            self._warn(f"{what} inside labels of two classes and are ignored ({name}).")
        if met.repeated:
            self._warn(f"{counted(met.repeated, 'label repeats', 'labels repeat')} another on the same pixel ({name}).")
        if unknown:
            of = ", ".join(f"'{label}' ({count})" for label, count in unknown.items())
            self._warn(
                f"The map has no class {of}: these labels are ignored and do not count as errors; match the classes if "
                "only their names differ."
            )
        self._left_out = {
            "outside": outside, "no_data": met.no_data, "contested": met.contested, "repeated": met.repeated,
            "unknown_class": unknown, "without_class": labels.without_class, "without_shape": labels.without_shape,
        }  # fmt: skip

    def _scores(self, classes: Sequence[MapClass], values: Sequence[int | None]) -> Scores:
        place = {one.value: position for position, one in enumerate(classes)}
        matrix: NDArray[np.int64] = np.zeros((len(classes), len(classes)), dtype=np.int64)
        for (label, mapped), count in self._met.counts.items():
            value = values[label]
            if value is not None:
                matrix[place[value], place[mapped]] += count
        return Scores(tuple(one.name for one in classes), matrix)

    def _warn(self, text: str) -> None:
        self._warnings.append(text)
        self._send(JobEvent("warning", job=self._spec.id, message=text))

    def _progress(self, fraction: float, text: str) -> None:
        self._send(JobEvent("progress", job=self._spec.id, message=text, fraction=round(fraction, 4)))


def _unique(pairs: AnyIntArray) -> tuple[list[tuple[int, int]], list[int]]:
    """Return the distinct rows of (n, 2) and how often each occurs."""
    rows, counts = np.unique(pairs, axis=0, return_counts=True)
    return [(int(a), int(b)) for a, b in rows], counts.tolist()


def _listed(names: Sequence[str], most: int = 12) -> str:
    """Return names in quotes, at most ``most`` of them."""
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(f"'{name}'" for name in names[:most]) + more
