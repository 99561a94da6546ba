"""Read folders of Sentinel-2 patches for SpectralGPT: the layouts of fMoW-Sentinel and BigEarthNet.

fMoW-Sentinel (Cong et al. 2022, SatMAE): ``<category>/<category>_<location>/<category>_<location>_<image>.tif``, 13
bands of level L1C as B01 ... B08, B8A, B09, B10, B11, B12, numbers x 1e4, of any size. BigEarthNet (Sumbul et al.
2019; 2.0: Clasen et al. 2024): one folder per patch of 1.2 km, with one file per band (10, 20 and 60 m) of level L2A,
without B10.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from backend.common.arrays import BoolArray, FloatArray
from backend.common.errors import InputError
from backend.common.wording import counted
from backend.spectral.bands import Band
from backend.spectral.sensors import find

from .cleaning import Table
from .cutting import Candidate, Kind, Unusable, patch_sides
from .files import StoredScene
from .sources import BIGEARTHNET, FMOW_KIND, Source

SENSOR = "Sentinel-2"
SCALE = 1e-4  # reflectance per number (Sentinel-2 Products Specification Document, quantification value 10000)
GSD_M = 10.0


class PatchFolder:
    """The candidates of one image of a patch folder; ``resize``: side in pixels to resample the image to."""

    def __init__(self, source: Source, *, patch: int, table: Table, resize: int | None = None) -> None:
        """Read the size of the image.

        Raises:
            Unusable: the image is too small, or lacks bands of its layout.
        """
        self.source, self.resize = source, resize
        self._fmow = source.kind == FMOW_KIND
        level = "L1" if self._fmow else "L2"
        names = _table_bands()
        cleaning = table.find(sensor=SENSOR, level=level, quantity="reflectance", bands=len(names))
        self.bands = tuple(b for b in names if b.number not in cleaning.bad_bands)
        self.kind = Kind(SENSOR, level, "reflectance", tuple(b.number for b in self.bands), cleaning)
        self._files = [Path(source.path)] * len(self.bands) if self._fmow else self._band_files()
        self._height, self._width, self._gsd_m = self._sizes()
        self.rows, self.cols = patch_sides(self._height, self._width, patch)
        self.scene = self._describe()

    def __len__(self) -> int:
        return (self._height // self.rows) * (self._width // self.cols)

    @property
    def shape(self) -> tuple[int, int]:
        """The rows and columns of the patches."""
        return self.rows, self.cols

    def close(self) -> None:
        """Do nothing: no file stays open."""

    def _band_files(self) -> list[Path]:
        folder = Path(self.source.path)
        files = [folder / f"{folder.name}_{band.name}.tif" for band in self.bands]
        missing = next((f.name for f in files if not f.is_file()), None)
        if missing is not None:
            raise Unusable("bands are missing", f"'{self.source.shown}' lacks '{missing}'; copy or download it again.")
        return files

    def _sizes(self) -> tuple[int, int, float]:
        """Return height, width and ground distance after resampling."""
        import rasterio

        finest = self._files[[b.name for b in self.bands].index("B02")]
        with rasterio.open(finest) as dataset:
            if self._fmow and dataset.count != 13:
                raise Unusable(
                    "bands are missing", f"'{self.source.shown}' has {counted(dataset.count, 'band')} instead of 13."
                )
            height, width = dataset.height, dataset.width
        if self.resize is None:
            return height, width, GSD_M
        return self.resize, self.resize, round(GSD_M * max(height, width) / self.resize, 1)

    def _describe(self) -> StoredScene:
        named = BIGEARTHNET.match(Path(self.source.path).name)
        acquired = None
        if named is not None:
            acquired = re.sub(r"(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)", r"\1-\2-\3T\4:\5:\6Z", named["time"])
        return StoredScene(
            source=self.source.shown, gsd_m=self._gsd_m, acquired=acquired, gain=(1.0,) * len(self.bands),
            center_nm=tuple(float(b.center_nm or 0.0) for b in self.bands),
            fwhm_nm=tuple(float(b.fwhm_nm or 0.0) for b in self.bands),
        )  # fmt: skip

    def candidates(self, first: int, last: int) -> Iterator[Candidate]:
        """Yield the candidates ``first`` to ``last`` - 1, row by row."""
        raw, place = self._read()
        columns = self._width // self.cols
        for number in range(first, last):
            row, col = (side * at for side, at in zip((self.rows, self.cols), divmod(number, columns), strict=True))
            part = raw[:, row : row + self.rows, col : col + self.cols]
            observed: BoolArray = np.isfinite(part) & (part != 0)  # in both collections 0 means no data
            yield Candidate(part * np.float32(SCALE), observed, None, self.scene, {"row": row, "col": col, **place})

    def _read(self) -> tuple[FloatArray, dict[str, Any]]:
        """Return numbers (C, H, W) float32 and longitude and latitude of the image's centre."""
        import rasterio
        from rasterio.enums import Resampling

        shape, planes = (self._height, self._width), []
        place: dict[str, float | None] = {"lon": None, "lat": None}
        try:
            for file, band in zip(self._files, self.bands, strict=True):
                with rasterio.open(file) as dataset:
                    number = band.number if self._fmow else 1
                    planes.append(dataset.read(number, out_shape=shape, resampling=Resampling.bilinear))
                    place = _centre(dataset) if place["lon"] is None else place
        except rasterio.errors.RasterioError:
            raise InputError(f"'{self.source.shown}' cannot be read; copy or download it again.") from None
        return np.stack(planes).astype(np.float32), place


def _table_bands() -> tuple[Band, ...]:
    """Return the 13 bands of Sentinel-2 in the order of its products."""
    return find(SENSOR)[0].bands


def _centre(dataset: Any) -> dict[str, float | None]:  # noqa: ANN401 - rasterio has no types
    from rasterio.warp import transform

    if dataset.crs is None:
        return {"lon": None, "lat": None}
    x, y = dataset.xy(dataset.height // 2, dataset.width // 2)
    lon, lat = transform(dataset.crs, "EPSG:4326", [x], [y])
    return {"lon": round(float(lon[0]), 6), "lat": round(float(lat[0]), 6)}
