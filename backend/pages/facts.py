"""The facts of a page: read once from a map's report and checked, with the files that belong to the map."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..common.documents import read_document
from ..common.errors import InputError, SpecAwareError
from ..common.outputs.temporary import recover
from ..job.spec import JobSpec
from ..raster.window import Window

_COLOR = re.compile(r"#[0-9a-fA-F]{6}")
_MAP_SUFFIXES = (".tif", ".tiff")


@dataclass(frozen=True)
class ClassFacts:
    """One class of a map: pixel value, title, colour "#rrggbb", pixels, share 0..1 of the mapped, area or None.

    ``masked``: a class of clouds that the model does not have.
    """

    value: int
    title: str
    color: str
    pixels: int
    share: float
    area_m2: float | None
    masked: bool = False


@dataclass(frozen=True)
class BandFacts:
    """One band of the raster: number from 1, centre and FWHM in nm or None, whether used, and if not, why."""

    number: int
    center_nm: float | None
    fwhm_nm: float | None
    used: bool
    reason: str


@dataclass(frozen=True)
class Metric:
    """One accuracy stated in a model's card; ``oa`` and ``miou`` are 0..1, or None."""

    dataset: str
    protocol: str
    pixels: int | None
    oa: float | None
    miou: float | None


@dataclass(frozen=True)
class MapFacts:
    """The report of a map. ``data``: all of it; ``clouds``: pixels by class of the quality layers."""

    path: Path
    data: dict[str, Any]
    classes: tuple[ClassFacts, ...]
    bands: tuple[BandFacts, ...]
    metrics: tuple[Metric, ...]
    warnings: tuple[str, ...]
    window: Window
    size: tuple[int, int]
    clouds: tuple[tuple[str, int], ...]
    model: Mapping[str, Any]
    source: Mapping[str, Any]
    job: JobSpec

    @property
    def name(self) -> str:
        """Name of the map's file."""
        return _name(str(self.data["outputs"]["classes"]))

    @property
    def is_placed(self) -> bool:
        """True for the georeferenced map of a product in sensor geometry."""
        return bool((self.data.get("geometry") or {}).get("map") == "placed on the ground")

    @property
    def used(self) -> tuple[BandFacts, ...]:
        """The bands that the model used."""
        return tuple(band for band in self.bands if band.used)

    def output(self, key: str) -> Path | None:
        """Return the path of a raster of the map, beside its report or where it was written; None if missing."""
        stated = self.data["outputs"].get(key)
        if not isinstance(stated, str) or not stated:
            return None
        for path in (self.path.parent / _name(stated), Path(stated)):
            if path.is_file():
                return path
        return None


def read_facts(path: Path) -> MapFacts:
    """Read the report of a map.

    Args:
        path: the class map, or the report beside it.

    Raises:
        InputError: there is no report, it is not that of a map, or it is damaged.
    """
    report = path.with_suffix(".json") if path.suffix.lower() in _MAP_SUFFIXES else path
    recover(report.parent)
    try:
        return facts_of(read_document(report), report)
    except FileNotFoundError as exc:
        raise InputError(
            f"There is no report {report}; give a map that has its .json beside it, or that file."
        ) from exc
    except OSError as exc:
        raise InputError(f"Report {report} cannot be read ({exc.strerror}); give the .json beside a map.") from exc
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError, SpecAwareError) as exc:
        reason = f"'{exc.args[0]}' is missing" if isinstance(exc, KeyError) else str(exc)[:200].rstrip(".")
        raise InputError(
            f"{report} is not the report of a land-cover map, or is damaged ({reason}); give the .json beside a map."
        ) from exc


def facts_of(data: Any, path: Path) -> MapFacts:  # noqa: ANN401 - any JSON value
    """Return the facts of a parsed report; raise KeyError, TypeError or ValueError if it is not a map's report."""
    if not isinstance(data, dict):
        raise TypeError("it is not a JSON object")
    outputs, model, source = (_object(data, key) for key in ("outputs", "model", "input"))
    window = Window(*(_whole(_object(data, "window")[key]) for key in ("row", "col", "height", "width")))
    placed = data.get("geometry") or {}
    size = (window.height, window.width)
    if placed.get("map") == "placed on the ground":
        size = (_whole(placed["height"]), _whole(placed["width"]))
    if not isinstance(outputs["classes"], str) or min(window.height, window.width, *size) < 1:
        raise ValueError("its map has no name or no pixels")
    bands = tuple(_band(item) for item in data["bands"])
    if any(not 1 <= band.number <= len(bands) for band in bands):
        raise ValueError("its bands are not numbered from 1")
    clouds = data.get("clouds") or {}
    return MapFacts(
        path=path,
        data=data,
        classes=tuple(sorted((_class(item) for item in data["classes"]), key=lambda c: c.value)),
        bands=bands,
        metrics=tuple(_metric(item) for item in model.get("metrics") or ()),
        warnings=tuple(str(item) for item in data.get("warnings") or ()),
        window=window,
        size=size,
        clouds=tuple((str(name), _whole(count)) for name, count in (clouds.get("pixels") or {}).items()),
        model=model,
        source=source,
        job=JobSpec.from_dict(_object(data, "job")),
    )


def _object(data: Mapping[str, Any], key: str) -> dict[str, Any]:
    value = data[key]
    if not isinstance(value, dict):
        raise TypeError(f"'{key}' is not a JSON object")
    return value


def _whole(value: Any) -> int:  # noqa: ANN401 - any JSON value
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 1 << 60:
        raise ValueError(f"{str(value)[:40]} is not a count")
    return value


def _real(value: Any) -> float | None:  # noqa: ANN401 - any JSON value
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        raise ValueError(f"{str(value)[:40]} is not a number")
    return float(value)


def _class(item: Mapping[str, Any]) -> ClassFacts:
    color = str(item["color"])
    value = _whole(item["value"])
    if not _COLOR.fullmatch(color) or not 1 <= value <= 255:
        raise ValueError("a class has no colour or value")
    share = _real(item["share"])
    return ClassFacts(
        value, str(item.get("title") or item["name"]), color, _whole(item["pixels"]), share or 0.0,
        _real(item.get("area_m2")), item.get("masked") is True,
    )  # fmt: skip


def _band(item: Mapping[str, Any]) -> BandFacts:
    return BandFacts(
        _whole(item["number"]), _real(item.get("center_nm")), _real(item.get("fwhm_nm")), bool(item["used"]),
        str(item.get("reason") or ""),
    )  # fmt: skip


def _metric(item: Mapping[str, Any]) -> Metric:
    pixels = item.get("pixels")
    return Metric(
        str(item.get("dataset") or ""), str(item.get("protocol") or ""), None if pixels is None else _whole(pixels),
        _real(item.get("oa")), _real(item.get("miou")),
    )  # fmt: skip


def _name(path: str) -> str:
    """Return the last part of a path from any operating system."""
    return re.split(r"[\\/]", path)[-1]
