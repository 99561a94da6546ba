"""Hyperion L1R: radiance in sensor geometry, 242 channels in one HDF4 file.

Source: EO-1 user guide v2.3 (USGS): one array of 16-bit numbers (lines, channels, samples), scaled like L1T. It states
no places on the ground: the map stays in sensor geometry.
"""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np

from ..errors import InputError
from ..spectral.overrides import SensorOverrides
from . import hdf4
from .base import Layout, Product
from .hyperion import radiance_evidence
from .package import package_of
from .parts import AssembledProduct, H5Part

_IMAGE = r"EO1H\w+\.L1R"
_CHANNELS = 242
_NO_PLACE = "Hyperion L1R states no places on the ground, so its map stays in sensor geometry; L1T has a map grid."


def _image(path: Path) -> Path | None:
    """Return the image of a product named by itself, its header, or its folder."""
    if path.is_dir():
        package = package_of(path)
        name = package.find(_IMAGE) if package is not None else None
        found = path / name if name is not None else None
    elif path.suffix.lower() == ".hdr":
        pattern = re.compile(re.escape(path.stem.removesuffix(".L1R")) + r"\.L1R", re.I)
        found = next(
            (p for p in path.parent.iterdir() if re.fullmatch(_IMAGE, p.name, re.I) and pattern.fullmatch(p.name)), None
        )
    else:
        found = path if re.fullmatch(_IMAGE, path.name, re.I) else None
    return found if found is not None and found.is_file() and hdf4.is_hdf4(found) else None


def opens(path: Path) -> bool:
    """True for the HDF4 image of a product, its header or its folder."""
    return _image(path) is not None


def open_hyperion_l1r(path: Path, overrides: SensorOverrides | None) -> Product:
    """Open a Hyperion L1R product.

    Raises:
        InputError: the array of 242 channels is missing, compressed or damaged.
    """
    image = _image(path)
    made = hdf4.data_sets(image) if image is not None else []
    cube = next((d for d in made if len(d.shape) == 3 and d.shape[1] == _CHANNELS), None)
    if image is None or cube is None:
        raise InputError(f"'{path.name}' holds no array of {_CHANNELS} channels; copy or download it again.")
    rows, count, cols = cube.shape
    mapped = np.memmap(image, dtype=cube.dtype, mode="r", offset=cube.offset, shape=cube.shape)
    layout = Layout(
        path=path, driver="Hyperion", width=cols, height=rows, count=count, dtype=cube.dtype.newbyteorder("=").name,
        geotransform=None, crs_wkt=None, band_nodata=(None,) * count, product="Hyperion L1R", files=(image,),
    )  # fmt: skip
    evidence = radiance_evidence(_facts(image), list(range(1, count + 1)), warnings=(_NO_PLACE,))
    return AssembledProduct(
        layout, [H5Part(mapped, "ybx")], evidence=[evidence], overrides=overrides, block_shape=(1, cols)
    )


def _facts(image: Path) -> dict[str, str]:
    """Return what the text beside the image tells of the sun, under the name the MTL of other levels gives it."""
    for suffix in (".MET", ".met"):
        beside = image.with_suffix(suffix)
        if beside.is_file():
            found = re.search(r"sun\s*elevation\D*([\d.]+)", beside.read_text(encoding="utf-8", errors="replace"), re.I)
            return {"SUN_ELEVATION": found.group(1)} if found else {}
    return {}
