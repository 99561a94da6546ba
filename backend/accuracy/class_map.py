"""Class maps from any program: their classes, and their pixels window by window."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..common.arrays import AnyIntArray, BoolArray
from ..common.documents import read_document, read_text
from ..common.errors import InputError
from ..common.wording import counted
from ..products.files.dataset import open_dataset
from ..products.files.gdal import crs_of, errors, reading
from ..products.files.package import parse_xml
from ..raster.georeference import GeoReference
from ..raster.window import Window
from ..scene.map_classes import CLOUD_TAG

MAX_VALUES = 256
_CACHE_BYTES = 64 * 2**20
_WINDOW_PX = 1 << 21  # pixels in memory at a time
_CLASS_TAG = re.compile(r"CLASS_(\d{1,9})")
_QGIS_TYPE = re.compile(r"<!DOCTYPE qgis [^>\[]*>")  # the DOCTYPE of QGIS styles; it declares no entities
_MAX_SIDECAR = 5_000_000
_BINS = 1 << 16  # largest range of values counted with a bin each
_LARGEST = 2.0**40  # largest class number
_COLORS = ("#4477aa", "#ee6677", "#228833", "#ccbb44", "#66ccee", "#aa3377", "#bbbbbb")
"""Colours for classes that have none: the bright scheme of Tol (2021, SRON/EPS/TN/09-002)."""


@dataclass(frozen=True)
class MapClass:
    """A class of a map: pixel value, stable name, display title, colour "#rrggbb"."""

    value: int
    name: str
    title: str
    color: str


class ClassMap:
    """An open class map; close it, or use it in a ``with`` statement.

    Attributes:
        path: the file.
        height, width: in pixels.
        reference: where it lies.
        legend: classes by pixel value, as far as the map, or a file beside it, names them.
        clouds: pixel values of classes of clouds that were laid over the model's, under which the ground is not seen.

    Raises:
        InputError: the file cannot be read or is not a class map.
    """

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        if not self.path.exists():
            raise InputError(f"Map {path} does not exist; check the path.")
        if self.path.is_dir():
            raise InputError(f"Map {path} is a folder; give the class map itself, a GeoTIFF for example.")
        self._left_out: frozenset[int] = frozenset()
        self._file = open_dataset(self.path)
        try:
            if self._file.count != 1:
                raise InputError(
                    f"'{self.path.name}' has {counted(self._file.count, 'band')} and is not a class map; give one with "
                    "a single band of integers."
                )
            self.height, self.width = int(self._file.height), int(self._file.width)
            placed = self._file.crs is not None or not self._file.transform.is_identity
            self.reference = GeoReference(tuple(self._file.transform.to_gdal()) if placed else None, crs_of(self._file))
            self.legend: Mapping[int, MapClass] = self._read_legend()
            self.clouds = _numbers(self._file.tags().get(CLOUD_TAG, ""))
        except BaseException:
            self._file.close()
            raise

    def __enter__(self) -> ClassMap:
        """Return the map, and keep GDAL's cache small meanwhile: every block is read once."""
        import rasterio

        self._environment = rasterio.Env(GDAL_CACHEMAX=_CACHE_BYTES)
        self._environment.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the file."""
        self._file.close()
        self._environment.__exit__()

    def windows(self) -> Iterator[Window]:
        """Yield windows that cover the map from top to bottom, each of at most two million pixels or one file block."""
        rows, cols = self._file.block_shapes[0]
        width = min(self.width, max(_WINDOW_PX // rows // cols * cols, cols))
        height = max(_WINDOW_PX // width // rows * rows, rows)
        for row in range(0, self.height, height):
            for col in range(0, self.width, width):
                yield Window(row, col, min(height, self.height - row), min(width, self.width - col))

    def leave_out(self, values: Iterable[int]) -> None:
        """Take pixels of these values for pixels without a class from now on."""
        self._left_out = frozenset(values)

    def read(self, window: Window) -> tuple[AnyIntArray, BoolArray]:
        """Return class values (h, w), and a mask (h, w) that is True where a pixel has a class.

        Raises:
            InputError: the file is damaged, or holds numbers that are not classes.
        """
        from rasterio.windows import Window as RasterioWindow

        part = RasterioWindow(window.col, window.row, window.width, window.height)
        try:
            with reading():
                values, valid = self._file.read(1, window=part), self._file.read_masks(1, window=part) > 0
        except errors() as exc:
            raise InputError(f"'{self.path.name}' is damaged and cannot be read; copy or download it again.") from exc
        if values.dtype.kind not in "iu":
            valid &= ~np.isnan(values)
            values = np.where(valid, values.real, 0)
            if (values != np.round(values)).any() or (np.abs(values) > _LARGEST).any():
                raise InputError(
                    f"'{self.path.name}' holds numbers that are not integers and is not a class map; give the map of "
                    "classes."
                )
            values = values.astype(np.int64)
        for value in self._left_out:
            valid &= values != value
        return values, valid

    def class_of(self, value: int) -> MapClass:
        """Return the class of a pixel value; an unnamed class is called by its value."""
        named = self.legend.get(value)
        return named or MapClass(value, str(value), str(value), _COLORS[value % len(_COLORS)])

    def _read_legend(self) -> dict[int, MapClass]:
        """Return the classes from the map's report, its tags or the files beside it, whichever comes first."""
        found = _of_report(self.path) or self._of_titles(
            self._of_tags() or _of_categories(self.path) or _of_style(self.path)
        )
        return dict(sorted(found.items()))

    def _of_tags(self) -> dict[int, str]:
        try:
            tags = self._file.tags(1)
        except errors():
            return {}
        return {int(match[1]): str(text) for key, text in tags.items() if (match := _CLASS_TAG.fullmatch(key))}

    def _of_titles(self, titles: Mapping[int, str]) -> dict[int, MapClass]:
        try:
            palette = self._file.colormap(1)
        except errors():
            palette = {}
        colors = {value: "#{:02x}{:02x}{:02x}".format(*color[:3]) for value, color in palette.items()}
        return {
            value: MapClass(value, title.strip(), title.strip(), colors.get(value, _COLORS[value % len(_COLORS)]))
            for value, title in titles.items()
            if title.strip()
        }


def _numbers(text: str) -> frozenset[int]:
    """Return the whole numbers of a tag."""
    return frozenset(int(word) for word in text.split() if word.isdecimal())


def _of_report(path: Path) -> dict[int, MapClass]:
    """Return the classes in the report beside one of our maps; {} if there is no report of this map."""
    report = path.with_suffix(".json")
    try:
        document = read_document(report) if report.is_file() else {}
        if Path(str(document["outputs"]["classes"])).name != path.name:
            return {}
        classes = [
            MapClass(int(c["value"]), str(c["name"]), str(c.get("title") or c["name"]), _color(c))
            for c in document["classes"]
        ]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}
    return {one.value: one for one in classes}


def _color(entry: Mapping[str, Any]) -> str:
    color = str(entry.get("color", ""))
    return color if re.fullmatch("#[0-9a-fA-F]{6}", color) else _COLORS[int(entry["value"]) % len(_COLORS)]


def _of_categories(path: Path) -> dict[int, str]:
    """Return the category names in GDAL's auxiliary file beside a raster (.aux.xml)."""
    root = _xml(path.with_name(f"{path.name}.aux.xml"))
    names = [] if root is None else [element.text or "" for element in root.iter("Category")]
    return {value: name for value, name in enumerate(names) if name.strip()}


def _of_style(path: Path) -> dict[int, str]:
    """Return the palette labels in the QGIS style beside a raster (.qml)."""
    root = _xml(path.with_suffix(".qml"))
    entries = [] if root is None else list(root.iter("paletteEntry"))
    values = {entry.get("value", ""): entry.get("label", "") for entry in entries}
    return {int(value): label for value, label in values.items() if re.fullmatch(r"\d{1,9}", value) and label.strip()}


def _xml(path: Path) -> Any:  # noqa: ANN401 - an Element or None
    try:
        text = read_text(path, max_bytes=_MAX_SIDECAR) if path.is_file() else ""
        return parse_xml(_QGIS_TYPE.sub("", text, count=1), path.name) if text else None
    except (OSError, ValueError, InputError):
        return None


@dataclass
class Tally:
    """Pixel count and ground area of each value of a map, summed window by window."""

    reference: GeoReference
    height: int
    pixels: dict[int, int] = field(default_factory=dict)
    areas_m2: dict[int, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Compute the ground area of a pixel in each row."""
        self._row_areas = self.reference.row_areas_m2(self.height)

    @property
    def has_areas(self) -> bool:
        """Whether ground areas are known."""
        return self._row_areas is not None

    def add(self, window: Window, values: AnyIntArray, valid: BoolArray, *, name: str) -> None:
        """Count the pixels of a window (h, w).

        Raises:
            InputError: the map has too many different values for a class map.
        """
        kept = values[valid]
        if not kept.size:
            return
        low = int(kept.min())
        if int(kept.max()) - low < _BINS:  # counting is many times faster than sorting
            present, places = np.arange(low, int(kept.max()) + 1), kept.astype(np.int64) - low
        else:
            present, places = np.unique(kept, return_inverse=True)
        counts = np.bincount(places, minlength=len(present))
        areas = self._areas(window, places, valid, counts)
        for k in np.flatnonzero(counts).tolist():
            value, count, area = int(present[k]), int(counts[k]), float(areas[k])
            self.pixels[value] = self.pixels.get(value, 0) + count
            self.areas_m2[value] = self.areas_m2.get(value, 0.0) + area
        if len(self.pixels) > MAX_VALUES:
            raise InputError(
                f"'{name}' holds more than {MAX_VALUES} different values and is not a class map; give the map of "
                "classes."
            )

    def _areas(
        self, window: Window, places: NDArray[np.int64], valid: BoolArray, counts: NDArray[np.int64]
    ) -> NDArray[np.float64]:
        """Return the ground area in m² (k,) of the pixels at each place."""
        if self._row_areas is None:
            return np.zeros(len(counts))
        rows = self._row_areas[window.row : window.row_end]
        if rows.min() == rows.max():
            return np.asarray(counts * float(rows[0]), dtype=np.float64)
        weights = np.repeat(rows, valid.sum(axis=1))
        return np.bincount(places, weights=weights, minlength=len(counts)).astype(np.float64)
