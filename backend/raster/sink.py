"""Write GeoTIFFs block by block, with palette, names, nodata and provenance inside."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..common.errors import OutputError
from .georeference import GeoReference
from .window import Window

Color = tuple[int, int, int]
_TARGET_BLOCK = 256  # GDAL's default tile side


@dataclass(frozen=True)
class RasterLayer:
    """One raster to be written.

    ``key`` names it within a job. ``band_names`` holds one description per band. ``colors`` and ``categories`` map
    pixel values to colour and class name. The value is the stored number times ``scale``. ``tags`` are provenance,
    without a date.
    """

    key: str
    dtype: str
    nodata: float
    band_names: tuple[str, ...]
    colors: Mapping[int, Color] = field(default_factory=dict)
    categories: Mapping[int, str] = field(default_factory=dict)
    scale: float | None = None
    tags: Mapping[str, str] = field(default_factory=dict)

    @property
    def bytes_per_pixel(self) -> int:
        """Bytes of one pixel of all bands, uncompressed."""
        return int(np.dtype(self.dtype).itemsize) * len(self.band_names)


def block_side(stride: int) -> int:
    """Return the side of the output's tiles: the multiple of 16 and of ``stride`` nearest to 256, if one is near."""
    fits = [m * stride for m in range(1, 33) if m * stride % 16 == 0 and 128 <= m * stride <= 512]
    return min(fits, key=lambda side: abs(side - _TARGET_BLOCK), default=_TARGET_BLOCK)


class GeoTiffSink:
    """Writes one layer of ``height`` x ``width`` pixels as strips of rows, top to bottom within a block of columns.

    Rows are collected until they fill the file's own tiles, so that no tile is compressed twice.
    """

    def __init__(
        self, path: Path, layer: RasterLayer, *, height: int, width: int, reference: GeoReference, side: int
    ) -> None:
        import rasterio
        from rasterio.transform import Affine

        profile: dict[str, Any] = {
            "driver": "GTiff", "height": height, "width": width, "count": len(layer.band_names), "dtype": layer.dtype,
            "nodata": layer.nodata, "tiled": True, "blockxsize": side, "blockysize": side, "compress": "deflate",
            "interleave": "band", "bigtiff": "if_safer",
        }  # fmt: skip
        if reference.geotransform is not None:
            profile["transform"] = Affine.from_gdal(*reference.geotransform)
        if reference.crs_wkt:
            profile["crs"] = rasterio.crs.CRS.from_wkt(reference.crs_wkt)
        with _writing(path):
            self._file = rasterio.open(path, "w", **profile)
        self._path, self._layer, self._side = path, layer, side
        self._rows: list[NDArray[Any]] = []
        self._at: Window | None = None  # position of the collected rows
        self._describe()

    def _describe(self) -> None:
        layer = self._layer
        if layer.colors:
            alpha = {value: (*color, 255) for value, color in layer.colors.items()}
            self._file.write_colormap(1, {0: (0, 0, 0, 0), **alpha})
        for number, name in enumerate(layer.band_names, start=1):
            self._file.set_band_description(number, name)
        if layer.scale is not None:
            self._file.scales = [layer.scale] * len(layer.band_names)
        if layer.categories:
            self._file.update_tags(1, **{f"CLASS_{value}": name for value, name in layer.categories.items()})
        self._file.update_tags(**layer.tags)

    def write(self, row: int, col: int, data: NDArray[Any]) -> None:
        """Write rows (bands, n, w) whose first pixel is (``row``, ``col``) of the output.

        Raises:
            OutputError: the file cannot be written.
        """
        height, width = data.shape[-2:]
        held = self._at
        if held is not None and (held.row_end != row or held.col != col or held.width != width):
            self.flush()
            held = None
        self._rows.append(data)
        self._at = (
            Window(row, col, height, width) if held is None else Window(held.row, col, held.height + height, width)
        )
        ready = self._at.row_end // self._side * self._side - self._at.row
        if ready > 0:
            self._emit(ready)

    def flush(self) -> None:
        """Write the rows collected so far."""
        if self._at is not None:
            self._emit(self._at.height)

    def _emit(self, count: int) -> None:
        from rasterio.windows import Window as RasterioWindow

        at = self._at
        if at is None:
            return
        data = self._rows[0] if len(self._rows) == 1 else np.concatenate(self._rows, axis=1)
        with _writing(self._path):
            self._file.write(data[:, :count], window=RasterioWindow(at.col, at.row, at.width, count))
        left = at.height - count
        self._rows = [data[:, count:].copy()] if left else []
        self._at = Window(at.row + count, at.col, left, at.width) if left else None

    def close(self) -> None:
        """Write the remaining rows and close the file.

        Raises:
            OutputError: the file cannot be written.
        """
        with _writing(self._path):
            self.flush()
            self._file.close()

    def discard(self) -> None:
        """Close the file; it will be deleted."""
        with contextlib.suppress(Exception):
            self._file.close()


@contextlib.contextmanager
def _writing(path: Path) -> Iterator[None]:
    """Turn rasterio's errors into ours."""
    from rasterio.errors import RasterioError

    try:
        yield
    except (RasterioError, OSError) as exc:
        text = " ".join(str(exc).split())
        raise OutputError(
            f"A file in {path.parent} could not be written ({text}); check the disk and the folder."
        ) from exc


def category_sidecar(layer: RasterLayer) -> str:
    """Return the text of ``<file>.aux.xml``: class names by pixel value, which GeoTIFF cannot store inside."""
    names = (escape(layer.categories.get(value, "")) for value in range(max(layer.categories, default=0) + 1))
    rows = "".join(f"      <Category>{name}</Category>\n" for name in names)
    return (
        '<PAMDataset>\n  <PAMRasterBand band="1">\n'
        f"    <CategoryNames>\n{rows}    </CategoryNames>\n  </PAMRasterBand>\n</PAMDataset>\n"
    )


def style_sidecar(layer: RasterLayer) -> str:
    """Return the text of ``<file>.qml``: the class names and colours that QGIS shows when it opens the file.

    A palette inside a GeoTIFF always has 256 entries and no names; without this file a legend would list 256 numbers.
    """
    entries = "".join(
        f'    <paletteEntry value="{value}" color="#{red:02x}{green:02x}{blue:02x}" alpha="255" '
        f'label="{escape(layer.categories[value])}"/>\n'
        for value, (red, green, blue) in sorted(layer.colors.items())
        if value in layer.categories
    )
    return (
        "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
        '<qgis version="3.22" styleCategories="Symbology">\n'
        ' <pipe>\n  <rasterrenderer type="paletted" band="1" opacity="1" alphaBand="-1" nodataColor="">\n'
        f"   <colorPalette>\n{entries}   </colorPalette>\n  </rasterrenderer>\n </pipe>\n"
        "</qgis>\n"
    )
