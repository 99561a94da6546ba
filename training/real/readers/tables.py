"""Readers of tables of labelled pixels, each as its source describes it; None if its file is absent.

Houston: CASI-1500, GRSS data fusion contest 2013. Glaciers: training points of the snow-cover mapping of Aberle et al.
Fuel moisture: points of Presto (NASA Harvest) with classes of Dynamic World. Plots: Sentinel-2 pixels around field
plots in British Columbia. ``training.real.benchmarks`` defines the meaning of the labels.
"""

from __future__ import annotations

import csv
from datetime import datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from backend.spectral.physics.radiometry import apparent_reflectance_gain, solar_zenith
from backend.spectral.resampling import Bands
from backend.spectral.sensors import find

from ..scene import Table, bands_at, thinned

MOST_OF_A_LABEL = 600
"""Most pixels taken per label from a large table, because its points are close together."""

# --- bands ----------------------------------------------------------------------------------------------------------


def sensor_bands(sensor: str, names: tuple[str, ...]) -> Bands:
    """Return the named bands of a sensor table, in this order."""
    known = {band.name: band for band in find(sensor)[0].bands}
    return bands_at(tuple((float(known[n].center_nm or 0.0), float(known[n].fwhm_nm or 10.0)) for n in names))


# --- Houston --------------------------------------------------------------------------------------------------------
_HOUSTON = datetime(2012, 6, 23, 17, 38)  # UTC; the flight took three minutes
_HOUSTON_LON, _HOUSTON_LAT = -95.35, 29.72
_CASI_BANDS, _CASI_FIRST_NM, _CASI_LAST_NM = 144, 364.0, 1046.0  # linear; the O2-A dip at 764.6 nm confirms it
_CASI_UNITS = 65535.0 / 1000.0 * 10.0
"""Values of 0-1 are 16-bit numbers of 1/1000 uW cm-2 sr-1 nm-1; the factor 10 converts to W m-2 sr-1 um-1."""


def houston(data: Path) -> Table | None:
    """CASI over Houston, radiance converted to reflectance at the sensor."""
    folder = data / "more" / "houston13_casi_pixels"
    if not (folder / "HSI_TrSet.mat").exists():
        return None
    from scipy.io import loadmat

    values = loadmat(folder / "HSI_TrSet.mat")["HSI_TrSet"]
    labels = loadmat(folder / "TrLabel.mat")["TrLabel"].ravel()
    center = np.linspace(_CASI_FIRST_NM, _CASI_LAST_NM, _CASI_BANDS)
    width = np.full(_CASI_BANDS, center[1] - center[0])
    gain = apparent_reflectance_gain(
        center, width, sun_zenith_deg=solar_zenith(_HOUSTON, lon=_HOUSTON_LON, lat=_HOUSTON_LAT),
        acquired=_HOUSTON.isoformat() + "Z",
    )  # fmt: skip
    return Table(values * (_CASI_UNITS * gain), labels, Bands(center, width), "L1", "CASI", 2.5)


# --- glaciers -------------------------------------------------------------------------------------------------------
_SNOW = Path("more") / "snow_alaska_s2_ls"
_S2 = ("B01", "B02", "B03", "B04", "B05", "B06", "B07", "B08", "B8A", "B09", "B11", "B12")
_S2_FILE = tuple(name.replace("B0", "B") for name in _S2)
_PLANET_BANDS = bands_at(((485.0, 60.0), (545.0, 90.0), (630.0, 80.0), (820.0, 80.0)))
"""PlanetScope (PS2): 455-515, 500-590, 590-670, 780-860 nm (Planet imagery product specification)."""
_LANDSAT_OFFSET = -0.2
"""REFLECTANCE_ADD of collection 2, which the file omits: snow has .216 at 1610 nm instead of .016."""


def _columns(path: Path, names: tuple[str, ...], label: str = "class") -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    values = np.array([[float(row[name] or "nan") for name in names] for row in rows]).reshape(len(rows), len(names))
    return values, np.array([int(float(row[label])) for row in rows])


def _glacier(
    data: Path, file: str, names: tuple[str, ...], bands: Bands, level: str, about: tuple[str, float]
) -> Table:
    values, labels = _columns(data / _SNOW / file, names)
    whole = np.isfinite(values).all(axis=1)
    return thinned(Table(values[whole], labels[whole], bands, level, *about), MOST_OF_A_LABEL)


def glacier_sentinel2(data: Path) -> Table | None:
    """Sentinel-2 surface reflectance on four glaciers."""
    file = "Sentinel-2_SR_training_data.csv"
    if not (data / _SNOW / file).exists():
        return None
    return _glacier(data, file, _S2_FILE, sensor_bands("Sentinel-2", _S2), "L2", ("Sentinel-2", 10.0))


def glacier_sentinel2_toa(data: Path) -> Table | None:
    """The same points in reflectance at the sensor.

    The columns are shifted: "B11" contains B10 (.001 everywhere), "B12" contains B11 (on rock it correlates with the
    surface reflectance in B11 more than in B12), and B12 is missing.
    """
    file = "Sentinel-2_TOA_training_data.csv"
    if not (data / _SNOW / file).exists():
        return None
    columns, names = (*_S2_FILE[:10], "B12"), (*_S2[:10], "B11")
    return _glacier(data, file, columns, sensor_bands("Sentinel-2", names), "L1", ("Sentinel-2", 10.0))


def glacier_landsat(data: Path) -> Table | None:
    """Landsat 8/9 surface reflectance on the same glaciers, with the offset that the file lacks."""
    file = "Landsat_training_data.csv"
    if not (data / _SNOW / file).exists():
        return None
    names = tuple(f"SR_B{n}" for n in range(1, 8))
    found = _glacier(
        data, file, names, sensor_bands("Landsat 8/9 OLI", names), "L2", ("Landsat 8/9 OLI", 30.0)
    )  # fmt: skip
    return Table(found.pixels + _LANDSAT_OFFSET, found.labels, found.bands, found.level, found.sensor, found.gsd_m)


def glacier_planet(data: Path) -> Table | None:
    """PlanetScope surface reflectance, four bands, on the same glaciers."""
    file = "PlanetScope_training_data.csv"
    if not (data / _SNOW / file).exists():
        return None
    return _glacier(data, file, ("Blue", "Green", "Red", "NIR"), _PLANET_BANDS, "L2", ("PlanetScope", 3.0))


# --- fuel moisture --------------------------------------------------------------------------------------------------
_PRESTO_BANDS = ("B02", "B03", "B04", "B05", "B06", "B07", "B08", "B8A", "B09", "B11", "B12")
_PRESTO_FIRST = 2  # index on the last axis, after two radar bands
_PRESTO_CLASSES = (1, 2)  # tree, grass: the other Dynamic World classes are too unreliable here


def fuel_moisture(data: Path) -> Table | None:
    """Sentinel-2 composites (at the sensor) of the western United States; of each point, the month of highest NDVI."""
    folder = data / "more" / "presto_s2" / "fuel_moisture"
    if not (folder / "s1_s2_era5_srtm.npy").exists():
        return None
    values = np.load(folder / "s1_s2_era5_srtm.npy")[..., _PRESTO_FIRST : _PRESTO_FIRST + len(_PRESTO_BANDS)] * 1e-4
    labels = np.load(folder / "dynamic_world.npy")  # (n, months)
    index = greenest(values[..., 2], values[..., 6], np.isin(labels, _PRESTO_CLASSES))
    found = np.flatnonzero(index >= 0)
    month = index[found]
    table = Table(
        values[found, month], labels[found, month], sensor_bands("Sentinel-2", _PRESTO_BANDS), "L1", "Sentinel-2", 10.0
    )
    return thinned(table, MOST_OF_A_LABEL)


def greenest(red: NDArray[np.floating], nir: NDArray[np.floating], usable: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Return the date (n,) of the highest NDVI among the usable ones of (n, dates); -1 if there is none."""
    with np.errstate(divide="ignore", invalid="ignore"):
        ndvi = (nir - red) / (nir + red)
    seen = usable & np.isfinite(ndvi)
    best: NDArray[np.int64] = np.where(seen, ndvi, -np.inf).argmax(axis=1)
    return np.where(seen.any(axis=1), best, -1)


# --- plots of British Columbia --------------------------------------------------------------------------------------
_PLOTS_DATE = "20190809"  # the first of four dates: the greenest, without snow
_PLOTS_ORDER = ("B04", "B03", "B02", "B08", "B05", "B06", "B07", "B8A", "B11", "B12", "B01", "B09")
_PLOTS_LABELS = {"D1": 1, "O1": 2}  # aspen, grass; "Unclassified" burned shortly before


def plots(data: Path) -> Table | None:
    """Sentinel-2 pixels around three field plots."""
    path = data / "more" / "bc_spectra" / "merge.csv"
    if not path.exists():
        return None
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["fueltype"] in _PLOTS_LABELS]
    values = [[float(v) for name, v in row.items() if name.startswith(_PLOTS_DATE)] for row in rows]
    labels = np.array([_PLOTS_LABELS[row["fueltype"]] for row in rows])
    pixels = np.array(values).reshape(len(rows), len(_PLOTS_ORDER)) * 1e-4
    return Table(pixels, labels, sensor_bands("Sentinel-2", _PLOTS_ORDER), "L2", "Sentinel-2", 10.0)
