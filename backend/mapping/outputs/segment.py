"""Polygons of equal class, with area and mean confidence."""

from __future__ import annotations

import itertools
import math
import struct
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from ...common.errors import InputError, OutputError, part_of_engine
from ...common.machine.memory import DEFAULT_MEMORY_MB
from ...common.wording import first_clause
from ...job.spec import JobSpec
from ...raster.georeference import GeoReference
from ...raster.neighbourhoods.strip_regions import BYTES_PER_STRIP_PIXEL, Region, StripRegions
from ...raster.window import Window
from ...scene.map_classes import MapClasses
from .classify import NODATA_CLASS, Classify

if TYPE_CHECKING:
    from rasterio.io import DatasetReader

LAYER_NAME = "segments"
_POLYGONS_PER_WRITE = 20000
_BYTES_PER_SIEVED_PIXEL = 8  # the classes as read, sieved and masked, and GDAL's own buffers


class Segment(Classify):
    """The class map, and its 4-connected regions as polygons in a GeoPackage.

    Fields: class_id, class_name, pixels, area_m2 (empty where the raster has no CRS) and confidence (mean of the
    pixels' confidence, percent; empty for clouds that the model did not see). Regions smaller than the job's
    ``min_area_m2`` are merged into their largest neighbour first, in the polygons only; the class map stays as it is.
    The finished map is read in strips. A region too large for the memory ceiling is cut along a row, and the result
    says how often.
    """

    name = "segment"

    def __init__(self, classes: MapClasses, spec: JobSpec) -> None:
        super().__init__(classes, spec)
        self._min_area_m2 = spec.options.min_area_m2
        # a quarter for the strip, a quarter for regions that span strips; the rest is for the process itself
        self._share_bytes = (spec.options.memory_mb or DEFAULT_MEMORY_MB) * 2**20 // 4
        if "confidence" not in self._keys:
            self._keys.append("confidence")

    def check(self, area: Window, *, has_areas: bool) -> None:
        """Refuse areas that :meth:`finish` could not process.

        Raises:
            InputError: a smallest area is requested without a CRS.
        """
        if self._min_area_m2 > 0 and not has_areas:
            raise InputError("A smallest segment area needs a raster with a CRS; leave it at 0 for this one.")

    def finish(self, rasters: Mapping[str, Path], vector: Path | None) -> dict[str, Any]:
        """Write the polygons of the finished maps.

        Raises:
            InputError: no output is requested.
            EngineError: pyogrio is missing.
            OutputError: the GeoPackage cannot be written.
        """
        import rasterio

        if vector is None:
            raise InputError("Segments need an output; give the path of a GeoPackage.")
        with rasterio.open(rasters["classes"]) as classes, rasterio.open(rasters["confidence"]) as confidence:
            placed = classes.crs is not None or not classes.transform.is_identity
            reference = GeoReference(
                classes.transform.to_gdal() if placed else None, classes.crs.to_wkt() if classes.crs else None
            )
            row_areas = reference.row_areas_m2(classes.height)
            regions = StripRegions(classes.width, row_areas, memory_bytes=self._share_bytes)
            found = self._regions(classes, confidence, regions, row_areas)
            count = self._write(vector, found, reference)
        return {"segments": count, **({"cut_segments": regions.cuts} if regions.cuts else {})}

    def _regions(
        self,
        classes: DatasetReader,
        confidence: DatasetReader,
        regions: StripRegions,
        row_areas: NDArray[np.float64] | None,
    ) -> Iterator[Region]:
        """Read both rasters in strips and yield their regions."""
        rows = max(1, self._share_bytes // (classes.width * BYTES_PER_STRIP_PIXEL))
        rows = max(rows // 256 * 256, min(rows, 256))  # whole blocks of the file
        for top in range(0, classes.height, rows):
            end = min(top + rows, classes.height)
            strip = self._sieved(classes, top, end, row_areas)
            window = ((top, end), (0, classes.width))
            yield from regions.feed(top, strip, confidence.read(1, window=window))
        yield from regions.finish()

    def _sieved(
        self, classes: DatasetReader, top: int, end: int, row_areas: NDArray[np.float64] | None
    ) -> NDArray[np.uint8]:
        """Return rows of the class map, with regions below the smallest area merged into their neighbours.

        A region of n pixels has at most n rows, so n more rows on each side, if memory has room for them, contain all
        of it.
        """
        width = classes.width
        pixels = 0
        if self._min_area_m2 > 0 and row_areas is not None:
            pixels = math.ceil(self._min_area_m2 / float(np.median(row_areas)))
        if pixels <= 1:
            plain: NDArray[np.uint8] = classes.read(1, window=((top, end), (0, width)))
            return plain
        from rasterio.features import sieve

        room = self._share_bytes // (width * _BYTES_PER_SIEVED_PIXEL) - (end - top)
        margin = min(pixels, max(room // 2, 0))
        first, last = max(0, top - margin), min(classes.height, end + margin)
        wide = classes.read(1, window=((first, last), (0, width)))
        merged = sieve(wide, pixels, mask=wide != NODATA_CLASS, connectivity=4)
        result = np.where(wide != NODATA_CLASS, merged, np.uint8(NODATA_CLASS))
        return result[top - first : end - first]

    def _write(self, path: Path, regions: Iterator[Region], reference: GeoReference) -> int:
        """Write all polygons; return their number."""
        count = 0
        while True:
            batch = list(itertools.islice(regions, _POLYGONS_PER_WRITE))
            if not batch and count:
                return count
            self._write_batch(path, batch, reference, append=count > 0)
            count += len(batch)
            if not batch:
                return count

    def _write_batch(self, path: Path, regions: Sequence[Region], reference: GeoReference, *, append: bool) -> None:
        with part_of_engine("pyogrio"):
            from pyogrio.errors import DataSourceError
            from pyogrio.raw import write
        titles = {c.value: c.title for c in self.classes.all}
        columns = {
            "class_id": np.array([r.class_id for r in regions], dtype=np.int32),
            "class_name": np.array([titles[r.class_id] for r in regions], dtype=object),
            "pixels": np.array([r.pixels for r in regions], dtype=np.int64),
            "area_m2": np.array([r.area_m2 for r in regions], dtype=np.float64),
            "confidence": np.array([r.confidence for r in regions], dtype=np.float64),
        }
        outlines = np.array([polygon_wkb(_placed(r.rings, reference)) for r in regions], dtype=object)
        try:
            write(
                path, outlines, list(columns.values()), list(columns),
                layer=LAYER_NAME, driver="GPKG", geometry_type="Polygon", crs=reference.crs_wkt, append=append,
            )  # fmt: skip
        except (DataSourceError, OSError) as exc:
            raise OutputError(
                f"Segments could not be written in {path.parent} ({first_clause(exc)}); check the disk."
            ) from exc


def _placed(rings: Sequence[Any], reference: GeoReference) -> list[NDArray[np.float64]]:
    """Transform pixel corners (column, row) to coordinates in the raster's CRS."""
    if reference.geotransform is None:
        return [np.asarray(ring, dtype=np.float64) for ring in rings]
    x0, x_col, x_row, y0, y_col, y_row = reference.geotransform
    placed = []
    for ring in rings:
        col, row = np.asarray(ring, dtype=np.float64).T
        placed.append(np.stack([x0 + x_col * col + x_row * row, y0 + y_col * col + y_row * row], axis=1))
    return placed


def polygon_wkb(rings: Sequence[NDArray[np.float64]]) -> bytes:
    """Return a polygon with rings (n, 2) as well-known binary (OGC 06-103r4, section 8): little-endian, type 3."""
    parts = [struct.pack("<BII", 1, 3, len(rings))]
    for ring in rings:
        parts.append(struct.pack("<I", len(ring)))
        parts.append(np.ascontiguousarray(ring, dtype="<f8").tobytes())
    return b"".join(parts)
