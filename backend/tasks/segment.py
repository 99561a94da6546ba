"""Polygons of equal class, with area and mean confidence."""

from __future__ import annotations

import math
import struct
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..cards import ModelCard
from ..errors import EngineError, InputError, OutputError
from ..jobs import JobSpec
from ..raster.georeference import GeoReference
from ..raster.regions import label_regions
from ..raster.window import Window
from .classify import NODATA_CLASS, Classify

LAYER_NAME = "segments"
_BYTES_PER_PIXEL = 24  # classes, confidence, labels, runs and what the labelling needs for a while
_POLYGONS_PER_WRITE = 20000
_DEFAULT_MEMORY_MB = 1536


class Segment(Classify):
    """The class map, and its 4-connected regions as polygons in a GeoPackage.

    Fields: class_id, class_name, pixels, area_m2 (empty where the raster has no CRS) and confidence (mean of the
    pixels' confidence, percent). Regions smaller than the job's ``min_area_m2`` are merged into their largest neighbour
    first, in the polygons only; the class map stays as it is.
    """

    name = "segment"

    def __init__(self, card: ModelCard, spec: JobSpec) -> None:
        super().__init__(card, spec)
        self._min_area_m2 = spec.options.min_area_m2
        self._memory_mb = spec.options.memory_mb or _DEFAULT_MEMORY_MB
        if "confidence" not in self._keys:
            self._keys.append("confidence")

    def check(self, area: Window, *, has_areas: bool) -> None:
        """Refuse what :meth:`finish` could not do.

        Raises:
            InputError: the map is too large for the memory ceiling, or a smallest area is asked for without a CRS.
        """
        needed_mb = area.width * area.height * _BYTES_PER_PIXEL / 2**20
        if needed_mb > self._memory_mb:
            raise InputError(
                f"Segments of {area.width} x {area.height} pixels need {needed_mb:.0f} MiB; "
                "choose a smaller extent or raise the memory ceiling."
            )
        if self._min_area_m2 > 0 and not has_areas:
            raise InputError("A smallest segment area needs a raster with a CRS; leave it at 0 for this one.")

    def finish(self, rasters: Mapping[str, Path], vector: Path | None) -> dict[str, Any]:
        """Write the polygons of the finished maps.

        Raises:
            InputError: no output is named.
            EngineError: pyogrio is missing.
            OutputError: the GeoPackage cannot be written.
        """
        if vector is None:
            raise InputError("Segments need an output; give the path of a GeoPackage.")
        classes, confidence, reference = self._read(rasters)
        row_areas = reference.row_areas_m2(len(classes))
        classes = self._merged(classes, row_areas)
        labels, count = label_regions(classes)
        facts = region_facts(labels, count, classes=classes, confidence=confidence, row_areas=row_areas)
        self._write(vector, labels, facts, reference)
        return {"segments": count}

    def _read(self, rasters: Mapping[str, Path]) -> tuple[NDArray[np.uint8], NDArray[np.uint8], GeoReference]:
        import rasterio

        with rasterio.open(rasters["classes"]) as first, rasterio.open(rasters["confidence"]) as second:
            placed = first.crs is not None or not first.transform.is_identity
            reference = GeoReference(
                first.transform.to_gdal() if placed else None, first.crs.to_wkt() if first.crs else None
            )
            return first.read(1), second.read(1), reference

    def _merged(self, classes: NDArray[np.uint8], row_areas: NDArray[np.float64] | None) -> NDArray[np.uint8]:
        """Return the class map with the regions below the smallest area given to their neighbours."""
        if self._min_area_m2 <= 0 or row_areas is None:
            return classes
        from rasterio.features import sieve

        pixels = math.ceil(self._min_area_m2 / float(np.median(row_areas)))
        if pixels <= 1:
            return classes
        merged: NDArray[np.uint8] = sieve(classes, pixels, mask=classes != NODATA_CLASS, connectivity=4)
        return np.where(classes != NODATA_CLASS, merged, np.uint8(NODATA_CLASS))

    def _write(
        self, path: Path, labels: NDArray[np.int32], facts: Mapping[str, NDArray[Any]], reference: GeoReference
    ) -> None:
        try:
            from pyogrio.errors import DataSourceError
            from pyogrio.raw import write
        except ImportError as exc:
            raise EngineError("pyogrio is missing from the engine's environment; set the engine up again.") from exc
        titles = {c.value: c.title for c in self._card.classes}
        names = np.array([titles[int(v)] for v in facts["class_id"]], dtype=object)
        columns = {
            "class_id": facts["class_id"], "class_name": names, "pixels": facts["pixels"],
            "area_m2": facts["area_m2"], "confidence": facts["confidence"],
        }  # fmt: skip
        for number, (regions, shapes) in enumerate(_polygons(labels, reference)):
            try:
                write(
                    path, np.array(shapes, dtype=object), [c[regions] for c in columns.values()], list(columns),
                    layer=LAYER_NAME, driver="GPKG", geometry_type="Polygon", crs=reference.crs_wkt, append=number > 0,
                )  # fmt: skip
            except (DataSourceError, OSError) as exc:
                raise OutputError(f"Segments could not be written in {path.parent} ({exc}); check the disk.") from exc


def region_facts(
    labels: NDArray[np.int32],
    count: int,
    *,
    classes: NDArray[np.uint8],
    confidence: NDArray[np.uint8],
    row_areas: NDArray[np.float64] | None,
) -> dict[str, NDArray[Any]]:
    """Return class_id, pixels, area_m2 (NaN where not known) and confidence (percent) of regions 1..count, in order."""
    flat = labels.ravel()
    pixels = np.bincount(flat, minlength=count + 1)[1:]
    total = np.bincount(flat, weights=confidence.ravel(), minlength=count + 1)[1:]
    class_id = np.zeros(count + 1, dtype=np.int32)
    class_id[flat] = classes.ravel()
    area = np.full(count, np.nan)
    if row_areas is not None:
        weights = np.repeat(row_areas, labels.shape[1])
        area = np.bincount(flat, weights=weights, minlength=count + 1)[1:]
    return {"class_id": class_id[1:], "pixels": pixels, "area_m2": area, "confidence": total / np.maximum(pixels, 1)}


def _polygons(labels: NDArray[np.int32], reference: GeoReference) -> Iterator[tuple[NDArray[np.int64], list[bytes]]]:
    """Yield batches of 0-based region numbers and their outlines as well-known binary."""
    from rasterio.features import shapes
    from rasterio.transform import IDENTITY, Affine

    transform = IDENTITY if reference.geotransform is None else Affine.from_gdal(*reference.geotransform)
    numbers: list[int] = []
    outlines: list[bytes] = []
    for geometry, label in shapes(labels, mask=labels > 0, connectivity=4, transform=transform):
        numbers.append(int(label) - 1)
        outlines.append(polygon_wkb(geometry["coordinates"]))
        if len(outlines) == _POLYGONS_PER_WRITE:
            yield np.array(numbers), outlines
            numbers, outlines = [], []
    yield np.array(numbers, dtype=np.int64), outlines


def polygon_wkb(rings: list[list[tuple[float, float]]]) -> bytes:
    """Return a polygon as well-known binary (OGC 06-103r4, section 8): little-endian, type 3."""
    parts = [struct.pack("<BII", 1, 3, len(rings))]
    for ring in rings:
        parts.append(struct.pack("<I", len(ring)))
        parts.append(np.asarray(ring, dtype="<f8").tobytes())
    return b"".join(parts)
