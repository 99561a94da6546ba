"""Readers of the spectral libraries: each returns spectra on the common grid with their classes and their source."""

from __future__ import annotations

import csv
import importlib.util
import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from backend.common.arrays import DoubleArray
from backend.common.errors import InputError

from ..grid import at, resample
from ..labels import EARTHLIB, ROBERTS, ROBERTS_LEVEL_7, USGS_ROCK

FIELD_NM = np.arange(350.0, 2501.0)
"""Wavelengths of field spectrometers in nm."""


@dataclass(frozen=True)
class LabelledSpectra:
    """Spectra (n, F) on the grid, their class names and one source; ``shaded``: the spectra already include shade."""

    spectra: DoubleArray
    classes: tuple[str, ...]
    source: str
    shaded: bool = False

    def of(self, name: str) -> DoubleArray:
        """Return the spectra (m, F) of one class."""
        return np.asarray(self.spectra[np.array([c == name for c in self.classes], dtype=bool)])


def _header_list(text: str, key: str) -> list[str]:
    found = re.search(rf"^\s*{key}\s*=\s*\{{(.*?)\}}", text, re.S | re.M)
    if found is None:
        raise InputError(f"The spectral library header has no '{key}'; download the file again.")
    return [item.strip() for item in found.group(1).split(",")]


def _header_numbers(text: str, key: str) -> DoubleArray:
    return np.array([float(v) for v in _header_list(text, key)], dtype=np.float64)


def read_earthlib() -> LabelledSpectra:
    """Read the measured spectra of the package ``earthlib`` (MIT), 400-2450 nm at 10 nm, from its data files."""
    found = importlib.util.find_spec("earthlib")
    if found is None or found.origin is None:
        raise InputError("The simulator needs the data of 'earthlib'; install it with pip install --no-deps earthlib.")
    folder = Path(found.origin).parent / "data"
    header = (folder / "spectra.sli.hdr").read_text(encoding="utf-8")
    center_nm = _header_numbers(header, "wavelength") * 1000.0
    table = np.fromfile(folder / "spectra.sli", dtype="<f4").reshape(-1, center_nm.size).astype(np.float64)
    with (folder / "spectra.csv").open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    names = [EARTHLIB.get((r["LEVEL_2"], r["LEVEL_3"])) for r in rows]
    keep = np.array([n is not None for n in names])
    return LabelledSpectra(resample(center_nm, table[keep]), tuple(n for n in names if n is not None), "earthlib 1.1.0")


def _roberts_class(row: dict[str, str]) -> str | None:
    if row["Level_7"] in ROBERTS_LEVEL_7:
        return ROBERTS_LEVEL_7[row["Level_7"]]
    for second, third, name in ROBERTS:
        if row["Level_2"] == second and third in ("", row["Level_3"]):
            return name
    return None


def read_roberts(folder: Path) -> LabelledSpectra | None:
    """Read the Santa Barbara library (Roberts et al. 2017): AVIRIS pixels at 7.5 m; None if absent.

    Pixels of trees and shrubs include their own shade. The library's field spectra are skipped: earthlib has them too.
    """
    path = folder / "roberts2017_urban.sli"
    if not path.exists():
        return None
    header = path.with_suffix(".hdr").read_text(encoding="latin-1")
    center_nm = _header_numbers(header, "wavelength") * 1000.0
    good = _header_numbers(header, "bbl") > 0
    table = np.fromfile(path, dtype="<f4").reshape(-1, center_nm.size).astype(np.float64)
    table[:, ~good] = np.nan
    with path.with_suffix(".csv").open(encoding="latin-1", newline="") as handle:
        rows = list(csv.DictReader(handle))
    names = [None if r["Scale"] == "field" else _roberts_class(r) for r in rows]
    keep = np.array([n is not None for n in names])
    spectra = table[keep]
    spectra = spectra / (10000.0 if np.nanmedian(spectra) > 5.0 else 1.0)
    kept = tuple(n for n in names if n is not None)
    return LabelledSpectra(resample(center_nm, spectra), kept, "Roberts et al. 2017, Santa Barbara", shaded=True)


def read_usgs_rocks(folder: Path) -> LabelledSpectra | None:
    """Read rock-forming and soil minerals of the USGS 1995 library (224 AVIRIS bands) as bare soil; None if absent."""
    path = folder / "usgs_1995_minerals.mat"
    if not path.exists():
        return None
    from scipy.io import loadmat

    content = loadmat(path)
    names = ["".join(chr(c) for c in row).strip().lower() for row in content["names"]]
    table = np.asarray(content["datalib"], dtype=np.float64).T  # (501, 224)
    table[table < -1.0] = np.nan
    rows = [i for i, n in enumerate(names) if i >= 3 and any(n.startswith(p) for p in USGS_ROCK)]
    spectra = resample(table[0] * 1000.0, table[rows])
    return LabelledSpectra(spectra, ("bare_soil",) * len(rows), "USGS 1995 minerals")


def read_natural_rocks(folder: Path) -> LabelledSpectra | None:
    """Read unnamed natural spectra of the ECOSTRESS library that can only be rock or soil; None if absent.

    Criteria: NDVI below 0.15, no cellulose absorption at 2100 nm, no snow or water shape. All others are skipped.
    """
    path = folder / "ecostress_library_with_mixtures"
    if not path.exists():
        return None
    center_nm = _header_numbers(path.with_suffix(".hdr").read_text(encoding="utf-8"), "wavelength")
    table = np.fromfile(path, dtype="<f4").reshape(-1, center_nm.size).astype(np.float64)
    spectra = resample(center_nm[center_nm < 2600.0], table[:, center_nm < 2600.0])
    red, nir, swir = spectra[:, at(660)], spectra[:, at(860)], spectra[:, at(1650)]
    cellulose = 0.5 * (spectra[:, at(2030)] + spectra[:, at(2210)]) - spectra[:, at(2100)]
    rock = ((nir - red) / (nir + red) < 0.15) & (cellulose < 0.005) & (swir > 0.7 * nir) & (nir > 0.06)
    chosen = spectra[rock]
    return LabelledSpectra(chosen, ("bare_soil",) * len(chosen), "ECOSTRESS library, rocks and soils by shape")


def read_snow(folder: Path) -> LabelledSpectra | None:
    """Read snow mixtures of the ECOSTRESS library; None if absent."""
    path = folder / "ecostress_snow_mixtures"
    if not path.exists():
        return None
    center_nm = _header_numbers(path.with_suffix(".hdr").read_text(encoding="utf-8"), "wavelength")
    table = np.fromfile(path, dtype="<f4").reshape(-1, center_nm.size).astype(np.float64)
    return LabelledSpectra(resample(center_nm, table), ("snow",) * len(table), "ECOSTRESS snow mixtures")


def read_urban_materials(folder: Path) -> LabelledSpectra | None:
    """Read field spectra of building materials of a German city (KLUM, Ilehag et al. 2019); None if absent."""
    path = folder / "KLUM_spectra.csv"
    if not path.exists():
        return None
    with (folder / "KLUM_metadata.csv").open(encoding="utf-8-sig", newline="") as handle:
        use = {row["index"]: row["usage"] for row in csv.DictReader(handle)}
    rows = _numbered_rows(path)
    names = tuple("pavement" if use.get(name, "") == "Ground" else "roof" for name, _ in rows)
    return LabelledSpectra(_field_spectra(rows), names, "KLUM, urban materials")


def read_herbs(folder: Path) -> LabelledSpectra | None:
    """Read canopy field spectra of herbs and grass in South Africa; None if absent."""
    path = folder / "parthenium_weed_data.csv"
    if not path.exists():
        return None
    rows = _numbered_rows(path)
    return LabelledSpectra(
        _field_spectra(rows), ("low_vegetation",) * len(rows), "herbs of South Africa, field spectra"
    )


def _numbered_rows(path: Path) -> list[tuple[str, DoubleArray]]:
    """Return the name and the 2,151 values in percent (350 to 2500 nm) of each complete row."""
    found = []
    with path.open(encoding="utf-8-sig", newline="") as handle:
        for row in csv.reader(handle):
            numbers = [v for v in row[1:] if v.strip(" ;")]
            if len(numbers) != FIELD_NM.size or numbers[0].strip(" ;") == "350":
                continue
            found.append((row[0], np.array([float(v.strip(" ;")) for v in numbers])))
    return found


def _field_spectra(rows: list[tuple[str, DoubleArray]]) -> DoubleArray:
    """Return reflectance on the grid; noisy values in the water vapour bands are interpolated."""
    table = np.stack([values for _, values in rows]) / 100.0
    table[:, ((FIELD_NM > 1345) & (FIELD_NM < 1430)) | ((FIELD_NM > 1795) & (FIELD_NM < 1965)) | (FIELD_NM > 2420)] = (
        np.nan
    )
    return resample(FIELD_NM[::5], table[:, ::5])
