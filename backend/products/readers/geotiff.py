"""Any raster GDAL reads: GeoTIFF, COG, VRT, compressed ENVI and others; the reader of last resort."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from ...common.locations import web_address
from ...raster.raw_array import RawArray, pixel_by_pixel
from ...raster.window import Window
from ...spectral.overrides import SensorOverrides
from ..base import Layout, ProductBase, RasterMeta, damaged
from ..files import network
from ..files.dataset import open_dataset
from ..files.gdal import crs_of, errors, reading
from ..files.lengths.tiff_extent import pixel_rows
from ..files.lengths.whole import Length
from ..files.limits import number_type
from ..geometry.control import geolocation_of
from ..meaning.describe import describe, merged
from ..statements.evidence import Evidence
from ..statements.stated import evidence_of


def layout_of(dataset: Any, path: Path, *, product: str = "raster") -> Layout:  # noqa: ANN401
    """Return the layout of an open rasterio dataset.

    Raises:
        InputError: the number type is not supported.
    """
    from rasterio.enums import ColorInterp

    dtype = number_type(dataset.dtypes, path.name)
    grid, crs = dataset.transform.to_gdal(), crs_of(dataset)
    placed = not dataset.transform.is_identity or crs is not None
    alpha = frozenset(i for i, use in enumerate(dataset.colorinterp) if use == ColorInterp.alpha)
    return Layout(
        path=path,
        driver=dataset.driver,
        width=dataset.width,
        height=dataset.height,
        count=dataset.count,
        dtype=dtype.name,
        geotransform=grid if placed else None,
        crs_wkt=crs,
        band_nodata=tuple(None if v is None else float(v) for v in dataset.nodatavals),
        product=product,
        files=tuple(dict.fromkeys([path, *(Path(f) for f in dataset.files if not str(f).startswith("/vsi"))])),
        alpha=alpha,
        geolocation=None if placed else geolocation_of(dataset),
    )


_PIECE_VALUES = 1 << 22  # numbers in memory at a time if more bands are read than needed


class RasterioProduct(ProductBase):
    """A raster read through GDAL."""

    _header_fields: Mapping[str, str] | None = None
    """Fields of the ENVI header, if it was parsed here."""
    _rows: RawArray | None = None

    def __init__(
        self, path: Path, overrides: SensorOverrides | None = None, *, product: str = "raster", opened_as: str = "",
        files: tuple[Path, ...] = (),
    ) -> None:  # fmt: skip
        """Open ``path`` and interpret it.

        ``opened_as``: its GDAL name if that differs, as inside an archive or on a web server; ``files``: the files that
        contain it.

        Raises:
            InputError: the file cannot be read.
            SensorError: the user's statements do not fit the raster.
        """
        self._lock, self._name = threading.Lock(), opened_as or str(path)
        self._remote = network.options_for(self._name)
        self._dataset, self._length = open_dataset(opened_as or path), Length(path)
        try:
            self._layout = layout_of(self._dataset, path, product=product)
            if files:
                self._layout = replace(self._layout, files=files)
            self._masked = self._has_mask()
            self._rows = self._pixel_rows(path if not opened_as else None)
            self._prepare()
            confirmed = merged(path, overrides).wavelength_unit
            evidence = self._evidence(confirmed)
            self._meta: RasterMeta = describe(
                self._layout, read=self.read, block_shape=self.block_shape, overrides=overrides, evidence=evidence
            )
        except BaseException:
            self.close()
            raise

    def _pixel_rows(self, path: Path | None) -> RawArray | None:
        """Return the pixels of an uncompressed, pixel-interleaved GeoTIFF, to be read by position.

        GDAL takes six times as long. None for all other files, and if ``path`` is None.
        """
        data = self._dataset
        if path is None or data.driver != "GTiff" or data.compression is not None or data.count < 2:
            return None
        with path.open("rb") as file:
            found = pixel_rows(file, path.stat().st_size)
        wanted = (data.height, data.width, data.count), np.dtype(self._layout.dtype)
        if found is None or (found.shape, found.dtype.newbyteorder("=")) != wanted:
            return None
        return RawArray(path, dtype=found.dtype, offset=found.offset, shape=found.shape)

    def _prepare(self) -> None:
        """Check what a subclass needs before the first read."""

    def _evidence(self, confirmed: str | None) -> list[Evidence]:
        """Return what the file states, most trusted first; ``confirmed`` is the user's wavelength unit."""
        return evidence_of(self._dataset, self._layout.path, confirmed, header=self._header_fields)

    def _has_mask(self) -> bool:
        from rasterio.enums import MaskFlags

        flags = self._dataset.mask_flag_enums
        return any(MaskFlags.per_dataset in f for f in flags)

    @property
    def block_shape(self) -> tuple[int, int]:
        """Rows and columns of the blocks of the file."""
        rows, cols = self._dataset.block_shapes[0]
        return int(rows), int(cols)

    def read(self, window: Window, bands: Sequence[int]) -> np.ndarray:
        """Return raw numbers (C, h, w) of the 0-based ``bands``, in the file's data type."""
        self._check(window, bands, self._layout)
        return self._read([b + 1 for b in bands], window)

    def read_mask(self, window: Window) -> np.ndarray | None:
        """Return the alpha band or mask of the file, (h, w) bool, or None."""
        self._check(window, (), self._layout)
        if self._layout.alpha:  # GDAL itself only uses alpha in rasters with two or four bands
            alpha: np.ndarray = self._read([min(self._layout.alpha) + 1], window)[0]
            return np.asarray(alpha > 0)
        if not self._masked:
            return None
        with self._lock, reading(**self._remote):
            mask: np.ndarray = self._dataset.dataset_mask(window=_gdal_window(window)) > 0
        return mask

    def _read(self, indexes: Sequence[int], window: Window) -> np.ndarray:
        if self._rows is not None:
            return pixel_by_pixel(self._rows, window, [i - 1 for i in indexes])
        try:
            if self._remote:
                block = network.read_again(lambda: self._read_bands(indexes, window), errors())
            else:
                block = self._read_bands(indexes, window)
        except errors() as exc:
            if self._remote:
                raise network.not_read(self._name, exc, window) from None
            raise damaged(self._layout.path.name, window, self._unreadable(indexes, window)) from None
        self._length.check()
        return block

    def _read_bands(self, indexes: Sequence[int], window: Window) -> np.ndarray:
        if self._picked_after_reading(indexes):
            return self._read_and_pick(indexes, window)
        with self._lock, reading(**self._remote):
            block: np.ndarray = self._dataset.read(list(indexes), window=_gdal_window(window))
        return block

    def _picked_after_reading(self, indexes: Sequence[int]) -> bool:
        """True if GDAL's direct reads take 40 times as long for some bands as for all bands from the first one on.

        This is so for uncompressed pixel-interleaved GeoTIFFs.
        """
        data = self._dataset
        direct = data.driver == "GTiff" and data.compression is None and data.interleaving is not None
        return direct and data.interleaving.name == "pixel" and list(indexes) != list(range(1, len(indexes) + 1))

    def _read_and_pick(self, indexes: Sequence[int], window: Window) -> np.ndarray:
        """Read all bands up to the last one needed, a few rows at a time, and keep the needed ones."""
        last, places = max(indexes), [i - 1 for i in indexes]
        step = max(1, _PIECE_VALUES // (last * window.width))
        result = np.empty((len(places), window.height, window.width), dtype=self._layout.dtype)
        for row in range(0, window.height, step):
            part = replace(window, row=window.row + row, height=min(step, window.height - row))
            with self._lock, reading(**self._remote):
                block = self._dataset.read(list(range(1, last + 1)), window=_gdal_window(part))
            result[:, row : row + part.height] = block[places]
        return result

    def _unreadable(self, indexes: Sequence[int], window: Window) -> int | None:
        """Return the first of the bands, numbered from 1, that cannot be read by itself."""
        for number in indexes:
            try:
                with self._lock, reading(**self._remote):
                    self._dataset.read(number, window=_gdal_window(window))
            except errors():
                return number
        return None

    def close(self) -> None:
        """Close the dataset."""
        self._dataset.close()
        if self._rows is not None:
            self._rows.close()


def _gdal_window(window: Window) -> Any:  # noqa: ANN401
    from rasterio.windows import Window as GdalWindow

    return GdalWindow(window.col, window.row, window.width, window.height)


def opens(path: Path) -> bool:
    """Return True: any file may be a raster that GDAL can read."""
    return path.is_file()


def open_raster(path: Path, overrides: SensorOverrides | None) -> RasterioProduct:
    """Open any raster that GDAL can read."""
    return RasterioProduct(path, overrides)


def open_address(name: str, overrides: SensorOverrides | None) -> RasterioProduct:
    """Open a raster on a web server; ``name`` is its GDAL name, ``/vsicurl/https://host/a.tif``."""
    return RasterioProduct(network.name_of(web_address(name) or name), overrides, opened_as=name)
