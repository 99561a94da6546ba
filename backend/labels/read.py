"""Labels: points and polygons of any vector file, in any CRS, as pixels of a raster."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np

from ..common.arrays import IntArray
from ..common.errors import InputError, part_of_engine
from ..common.wording import counted, first_clause
from ..products.files.gdal import errors
from ..raster.georeference import GeoReference, is_on_earth
from ..raster.window import Window
from .kind import check_label_kind
from .wkb import Geometry, geometries

MAX_CLASSES = 100
_PIXEL_UNITS = (0.0, 1.0, 0.0, 0.0, 0.0, -1.0)  # transform that QGIS assumes for a raster without a georeference


@dataclass(frozen=True)
class LabelFile:
    """Content of a label file.

    Attributes:
        path: the file.
        classes: class names: numbers in ascending order, texts alphabetically.
        shapes: points and polygons, each with the position of its class and the number of its feature.
        crs_wkt: coordinate system; None if the file states none.
        without_class, without_shape: number of features without a class; with a class but without point or polygon.
        metadata: texts stored in the layer of a GeoPackage, by key.
    """

    path: Path
    classes: tuple[str, ...]
    shapes: tuple[tuple[Geometry, int, int], ...]
    crs_wkt: str | None
    without_class: int = 0
    without_shape: int = 0
    metadata: Mapping[str, str] = field(default_factory=dict)

    @property
    def unclassified(self) -> int:
        """Number of features that cannot be used."""
        return self.without_class + self.without_shape


@dataclass(frozen=True)
class LabelPixels:
    """Labelled pixels of one raster: row, column, class and feature, each (n,); no pixel appears twice.

    ``contested``: number of pixels inside features of different classes, which were left out. ``repeated``: pixels
    inside several features of the same class. ``met``: numbers of all features that have a pixel of the raster.
    """

    rows: IntArray
    cols: IntArray
    classes: IntArray
    features: IntArray
    contested: int
    repeated: int = 0
    met: frozenset[int] = frozenset()

    @property
    def count(self) -> int:
        """Number of labelled pixels."""
        return len(self.rows)

    def take(self, index: IntArray) -> LabelPixels:
        """Return some of the pixels."""
        return replace(
            self, rows=self.rows[index], cols=self.cols[index], classes=self.classes[index],
            features=self.features[index],
        )  # fmt: skip


def read_labels(path: Path, *, field: str, layer: str = "", least: int = 2) -> LabelFile:
    """Read a vector file.

    Args:
        path: the file.
        field: the attribute with the class.
        layer: the layer (default: the first).
        least: smallest number of classes.

    Raises:
        InputError: the file is missing or unreadable, lacks the layer or field, or has too few or too many classes.
        EngineError: pyogrio is missing.
    """
    with part_of_engine("pyogrio"):
        from pyogrio import errors as ogr
        from pyogrio import list_layers, read_info
        from pyogrio.raw import read
    if not path.exists():
        raise InputError(f"Labels {path} do not exist; check the path.")
    check_label_kind(path)
    try:
        layers = [str(name) for name in list_layers(path)[:, 0]]
        if layer and layer not in layers:
            raise InputError(f"Labels {path.name} have no layer '{layer}'; choose one of {', '.join(layers)}.")
        name = layer or (layers[0] if layers else "")
        if not name:
            raise InputError(f"Labels {path.name} hold no layer; give a file of points or polygons.")
        info = read_info(path, layer=name)
        fields = [str(f) for f in info["fields"]]
        if field not in fields:
            names = ", ".join(fields) or "none (no fields)"
            raise InputError(f"Labels {path.name} have no field '{field}'; choose one of {names}.")
        meta, _, blobs, columns = read(path, layer=name, columns=[field])
    except (ogr.DataSourceError, ogr.DataLayerError, ogr.GeometryError, ogr.FeatureError, ogr.CRSError) as exc:
        raise InputError(
            f"Labels {path.name} cannot be read ({first_clause(exc)}); give a GeoPackage, GeoJSON or Shapefile."
        ) from exc
    found = _labels(path, blobs, columns[0], crs_wkt=meta["crs"], least=least)
    return replace(found, metadata={str(k): str(v) for k, v in (info.get("layer_metadata") or {}).items()})


def _labels(path: Path, blobs: Any, values: Any, *, crs_wkt: str | None, least: int) -> LabelFile:  # noqa: ANN401
    """Sort features into classes."""
    names = [_class_name(value) for value in values]
    classes = sorted({n for n in names if n is not None}, key=_order)
    if not least <= len(classes) <= MAX_CLASSES:
        raise InputError(
            f"Labels {path.name} hold {counted(len(classes), 'class', 'classes')} in that field; "
            f"give labels of {least} to {MAX_CLASSES} classes."
        )
    place = {name: position for position, name in enumerate(classes)}
    shapes: list[tuple[Geometry, int, int]] = []
    empty = 0
    for number, (blob, name) in enumerate(zip([None] * len(names) if blobs is None else blobs, names)):
        try:
            parts = geometries(bytes(blob)) if blob is not None and name is not None else []
        except ValueError as exc:
            raise InputError(f"Labels {path.name} cannot be used: {exc}; repair the file.") from exc
        empty += not parts and name is not None
        shapes += [(part, place[name], number) for part in parts if name is not None]
    if not shapes:
        raise InputError(f"Labels {path.name} hold neither points nor polygons; draw some.")
    return LabelFile(path, tuple(classes), tuple(shapes), crs_wkt, names.count(None), empty)


def _class_name(value: Any) -> str | None:  # noqa: ANN401 - any type of field
    if value is None or (isinstance(value, (float, np.floating)) and not math.isfinite(value)):
        return None
    if isinstance(value, (float, np.floating)) and float(value).is_integer():
        value = int(value)
    return str(value).strip() or None


def _order(name: str) -> tuple[int, float, str]:
    try:
        return (0, float(name), name)
    except ValueError:
        return (1, 0.0, name.lower())


def in_crs_of(labels: LabelFile, reference: GeoReference) -> LabelFile:
    """Return the labels in a raster's CRS; if either states no CRS, both are assumed to share one.

    Raises:
        InputError: coordinates are not valid, or cannot be transformed to the raster's CRS.
    """
    shapes = [shape for shape, _, _ in labels.shapes]
    _check_places(shapes, labels)
    if not labels.crs_wkt or not reference.crs_wkt or labels.crs_wkt == reference.crs_wkt:
        return labels
    moved = _reprojected(shapes, labels, reference.crs_wkt)
    return replace(
        labels,
        shapes=tuple((new, place, number) for new, (_, place, number) in zip(moved, labels.shapes)),
        crs_wkt=reference.crs_wkt,
    )


def place_labels(
    labels: LabelFile, reference: GeoReference, *, height: int, width: int, touched: bool = True
) -> LabelPixels:
    """Return the labelled pixels of a raster: those that hold a point, or whose centre is inside a polygon.

    A polygon that holds no pixel centre gets the pixels it touches, unless ``touched`` is False. Coordinates are
    transformed to the raster's CRS, see :func:`in_crs_of`.

    Raises:
        InputError: coordinates cannot be transformed to the raster's CRS.
    """
    transform = reference.geotransform or _PIXEL_UNITS
    found: list[IntArray] = [np.empty((0, 4), dtype=np.int64)]
    for shape, position, feature in in_crs_of(labels, reference).shapes:
        cells = _cells(shape, transform, height=height, width=width, touched=touched)  # (n, 2)
        extra = np.broadcast_to(np.array([position, feature], dtype=np.int64), (len(cells), 2))
        found.append(np.concatenate([cells, extra], axis=1))
    return _without_doubles(np.concatenate(found), width=width)


def _check_places(shapes: list[Geometry], labels: LabelFile) -> None:
    """Refuse invalid coordinates, on which GDAL or PROJ might run for ever."""
    for shape in shapes:
        rings = [[shape["coordinates"]]] if shape["type"] == "Point" else shape["coordinates"]
        for ring in rings:
            x, y = np.asarray(ring, dtype=np.float64)[:, :2].T
            if not is_on_earth(x, y, geographic=False).all():
                raise InputError(f"Labels {labels.path.name} hold coordinates that are not valid; repair the file.")


def _reprojected(shapes: list[Geometry], labels: LabelFile, crs_wkt: str) -> list[Geometry]:
    from rasterio.crs import CRS
    from rasterio.warp import transform_geom

    try:
        source, target = CRS.from_user_input(labels.crs_wkt), CRS.from_wkt(crs_wkt)
        return shapes if source == target else list(transform_geom(source, target, shapes))
    except errors() as exc:
        raise InputError(
            f"Labels {labels.path.name} cannot be transformed to the raster's CRS ({first_clause(exc)}); "
            "save them in that CRS."
        ) from exc


def _bounds(shape: Geometry, transform: tuple[float, ...]) -> tuple[int, int, int, int] | None:
    """Return the first row and column and the last ones that a shape reaches; None if one of them is not finite."""
    from rasterio.transform import Affine

    rings = [shape["coordinates"]] if shape["type"] == "Point" else shape["coordinates"][0]
    corners = np.array(rings, dtype=np.float64)[:, :2]
    to_pixel = ~Affine.from_gdal(*transform)
    cols = to_pixel.a * corners[:, 0] + to_pixel.b * corners[:, 1] + to_pixel.c
    rows = to_pixel.d * corners[:, 0] + to_pixel.e * corners[:, 1] + to_pixel.f
    if not (np.isfinite(cols).all() and np.isfinite(rows).all()):
        return None
    return math.floor(rows.min()), math.floor(cols.min()), math.floor(rows.max()), math.floor(cols.max())


def bounds_of(labels: LabelFile, reference: GeoReference) -> IntArray:
    """Return first row, first column, last row and last column (n, 4) of each shape, given in the raster's CRS.

    An empty shape has a last row before its first.
    """
    transform = reference.geotransform or _PIXEL_UNITS
    found = [_bounds(shape, transform) or (0, 0, -1, -1) for shape, _, _ in labels.shapes]
    farthest = 1 << 40
    return np.array(found, dtype=np.float64).clip(-farthest, farthest).astype(np.int64).reshape(-1, 4)


def _cells(shape: Geometry, transform: tuple[float, ...], *, height: int, width: int, touched: bool) -> IntArray:
    """Return the rows and columns (n, 2) of a shape's pixels within the raster."""
    from rasterio.features import rasterize
    from rasterio.transform import Affine

    is_point = shape["type"] == "Point"
    bounds = _bounds(shape, transform)
    if bounds is None:
        return np.empty((0, 2), dtype=np.int64)
    low, high = bounds[:2], bounds[2:]
    box = Window(low[0], low[1], high[0] - low[0] + 1, high[1] - low[1] + 1).intersect(Window(0, 0, height, width))
    if box is None:
        return np.empty((0, 2), dtype=np.int64)
    if is_point:
        return np.array([[box.row, box.col]], dtype=np.int64)
    moved = GeoReference(transform, None).moved(box).geotransform or transform
    for all_touched in (False, True) if touched else (False,):
        inside = rasterize(
            [shape], out_shape=(box.height, box.width), all_touched=all_touched, dtype="uint8",
            transform=Affine.from_gdal(*moved),
        )  # fmt: skip
        if inside.any():
            break
    return np.asarray(np.argwhere(inside).astype(np.int64) + np.array([box.row, box.col]))


def _without_doubles(found: IntArray, *, width: int) -> LabelPixels:
    """Keep one entry per pixel of entries (n, 4); leave out pixels with several classes."""
    pixel = found[:, 0] * width + found[:, 1]
    order = np.lexsort((found[:, 3], pixel))
    found, pixel = found[order], pixel[order]
    _, first, which = np.unique(pixel, return_index=True, return_inverse=True)
    low = np.full(len(first), np.iinfo(np.int64).max)
    high = np.full(len(first), -1)
    np.minimum.at(low, which, found[:, 2])
    np.maximum.at(high, which, found[:, 2])
    kept = found[first[low == high]]
    contested = low != high
    pairs = np.bincount(which, minlength=len(first))
    return LabelPixels(
        kept[:, 0], kept[:, 1], kept[:, 2], kept[:, 3], int(contested.sum()),
        repeated=int((pairs - 1)[~contested].sum()), met=frozenset(np.unique(found[:, 3]).tolist()),
    )  # fmt: skip
