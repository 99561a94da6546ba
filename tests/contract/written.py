"""One scene written in many ways; spectra of the bundled sample, so that a map of them means something."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import rasterio
from rasterio.transform import Affine

GRID = Affine(30.0, 0.0, 366015.0, 0.0, -30.0, 5806125.0)
CODES = {"u1": 1, "i2": 2, "i4": 3, "f4": 4, "f8": 5, "u2": 12, "u4": 13}
_AXES = {"bsq": (0, 1, 2), "bil": (1, 0, 2), "bip": (1, 2, 0)}


@dataclass(frozen=True)
class Written:
    """A scene to write: reflectance (C, H, W), centres and widths (C,) in nm."""

    values: np.ndarray
    nm: np.ndarray
    fwhm: np.ndarray

    def take(self, bands: Sequence[int]) -> Written:
        """Return some of the bands, in this order."""
        index = list(bands)
        return replace(self, values=self.values[index], nm=self.nm[index], fwhm=self.fwhm[index])

    def times(self, factor: float, dtype: str = "int16", plus: float = 0.0) -> np.ndarray:
        """Return the values as stored numbers."""
        stored = self.values * factor + plus
        return (np.round(stored) if np.dtype(dtype).kind in "iu" else stored).astype(dtype)


def sample(root: Path, rows: slice, cols: slice) -> Written:
    """Return a crop of the bundled sample without its unusable bands."""
    with rasterio.open(root / "resources" / "sample" / "simulated_enmap_30m.tif") as file:
        raw, tags = file.read()[:, rows, cols], [file.tags(i) for i in file.indexes]
        scale = file.scales[0]
    nm, fwhm = (np.array([float(tag[key]) for tag in tags]) for key in ("wavelength", "fwhm"))
    usable = [tag["bbl"] == "1" for tag in tags]
    return Written(np.maximum(raw[usable], 0) * scale, nm[usable], fwhm[usable])


def tiff(
    path: Path, scene: Written, raw: np.ndarray, *, told: str = "items", scale: float | None = None,
    offset: float = 0.0, nodata: float | None = None, transform: Affine = GRID, crs: str | None = "EPSG:32633",
    **profile: object,
) -> Path:  # fmt: skip
    """Write a GeoTIFF; ``told``: where the wavelengths stand: items, imagery, dataset, names, stac or nowhere."""
    with rasterio.open(
        path, "w", driver="GTiff", count=len(raw), height=raw.shape[1], width=raw.shape[2], dtype=raw.dtype.name,
        nodata=nodata, transform=transform, crs=crs, **profile,
    ) as file:  # fmt: skip
        file.write(raw)
        if scale is not None:
            file.scales, file.offsets = [scale] * len(raw), [offset] * len(raw)
        if told == "dataset":
            file.update_tags(
                wavelength="{" + ", ".join(f"{v:.3f}" for v in scene.nm) + "}", wavelength_units="Nanometers",
                fwhm="{" + ", ".join(f"{v:.3f}" for v in scene.fwhm) + "}",
            )  # fmt: skip
        for band, (nm, fwhm) in enumerate(zip(scene.nm, scene.fwhm, strict=True), start=1):
            if told == "items":
                file.update_tags(band, wavelength=f"{nm:.3f}", wavelength_units="Nanometers", fwhm=f"{fwhm:.3f}")
            elif told == "imagery":
                file.update_tags(
                    band, ns="IMAGERY", CENTRAL_WAVELENGTH_UM=f"{nm / 1000:.6f}", FWHM_UM=f"{fwhm / 1000:.6f}"
                )
            elif told == "names":
                file.set_band_description(band, f"band {band} ({nm:.3f} Nanometers)")
    if told == "stac":
        bands = [
            {"name": f"B{i}", "center_wavelength": nm / 1000, "full_width_half_max": fwhm / 1000}
            for i, (nm, fwhm) in enumerate(zip(scene.nm, scene.fwhm, strict=True), start=1)
        ]
        item = {"type": "Feature", "stac_version": "1.0.0", "properties": {},
                "assets": {"image": {"href": path.name, "eo:bands": bands}}}  # fmt: skip
        path.with_suffix(".json").write_text(json.dumps(item))
    return path


def listed(values: Sequence[float], form: str = "{:.6f}") -> str:
    """Return numbers as a list of an ENVI header."""
    return "{" + ", ".join(form.format(v) for v in values) + "}"


def envi(
    path: Path, raw: np.ndarray, fields: dict[str, str], *, interleave: str = "bsq", big: bool = False,
    offset: int = 0, header: Path | None = None, newline: str = "\n",
) -> Path:  # fmt: skip
    """Write an uncompressed ENVI raster, whose header also holds ``fields``; return the binary's path."""
    stored = raw.transpose(_AXES[interleave]).astype(raw.dtype.newbyteorder(">" if big else "<"))
    path.write_bytes(b"\7" * offset + stored.tobytes())
    whole = {
        "samples": str(raw.shape[2]), "lines": str(raw.shape[1]), "bands": str(len(raw)),
        "header offset": str(offset), "file type": "ENVI Standard",
        "data type": str(CODES[re.sub("[<>=|]", "", raw.dtype.str)]), "interleave": interleave,
        "byte order": str(int(big)),
        "map info": "{UTM, 1, 1, 366015, 5806125, 30, 30, 33, North, WGS-84, units=Meters}", **fields,
    }  # fmt: skip
    lines = ["ENVI", *(f"{key} = {value}" for key, value in whole.items())]
    (header or path.with_name(path.stem + ".hdr")).write_bytes((newline.join(lines) + newline).encode())
    return path


def spectral(
    scene: Written, unit: str = "Nanometers", factor: float = 1.0, width: float | None = None
) -> dict[str, str]:
    """Return the fields of an ENVI header on wavelengths, in another unit by ``factor``, widths by ``width``."""
    return {
        "wavelength units": unit,
        "wavelength": listed(scene.nm * factor),
        "fwhm": listed(scene.fwhm * (factor if width is None else width)),
    }
