"""The kinds "change" (between two dates) and "series" (maps of several dates and the changes between them)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ...common.errors import InputError
from ...common.wording import counted
from .base import NETWORK_OPTIONS, JobKind, Output, setting

if TYPE_CHECKING:
    from ..spec import JobSpec

GRIDS = ("auto", "first", "second")
"""Raster whose grid is used to compare two dates: the one with larger pixels, or a stated one."""
_LIKELY = 0.5


def grid_setting() -> Any:  # noqa: ANN401 - a field of a dataclass
    """Declare the choice of the grid."""
    return setting(
        GRIDS[0], choices=GRIDS, title="Grid", help="raster whose grid is used (auto: the one with the larger pixels)"
    )


def _probability() -> Any:  # noqa: ANN401
    return setting(
        _LIKELY, metavar="P", minimum=0.01, maximum=0.99, title="Change threshold (probability)",
        help="probability of change from which a pixel counts as changed",
    )  # fmt: skip


@dataclass(frozen=True)
class Comparing:
    """The second date of a change job. ``overrides``: sensor settings of its raster."""

    after: str = setting(
        "", metavar="FILE", path=True, raster=True, required=True, title="Raster of the second date",
        help="raster, ENVI header or product of the second date, from any sensor and on any grid",
    )  # fmt: skip
    overrides: dict[str, Any] = field(default_factory=dict)
    grid: str = grid_setting()
    probability: float = _probability()


ONE_DATE = "A series needs two rasters or more; give the paths of the others."


@dataclass(frozen=True)
class Dating:
    """The other rasters of a series. ``dates``: of all rasters in order; if empty, read from metadata and names."""

    more: tuple[str, ...] = setting(
        (), path=True, raster=True, required=True, title="Rasters of the other dates",
        help="rasters or products of the other dates, in any order",
    )  # fmt: skip
    dates: str = setting(
        "", metavar="DATE,...",
        help="one date per source, for example 2024-05-31 (default: from metadata or file names)",
        title="Dates, e.g. 2023-05-31,2024-05-31 (empty: from metadata or names)",
    )  # fmt: skip
    probability: float = _probability()


def _check_probability(value: float) -> None:
    if not 0.0 < value < 1.0:
        raise InputError(f"A probability of change of {value:g} is out of range; give 0.01 to 0.99.")


def _check_change(spec: JobSpec) -> None:
    _check_probability(spec.asked(Comparing).probability)


def _check_series(spec: JobSpec) -> None:
    asked = spec.asked(Dating)
    if not asked.more or not all(asked.more):
        raise InputError(ONE_DATE)
    _check_probability(asked.probability)


def _describe_change(data: Mapping[str, Any]) -> str:
    found = [(one["of"], one["threshold"]) for one in data["decision"]["scores"]]
    if "change_model" in data:
        judged = f"found by {data['change_model']['name']}"
    else:
        shown = (f"{name} " + ("none reached" if value is None else f"{value:.2f}") for name, value in found)
        judged = f"thresholds: {', '.join(shown)}"
    lines = [
        f"{data['outputs']['change']}: {data['changed_share']:.2%} of {counted(data['compared_px'], 'pixel')} changed, "
        f"{data['seconds']:.1f} s, {data['device']}",
        f"  on the grid of {data['common_grid']['raster']}; {judged}",
    ]
    lines += [f"  {_area(row)}  {row['title']}" for row in data["transitions"]]
    return "\n".join(lines)


def _area(row: Mapping[str, Any]) -> str:
    if row["area_m2"] is None:
        return f"{row['pixels']:>10} px {row['share']:7.2%}"
    return f"{row['area_m2'] / 1e4:12.2f} ha {row['share']:7.2%}"


def _describe_series(data: Mapping[str, Any]) -> str:
    lines = [f"{data['outputs']['table']}: {counted(len(data['dates']), 'date')}, {data['seconds']:.1f} s"]
    if "series_map" in data:
        whole = data["series_map"]
        lines.append(f"  all dates  {Path(whole['classes']).name}, by {whole['model']['name']}")
    lines += [f"  {one['date']}  {Path(one['classes']).name}" for one in data["dates"]]
    lines += [f"  {one['first']} to {one['second']}: {one['changed_share']:.2%} changed" for one in data["changes"]]
    return "\n".join(lines)


KINDS = (
    JobKind(
        "change",
        "change between two dates, also from two sensors",
        "change.pairs.detect:run_change",
        settings=Comparing,
        outputs=(
            Output("change", "_change.tif", "changed pixels", required=True, title="Change"),
            Output("change_probability", "_change_probability.tif", "percent", title="Probability of change"),
            Output(
                "transitions", "_transitions.tif", "from which class to which", title="From-to classes", by_default=True
            ),
            Output("table", "_change.csv", "areas of each transition", title="Areas of each transition"),
            Output("report", ".json", "report"),
        ),
        check=_check_change,
        describe=_describe_change,
        options=NETWORK_OPTIONS,
        model="optional",
        sensor=True,
        extent=True,
        source_title="Raster of the first date",
        title="Detect change between two dates",
        summary="Finds what changed between two rasters, also from two sensors, and from which class to which.",
        details=(
            "<p>Compares two rasters of the same place: two dates from one sensor, or from two sensors with "
            "different bands, pixel sizes and coordinate systems. No labels are needed.</p>"
            "<p>A pixel has changed if both its spectrum and its model features differ more than those of "
            "unchanged pixels. A difference shared by most of the scene, such as drier vegetation or different "
            "illumination, is not a change. The threshold is derived from the scene and given in the report.</p>"
            "<p><b>Grid</b>: <i>auto</i> uses the grid of the raster with the larger pixels; the other raster is "
            "resampled to it. <b>Change threshold</b>: lower it to find more changes.</p>"
            "<p><b>Model</b>: a model made by <i>Train on known changes</i> or training/finetune_task.py finds "
            "the kind of change it was trained on. Without such a model, anything that differs from most of the "
            "scene is a change.</p>"
            "<p>The sensor settings apply to both rasters, unless the layer of the second date has its own.</p>"
        ),
        tags="change detection,bitemporal,difference,from-to,MAD,deforestation,hyperspectral",
    ),
    JobKind(
        "series",
        "maps of several dates, and the changes between them",
        "change.series.run:run_series",
        settings=Dating,
        outputs=(Output("folder", "", "folder", required=True, title="Folder of the maps"),),
        check=_check_series,
        describe=_describe_series,
        options=NETWORK_OPTIONS,
        model="optional",
        sensor=True,
        extent=True,
        language=True,
        source_title="Raster of one date",
        title="Map a series of dates",
        summary="Maps land cover on several dates, the changes between them, and the areas of the classes.",
        details=(
            "<p>Maps several rasters of the same place, finds the changes between consecutive dates, and gives "
            "the area of each class on each date, as a table and as a page with a chart. Areas are those of "
            "pixels that are valid on all dates. All maps have the grid of the raster with the largest "
            "pixels.</p>"
            "<p><b>Dates</b> are read from the metadata of the products, otherwise from the file names "
            "(20240531, 2024-05-31 or 2024152). If there are none, enter them in the order of the rasters.</p>"
            "<p>Compare dates of the same season: maps of different seasons differ because of the vegetation "
            "alone.</p>"
            "<p><b>Model</b>: a model trained on stacks of dates (SpectralGPT, training/finetune_task.py "
            "--stack) adds one map of the whole series, for example of crops.</p>"
        ),
        tags="time series,multitemporal,change,areas by date,trend,hyperspectral",
    ),
)
