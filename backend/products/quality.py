"""Clouds and cloud shadows from a product's quality layers.

Sources of the codes: EnMAP HSI L2A specification EN-PCV-ICD-2009-2 (QL_QUALITY_*); DESIS products guide (QL_QUALITY-2);
Sentinel-2 products specification document issue 15 (SCL, MSK_CLASSI); Landsat 8-9 collection 2 LSDS-1619 (QA_PIXEL);
EMIT L2A mask user guide (LP DAAC); PRISMA products specification 2.3 (Cloud_Mask); Tanager product specification
(November 2025, beta_cloud_mask, beta_cirrus_mask).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..common.errors import InputError
from ..raster.window import Window
from .base import ProductWrapper
from .files.package import Package
from .shared.parts import GdalPart, H5Part, Part

CLEAR, THIN, SHADOW, CLOUD = 0, 1, 2, 3
"""Codes of a pixel; if layers disagree, the larger code counts. THIN: thin cirrus or haze; the ground is visible."""
SPECTRAL_TESTS = "spectral tests, shadows by the place of clouds"
"""Source of the clouds in a product without quality layers."""
SPECTRAL_TESTS_ALONE = "spectral tests, without shadows: the raster is too large to look for them"
"""The same for a raster too large to be searched before it is mapped."""
NAMES = {CLOUD: "cloud", SHADOW: "cloud_shadow", THIN: "thin_cloud_or_haze"}
Codes = NDArray[np.uint8]
Rule = Callable[[NDArray[Any]], Codes]  # numbers (C, h, w) -> codes (h, w)


@dataclass(frozen=True)
class Quality:
    """Quality layers of a product, on its grid.

    Attributes:
        name: description for the report.
        layers: bands, and the rule that turns them into codes.
    """

    name: str
    layers: tuple[tuple[Part, Rule], ...]

    def read(self, window: Window) -> Codes:
        """Return the codes (h, w) of a window."""
        found = [rule(part.read(window, range(part.count))) for part, rule in self.layers]
        codes: Codes = np.maximum.reduce(found)
        return codes

    def close(self) -> None:
        """Close the files."""
        for part, _ in self.layers:
            part.close()


def by_value(table: dict[int, int]) -> Rule:
    """Return the rule for a layer of class values: value -> code, CLEAR for all others."""

    def rule(values: NDArray[Any]) -> Codes:
        codes = np.zeros(values.shape[1:], dtype=np.uint8)
        for value, code in table.items():
            codes[values[0] == value] = code
        return codes

    return rule


def by_flag(codes: Sequence[int]) -> Rule:
    """Return the rule for bands of flags: a band's code where it is 1; other numbers are outside the scene."""

    def rule(values: NDArray[Any]) -> Codes:
        weights = np.asarray(codes, dtype=np.uint8)[:, None, None]
        found: Codes = ((values == 1) * weights).max(axis=0)
        return found

    return rule


def _qa_pixel(values: NDArray[Any]) -> Codes:
    """Return codes from Landsat's QA_PIXEL: bit 1 dilated cloud, 2 cirrus, 3 cloud, 4 cloud shadow; 0 fill, unused."""
    bits = values[0].astype(np.uint16)
    codes = np.where(bits & 0b100, np.uint8(THIN), np.uint8(CLEAR))
    codes[(bits & 0b10000) != 0] = SHADOW
    codes[(bits & 0b1010) != 0] = CLOUD
    codes[(bits & 1) != 0] = CLEAR
    return codes


SCL = by_value({3: SHADOW, 8: CLOUD, 9: CLOUD, 10: THIN})
"""Sentinel-2 scene classification: 3 cloud shadow, 8 and 9 cloud of medium and high probability, 10 thin cirrus."""
QA_PIXEL: Rule = _qa_pixel
CLASSI = by_flag((CLOUD, THIN))
"""Sentinel-2 L1C since baseline 04.00, bands of MSK_CLASSI: opaque clouds, cirrus."""
EMIT_BANDS = (("cloud flag", CLOUD), ("dilated cloud flag", CLOUD), ("cirrus flag", THIN))
DESIS_BANDS = (SHADOW, CLEAR, CLEAR, THIN, THIN, CLOUD, CLOUD, CLEAR)
"""DESIS QL_QUALITY-2: shadow, land, snow, haze over land, haze over water, cloud over land, cloud over water, water."""
ENMAP_LAYERS = (
    ("CLOUD", by_flag((CLOUD,))),
    ("CLOUDSHADOW", by_flag((SHADOW,))),
    ("CIRRUS", by_value({1: THIN, 2: THIN, 3: CLOUD})),  # thin, medium, thick
    ("HAZE", by_flag((THIN,))),
)
PRISMA_CLOUD = by_value({1: CLOUD})


def gdal_layers(
    package: Package, wanted: Iterable[tuple[str, Rule, Sequence[int] | None]], *, name: str, shape: tuple[int, int]
) -> tuple[Quality | None, list[str]]:
    """Return the quality layers of a package that exist and fit the product's grid, and the names of their files.

    Args:
        package: the product's files.
        wanted: pattern of each file's name, its rule, and its 0-based bands (None: all).
        name: description of the layers.
        shape: rows and columns of the product; a layer may be coarser by an integer factor.
    """
    layers: list[tuple[Part, Rule]] = []
    files = []
    for pattern, rule, bands in wanted:
        found = package.find(pattern)
        if found is None:
            continue
        part = _fitting(package.gdal_path(found), bands, shape)
        if part is not None:
            layers.append((part, rule))
            files.append(found)
    return (Quality(name, tuple(layers)) if layers else None), files


def _fitting(path: Path | str, bands: Sequence[int] | None, shape: tuple[int, int]) -> GdalPart | None:
    """Open a layer; return None if it cannot be read or has another grid."""
    try:
        part = GdalPart(path, bands=bands)
    except InputError:
        return None
    height, width = part.dataset.shape
    zoom = -(-shape[0] // max(height, 1))
    if (-(-shape[0] // zoom), -(-shape[1] // zoom)) != (height, width) or max(bands or (0,)) >= part.dataset.count:
        part.close()
        return None
    part.zoom = zoom
    return part


def emit_mask(path: Path, shape: tuple[int, int]) -> tuple[Quality, Path] | None:
    """Return the mask granule beside an EMIT reflectance granule (…L2A_RFL… -> …L2A_MASK…), and its file."""
    from .shared import hdf

    if not re.search(r"L2A_RFL_", path.name, re.I):
        return None
    beside = path.with_name(re.sub(r"L2A_RFL_", "L2A_MASK_", path.name, flags=re.I))
    if not hdf.holds(beside, "mask"):
        return None
    file = hdf.open_file(beside)
    try:
        cube = file["mask"]
        names = [hdf.text(v) or "" for v in file["sensor_band_parameters/mask_bands"][:]]
        bands = [(i, code) for i, text in enumerate(names) for known, code in EMIT_BANDS if text.lower() == known]
        if tuple(cube.shape[:2]) != shape or not bands:
            file.close()
            return None
    except hdf.DAMAGE:
        file.close()
        return None
    part = _OwnedPart(cube, "yxb", [i for i, _ in bands], file)
    return Quality("EMIT L2A mask", ((part, by_flag([code for _, code in bands])),)), beside


class _OwnedPart(H5Part):
    """A part that owns its file."""

    def __init__(self, dataset: Any, axes: str, bands: Sequence[int], file: Any) -> None:  # noqa: ANN401
        super().__init__(dataset, axes, bands)
        self._file = file

    def close(self) -> None:
        """Close the file."""
        self._file.close()


class H5Layer:
    """A two-dimensional HDF5 dataset as one band."""

    def __init__(self, dataset: Any) -> None:  # noqa: ANN401
        """Wrap a dataset (rows, columns)."""
        self._dataset = dataset

    @property
    def count(self) -> int:
        """One band."""
        return 1

    def read(self, window: Window, bands: Sequence[int]) -> np.ndarray:
        """Return the numbers (1, h, w)."""
        return np.asarray(self._dataset[window.row : window.row_end, window.col : window.col_end])[None]

    def close(self) -> None:
        """Do nothing: the product closes the file."""


def h5_layers(datasets: Iterable[tuple[Any, Rule]], *, name: str, shape: tuple[int, int]) -> Quality | None:
    """Return the quality layers among two-dimensional datasets: those that exist and have the product's shape."""
    layers = tuple((H5Layer(data), rule) for data, rule in datasets if data is not None and data.shape == shape)
    return Quality(name, layers) if layers else None


class CloudMasked(ProductWrapper):
    """A product with quality layers, whose clouds and cloud shadows count as nodata."""

    def read_mask(self, window: Window) -> np.ndarray | None:
        """Return a mask (h, w), True where there is data and neither cloud nor cloud shadow."""
        mask, codes = self._product.read_mask(window), self._product.read_quality(window)
        if codes is None:
            return mask
        clear = codes < SHADOW
        return clear if mask is None else mask & clear
