"""Readers of rasters with a layout or scaling that the product cannot know: separate bands, offsets, band-wise gains.

Each reader returns reflectance (H, W, C), validity, labels and metadata; None if the files are absent.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from backend.common.arrays import BoolArray
from backend.products.readers.landsat import parse_mtl
from backend.spectral.physics.radiometry import apparent_reflectance_gain
from backend.spectral.resampling import Bands

from ..scene import bands_at
from .tables import sensor_bands

_FILL = -0.5  # reflectance; all lower values are fill values


@dataclass(frozen=True)
class Image:
    """Reflectance (H, W, C), validity (H, W), labels (H, W) and the metadata that the files lack."""

    pixels: NDArray[np.floating]
    valid: NDArray[np.bool_]
    labels: NDArray[np.integer]
    bands: Bands
    level: str
    sensor: str | None
    gsd_m: float


def _read(path: Path) -> NDArray[np.float64]:
    import rasterio

    with rasterio.open(path) as source:
        values: NDArray[np.float64] = source.read().astype(np.float64)
    return np.moveaxis(values, 0, -1)  # (C, H, W) -> (H, W, C)


def _observed(pixels: NDArray[np.floating]) -> BoolArray:
    """Return where none of the bands (H, W, C) has a fill value."""
    seen: BoolArray = np.all(np.isfinite(pixels) & (pixels > _FILL), axis=2)
    return seen


# --- Amazon, Sentinel-2 ---------------------------------------------------------------------------------------------
_S2_NAMES = ("B01", "B02", "B03", "B04", "B05", "B06", "B07", "B08", "B8A", "B09", "B11", "B12")
_S2_OFFSET = -0.1
"""BOA_ADD_OFFSET, which the files still include: water has a flat reflectance of .11."""


def amazon_sentinel2(data: Path) -> Image | None:
    """Sentinel-2 L2A of a river in the Brazilian Amazon."""
    folder = data / "more" / "sentinel2_amazon"
    if not (folder / "sen2.tif").exists():
        return None
    pixels = _read(folder / "sen2.tif") + _S2_OFFSET
    labels = _read(folder / "labels_sen2.tif")[..., 0].astype(np.uint8)
    return Image(pixels, _observed(pixels), labels, sensor_bands("Sentinel-2", _S2_NAMES), "L2", "Sentinel-2", 10.0)


# --- Amazon, Landsat 5 ----------------------------------------------------------------------------------------------
_TM = {1: (485.0, 70.0), 2: (560.0, 80.0), 3: (660.0, 60.0), 4: (830.0, 140.0), 5: (1650.0, 200.0), 7: (2215.0, 270.0)}
"""Band -> centre and width in nm of Landsat 5 TM (USGS); band 6 is thermal."""


def amazon_landsat5(data: Path) -> Image | None:
    """Landsat 5 TM digital numbers, converted to reflectance at the sensor with the gains of the MTL file."""
    folder = data / "more" / "landsat5_amazon"
    if not (folder / "lsat.tif").exists():
        return None
    numbers = _read(folder / "lsat.tif")[..., [band - 1 for band in _TM]]
    text = next(folder.glob("*_MTL.txt")).read_text(encoding="latin-1").replace("\x00", "")
    stated = {key: value for group in parse_mtl(text, "MTL.txt").values() for key, value in group.items()}
    bands = bands_at(_TM.values())
    to_reflectance = apparent_reflectance_gain(
        bands.center_nm, bands.fwhm_nm, sun_zenith_deg=90.0 - float(stated["SUN_ELEVATION"]),
        acquired=stated["DATE_ACQUIRED"],
    )  # fmt: skip
    mult, add = (np.array([float(stated[f"RADIANCE_{kind}_BAND_{band}"]) for band in _TM]) for kind in ("MULT", "ADD"))
    labels = _read(folder / "labels_lsat.tif")[..., 0].astype(np.uint8)
    pixels = (numbers * mult + add) * to_reflectance
    return Image(pixels, _observed(pixels), labels, bands, "L1", "Landsat 5 TM", 30.0)


# --- Chiapas, Landsat 7 ---------------------------------------------------------------------------------------------
_ETM = {1: (482.5, 65.0), 2: (565.0, 80.0), 3: (660.0, 60.0), 4: (837.5, 125.0), 5: (1650.0, 200.0), 7: (2220.0, 260.0)}
"""Band -> centre and width in nm of Landsat 7 ETM+ (USGS)."""
_FMASK = 7  # position of the mask in the stack; the thermal band precedes it
_FMASK_CLEAR, _FMASK_SHADOW, _FMASK_CLOUD = 0, 2, 4
CLEAR, CLOUD, SHADOW = 1, 2, 3
_CLOUD_BLUE, _SHADOW_NIR = 0.20, 0.17
"""The mask includes a margin around each cloud, so only its bright pixels count as cloud, its dark ones as shadow. No
clear pixel of the scene is as bright, and 263 of 45,696 are as dark."""
_SCALE = 1e-4


def _chiapas(data: Path, file: str) -> tuple[NDArray[np.float64], NDArray[np.float64]] | None:
    path = data / "more" / "landsat7_chiapas" / file
    if not path.exists():
        return None
    stack = _read(path)
    return stack[..., : len(_ETM)] * _SCALE, stack[..., _FMASK]


def chiapas_1999(data: Path) -> Image | None:
    """Landsat 7 ETM+ surface reflectance, clear, with labels drawn for this date."""
    found = _chiapas(data, "LE70220491999322EDC01_stack.gtif")
    if found is None:
        return None
    pixels, _ = found
    labels = _read(data / "more" / "landsat7_chiapas" / "training_data.gtif")[..., 0].astype(np.uint8)
    return Image(pixels, _observed(pixels), labels, bands_at(_ETM.values()), "L2", "Landsat 7 ETM+", 30.0)


def chiapas_2002(data: Path) -> Image | None:
    """The same place, partly cloudy; labels are the bright pixels of Fmask clouds and the dark ones of its shadows."""
    found = _chiapas(data, "LE70220492002106EDC00_stack.gtif")
    if found is None:
        return None
    pixels, mask = found
    labels = np.where(mask == _FMASK_CLEAR, CLEAR, 0)
    labels[(mask == _FMASK_CLOUD) & (pixels[..., 0] > _CLOUD_BLUE)] = CLOUD
    labels[(mask == _FMASK_SHADOW) & (pixels[..., 3] < _SHADOW_NIR)] = SHADOW
    return Image(
        pixels, _observed(pixels), labels.astype(np.uint8), bands_at(_ETM.values()), "L2", "Landsat 7 ETM+", 30.0
    )
