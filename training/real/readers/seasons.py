"""Readers of time series of labelled pixels: one date is taken of each pixel, when its label is visible.

Vegetation is taken at its highest NDVI (at other times crops are bare and grass is dry), water at its darkest in the
near infrared, and built-up or bare ground at the clearest date. Readers return None if the file is absent.
"""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from backend.common.arrays import BoolArray
from backend.common.errors import InputError

from ..scene import Table, bands_at
from .tables import greenest, sensor_bands

# --- WorldCereal ----------------------------------------------------------------------------------------------------
_MONTHS = 12
_RESOLUTION_M = {
    "B02": 10,
    "B03": 10,
    "B04": 10,
    "B05": 20,
    "B06": 20,
    "B07": 20,
    "B08": 10,
    "B8A": 20,
    "B11": 20,
    "B12": 20,
}
_FILL = 65535
_CLOUDY_BLUE = 0.15
"""Reflectance at 492 nm above which a composite of land counts as cloudy."""
_WATER_NIR = 0.08
WORLDCEREAL = {"tree": 1, "grass or crop": 2, "built-up": 3, "bare": 4, "water": 5}
_AGREEING = (  # label, class of ESA WorldCover, classes of the survey
    (1, (10,), (40, 41, 42)),
    (2, (30, 40), (10, 11, 12, 13)),
    (3, (50,), (60,)),
    (4, (60,), (50,)),
    (5, (80,), (70,)),
)


def worldcereal(data: Path) -> Table | None:
    """Sentinel-2 monthly composites of points worldwide for which WorldCover and a survey agree on the class."""
    path = data / "more" / "worldcereal_s2" / "points.parquet"
    if not path.exists():
        return None
    columns = _parquet(path)
    cover, survey = columns["WORLDCOVER-LABEL-10m"], columns["LANDCOVER_LABEL"]
    values = np.stack(
        [
            np.stack([columns[f"OPTICAL-{name}-ts{month}-{size}m"] for month in range(_MONTHS)], axis=1)
            for name, size in _RESOLUTION_M.items()
        ],
        axis=2,
    ).astype(np.float64)  # (n, months, bands)
    whole: BoolArray = np.all(values < _FILL, axis=2)
    values *= 1e-4
    labels = np.zeros(len(cover), dtype=np.int64)
    for label, mapped, surveyed in _AGREEING:
        labels[np.isin(cover, mapped) & np.isin(survey, surveyed)] = label
    names = list(_RESOLUTION_M)
    blue, red, nir = (values[..., names.index(n)] for n in ("B02", "B04", "B08"))
    clear = whole & (blue < _CLOUDY_BLUE)
    index = np.full(len(labels), -1, dtype=np.int64)
    for label in np.unique(labels[labels > 0]):
        of = labels == label
        index[of] = _date_of(label, blue[of], red[of], nir[of], whole[of], clear[of])
    kept = np.flatnonzero(index >= 0)
    return Table(
        values[kept, index[kept]], labels[kept], sensor_bands("Sentinel-2", tuple(names)), "L2", "Sentinel-2", 10.0
    )


def _date_of(
    label: int, blue: NDArray[np.float64], red: NDArray[np.float64], nir: NDArray[np.float64],
    whole: NDArray[np.bool_], clear: NDArray[np.bool_],
) -> NDArray[np.int64]:  # fmt: skip
    """Return the date (n,) at which a label is visible, -1 if there is none; all arrays are (n, dates)."""
    if label in (WORLDCEREAL["tree"], WORLDCEREAL["grass or crop"]):
        return greenest(red, nir, clear)
    wanted = whole & (nir < _WATER_NIR) if label == WORLDCEREAL["water"] else whole
    level = nir if label == WORLDCEREAL["water"] else blue
    best: NDArray[np.int64] = np.where(wanted, level, np.inf).argmin(axis=1)
    return np.where(wanted.any(axis=1), best, -1)


def _parquet(path: Path) -> dict[str, NDArray[np.generic]]:
    """Return the columns of a Parquet file that this module needs.

    Raises:
        InputError: pyarrow is not installed.
    """
    try:
        from pyarrow.parquet import read_table
    except ImportError:
        raise InputError(f"Reading '{path.name}' needs pyarrow; install it with pip install pyarrow.") from None
    wanted = [f"OPTICAL-{n}-ts{m}-{s}m" for n, s in _RESOLUTION_M.items() for m in range(_MONTHS)]
    table = read_table(path, columns=[*wanted, "WORLDCOVER-LABEL-10m", "LANDCOVER_LABEL"])
    return {name: table[name].to_numpy() for name in table.column_names}


# --- Mato Grosso ----------------------------------------------------------------------------------------------------
MODIS_BANDS = bands_at(((469.0, 20.0), (645.0, 50.0), (858.5, 35.0), (2130.0, 50.0)))
"""Blue, red, near infrared and "MIR" of MOD13Q1: bands 3, 1, 2 and 7 of MODIS."""
_MODIS_CLOUDY_BLUE = 0.08
MATO_GROSSO = {"Forest": 1, "Pasture": 2, "Cerrado": 3}  # all other labels are crops
_CROP = 4
_SPHERE_M = 6371007.181  # radius of the sphere of the MODIS sinusoidal grid


def mato_grosso(data: Path) -> Table | None:
    """Field samples of INPE and EMBRAPA with MOD13Q1 time series, at their greenest cloud-free date."""
    path = data / "more" / "sits_modis_mt" / "samples_mt_9classes.npz"
    if not path.exists():
        return None
    with np.load(path, allow_pickle=False) as stored:
        series, names = stored["X"][..., :4], stored["label"]
    labels = np.array([MATO_GROSSO.get(str(name), _CROP) for name in names])
    return _at_greenest(series, labels)


def mato_grosso_cube(data: Path) -> Table | None:
    """Samples of a MOD13Q1 cube in the same state: forest and crops, at the greenest date of their season."""
    folder = data / "more" / "modis_dtwsat"
    if not (folder / "samples.csv").exists():
        return None
    import rasterio
    from rasterio.transform import rowcol

    dates = [date.fromisoformat(line.strip()) for line in (folder / "timeline.csv").read_text().split()]
    with (folder / "samples.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    planes = []
    for name in ("blue", "red", "nir", "mir"):
        with rasterio.open(folder / f"{name}.tif") as source:
            planes.append(source.read())
            transform = source.transform
    cube = np.stack(planes, axis=-1)  # (dates, h, w, 4)
    series = np.full((len(rows), len(dates), 4), np.nan)
    for number, row in enumerate(rows):
        lat = np.radians(float(row["latitude"]))
        line, col = rowcol(transform, _SPHERE_M * np.radians(float(row["longitude"])) * np.cos(lat), _SPHERE_M * lat)
        first, last = date.fromisoformat(row["from"]), date.fromisoformat(row["to"]) + timedelta(days=1)
        if 0 <= line < cube.shape[1] and 0 <= col < cube.shape[2]:
            season = np.array([first <= day < last for day in dates])
            series[number, season] = cube[season, line, col]
    labels = np.array([MATO_GROSSO.get(row["label"], _CROP) for row in rows])
    return _at_greenest(series, labels)


def _at_greenest(series: NDArray[np.floating], labels: NDArray[np.int64]) -> Table:
    """Return the pixels of series (n, dates, 4) at their greenest cloud-free date."""
    clear = (series > 0).all(axis=2) & (series[..., 0] <= _MODIS_CLOUDY_BLUE)
    index = greenest(series[..., 1], series[..., 2], clear)
    kept = np.flatnonzero(index >= 0)
    return Table(series[kept, index[kept]], labels[kept], MODIS_BANDS, "L2", "MODIS", 250.0)
