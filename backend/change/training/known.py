"""Known changes between pairs of dates, from a raster or from polygons and points on any grid, window by window."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...common.errors import InputError
from ...labels.read import LabelPixels, place_labels, read_labels
from ...products.base import RasterMeta
from ...products.files.dataset import open_dataset
from ...raster.window import Window
from ..alignment.grid import Grid, reference_of

UNKNOWN, UNCHANGED, CHANGED = -1, 0, 1
UNCHANGED_WORDS = ("0", "no", "no change", "unchanged", "false", "nochange", "stable")
"""Class names that mean no change; every other name is a change."""
VECTORS = (".gpkg", ".geojson", ".json", ".shp", ".fgb")
"""Suffixes of files of points and polygons; every other file of changes is a raster."""
_NOTHING = 255  # unknown in rasters of changes, besides their own nodata
_MOST_TABLE_BYTES = 50_000_000


@dataclass(frozen=True)
class KnownPair:
    """Two dates of a place, and the file that states what changed.

    ``group``: pairs of one group are held out together. ``part``: "test" for pairs used for evaluation only.
    """

    before: str
    after: str
    changes: str
    group: str = ""
    part: str = ""


def pairs_of_table(path: Path) -> list[KnownPair]:
    """Read a CSV with the columns before, after and changes, and optionally group and split.

    Paths are relative to the table's folder.

    Raises:
        InputError: the table cannot be read, lacks a column or names a file that does not exist.
    """
    try:
        if path.stat().st_size > _MOST_TABLE_BYTES:
            raise InputError(f"Table {path.name} is larger than 50 MB; give a CSV with paths to rasters.")
        with path.open(newline="", encoding="utf-8-sig") as stream:
            rows = list(csv.DictReader(stream))
    except FileNotFoundError:
        raise InputError(f"Table {path} does not exist; check the path.") from None
    except (OSError, UnicodeDecodeError, csv.Error) as exc:
        raise InputError(f"Table {path.name} cannot be read ({exc}); give a CSV in UTF-8.") from exc
    wanted = ("before", "after", "changes")
    if not rows or any(name not in rows[0] for name in wanted):
        raise InputError(f"Table {path.name} needs rows under the columns {', '.join(wanted)}.")
    found = []
    for number, row in enumerate(rows, start=2):
        files = [path.parent / str(row[name] or "") for name in wanted]
        for file, name in zip(files, wanted):
            if not row[name] or not file.exists():
                raise InputError(f"Line {number} of {path.name} names '{row[name]}', which does not exist; correct it.")
        part = str(row.get("split") or "").strip().lower()
        if part not in ("", "train", "test"):
            raise InputError(f"Line {number} of {path.name} has the split '{part}'; use train or test.")
        before, after, changes = map(str, files)
        found.append(KnownPair(before, after, changes, group=str(row.get("group") or ""), part=part))
    return found


class KnownChanges:
    """Known changes of the pixels of a common grid. Close it after use."""

    def __init__(self, source: str, grid: Grid, first: RasterMeta, *, field: str = "", layer: str = "") -> None:
        """Open a raster of changes, or read a vector file.

        Args:
            source: a raster with 0 for no change, other numbers for change, and its nodata value or 255 for unknown; or
                points or polygons.
            grid: the grid on which both dates are compared.
            first: the first date, whose grid a raster of changes without a georeference uses.
            field: attribute of a vector file: "0", "no change" and similar mean no change, all else is change.
            layer: layer of a vector file.

        Raises:
            InputError: the file cannot be read, or does not overlap the grid.
        """
        self._file: Any = None
        self._pixels: LabelPixels | None = None
        if Path(source).suffix.lower() in VECTORS:
            self._pixels = _of_vector(Path(source), grid, field=field, layer=layer)
        else:
            self._file, self._opened = _warped(source, grid, first)

    def at(self, window: Window) -> NDArray[np.int8]:
        """Return :data:`UNKNOWN`, :data:`UNCHANGED` or :data:`CHANGED` for each pixel (h, w) of a window."""
        found = np.full((window.height, window.width), UNKNOWN, dtype=np.int8)
        if self._pixels is not None:
            labels = self._pixels
            rows, cols = labels.rows - window.row, labels.cols - window.col
            inside = (rows >= 0) & (rows < window.height) & (cols >= 0) & (cols < window.width)
            found[rows[inside], cols[inside]] = labels.classes[inside]
            return found
        from rasterio.windows import Window as RasterioWindow

        values = self._file.read(
            1, window=RasterioWindow(window.col, window.row, window.width, window.height), masked=True
        )
        known = ~np.ma.getmaskarray(values) & (values.data != _NOTHING)
        found[known] = np.where(values.data[known] != 0, CHANGED, UNCHANGED)
        return found

    def close(self) -> None:
        """Close the file."""
        if self._file is not None:
            self._file.close()
            self._opened.close()


def _of_vector(path: Path, grid: Grid, *, field: str, layer: str) -> LabelPixels:
    if not field:
        raise InputError(f"{path.name} is a vector file; name the attribute that states what changed.")
    labels = read_labels(path, field=field, layer=layer, least=1)
    is_change = np.array([_says_change(name) for name in labels.classes], dtype=np.int64)
    found = place_labels(labels, grid.reference, height=grid.height, width=grid.width)
    return LabelPixels(found.rows, found.cols, is_change[found.classes], found.features, found.contested)


def _says_change(name: str) -> bool:
    return name.strip().lower().replace("_", " ") not in UNCHANGED_WORDS


def _warped(source: str, grid: Grid, first: RasterMeta) -> tuple[Any, Any]:
    """Open a raster of changes on the common grid; each grid pixel gets the most frequent value inside it."""
    from rasterio.crs import CRS
    from rasterio.enums import Resampling
    from rasterio.errors import RasterioError
    from rasterio.transform import Affine
    from rasterio.vrt import WarpedVRT

    name = Path(source).name
    if not Path(source).exists():
        raise InputError(f"Raster of changes {source} does not exist; check the path.")
    opened = open_dataset(Path(source))
    own, on = reference_of(first), grid.reference
    placed = opened.crs is not None
    if not placed and (opened.height, opened.width) != (first.height, first.width):
        opened.close()
        raise InputError(f"{name} has no georeference and differs in size from {first.path.name}; correct one of them.")
    local = CRS.from_epsg(3857)  # rasters without a CRS: any, as long as all have the same
    nodata = opened.nodata if opened.nodata is not None else _NOTHING
    try:
        file = WarpedVRT(
            opened, src_crs=opened.crs if placed else CRS.from_wkt(own.crs_wkt) if own.crs_wkt else local,
            src_transform=opened.transform if placed else Affine.from_gdal(*(own.geotransform or (0, 1, 0, 0, 0, -1))),
            crs=CRS.from_wkt(on.crs_wkt) if on.crs_wkt else local,
            transform=Affine.from_gdal(*(on.geotransform or (0, 1, 0, 0, 0, -1))), height=grid.height,
            width=grid.width, src_nodata=nodata, nodata=nodata, resampling=Resampling.mode,
        )  # fmt: skip
    except (RasterioError, ValueError) as exc:
        opened.close()
        raise InputError(f"{name} cannot be resampled to the grid of {grid.name}; save it on that grid.") from exc
    return file, opened
