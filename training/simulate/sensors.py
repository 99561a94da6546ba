"""Sensors: the existing ones in ``resources/sensors``, random ones, and their response matrices on the common grid."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import numpy as np

from backend.common.arrays import DoubleArray, FloatArray
from backend.common.documents import read_document
from backend.common.errors import SensorError
from backend.spectral.physics.water import WATER_VAPOUR_NM

from .grid import GRID_NM

SENSOR_DIR = Path(__file__).resolve().parents[2] / "resources" / "sensors"

"""Ranges where water vapour absorbs almost all light; bands there are dropped or kept as noise."""

_SIGMA_PER_FWHM = 1.0 / (2.0 * np.sqrt(2.0 * np.log(2.0)))


@dataclass(frozen=True)
class SimSensor:
    """Bands of a sensor: centres and FWHM (C,) in nm, range of ground sampling distances, and processing levels."""

    name: str
    center_nm: DoubleArray
    fwhm_nm: DoubleArray
    gsd_m: tuple[float, float]
    levels: tuple[str, ...] = ("L2",)

    def take(self, kept: np.ndarray) -> SimSensor:
        """Return the same sensor with only the bands ``kept`` (indices or mask)."""
        return replace(self, center_nm=self.center_nm[kept], fwhm_nm=self.fwhm_nm[kept])


def response_matrix(center_nm: DoubleArray, fwhm_nm: DoubleArray) -> FloatArray:
    """Return Gaussian spectral responses (F, C) on the grid; each column sums to one."""
    sigma = np.maximum(fwhm_nm, 2.0) * _SIGMA_PER_FWHM
    sigma = np.sqrt(sigma**2 + (0.3 * (GRID_NM[1] - GRID_NM[0])) ** 2)  # not narrower than the grid can represent
    weight = np.exp(-0.5 * ((GRID_NM[:, None] - center_nm[None]) / sigma[None]) ** 2)
    total = weight.sum(axis=0, keepdims=True)
    if np.any(total < 1e-6):
        raise SensorError("A band lies outside 350-2550 nm, which the simulator covers; leave that band out.")
    return np.asarray(weight / total, dtype=np.float32)


def fill_fwhm(center_nm: DoubleArray, fwhm_nm: DoubleArray) -> DoubleArray:
    """Replace unknown FWHM (NaN) with the distance to the nearest neighbouring band."""
    ordered = np.sort(center_nm)
    spacing = (
        np.array([np.partition(np.abs(ordered - c), 1)[1] for c in center_nm])
        if center_nm.size > 1
        else np.array([10.0])
    )
    return np.where(np.isfinite(fwhm_nm), fwhm_nm, np.maximum(spacing, 1.0))


def sensor_file(stem: str) -> Path:
    """Return the path of a sensor's JSON file by its name without extension."""
    return SENSOR_DIR / f"{stem}.json"


def read_sensor(path: Path, *, good_only: bool = True) -> SimSensor:
    """Read one sensor JSON (see ``resources/sensors``): bands within the grid, by default without the bad ones."""
    content = read_document(path)
    inside = [b for b in content["bands"] if GRID_NM[0] <= b["center_nm"] <= GRID_NM[-1]]
    bands = [b for b in inside if b.get("good", True) or not good_only]
    center = np.array([b["center_nm"] for b in bands], dtype=np.float64)
    fwhm = np.array([np.nan if b.get("fwhm_nm") is None else b["fwhm_nm"] for b in bands], dtype=np.float64)
    gsd = content.get("gsd_m")
    span = (float(gsd), float(gsd)) if gsd else (1.0, 20.0)
    levels = tuple(sorted(content.get("levels", {"L2": None})))
    return SimSensor(str(content["name"]), center, fill_fwhm(center, fwhm), span, levels)


@lru_cache(maxsize=4)
def real_sensors(folder: Path = SENSOR_DIR) -> tuple[SimSensor, ...]:
    """Return all sensors with a JSON file in ``folder``, in the order of their file names."""
    return tuple(read_sensor(path) for path in sorted(folder.glob("*.json")))


def named_sensor(name: str) -> SimSensor:
    """Return the sensor called ``name`` (case-insensitive; file name or sensor name).

    Raises:
        SensorError: the sensor does not exist; the message lists the known names.
    """
    wanted = name.lower()
    for path in sorted(SENSOR_DIR.glob("*.json"), key=lambda p: (p.stem != wanted, "l2a" not in p.stem, p.stem)):
        aliases = [str(a).lower() for a in read_document(path).get("aliases", [])]
        sensor = read_sensor(path)
        if wanted in (path.stem.lower(), sensor.name.lower(), *aliases):
            return sensor
    known = ", ".join(sorted({s.name for s in real_sensors()}))
    raise SensorError(f"Sensor '{name}' is not known; use one of {known}.")


def random_sensor(rng: np.random.Generator) -> SimSensor:
    """Draw a fictitious sensor: an imaging spectrometer (75 %) or a multispectral one (25 %)."""
    if rng.random() < 0.25:
        count = int(rng.integers(6, 16))
        reach = 1050.0 if rng.random() < 0.3 else 2350.0
        center = np.sort(rng.choice(np.arange(430.0, reach, 10.0), count, replace=False))
        fwhm = rng.uniform(10.0, 60.0, count) * (1.0 + center / 2500.0)
    else:
        low = rng.uniform(380.0, 480.0)
        high = float(
            rng.choice(
                [rng.uniform(850.0, 1050.0), rng.uniform(1700.0, 1800.0), rng.uniform(2300.0, 2500.0)],
                p=[0.3, 0.1, 0.6],
            )
        )
        step = float(np.exp(rng.uniform(np.log(3.0), np.log(20.0))))
        center = np.arange(low, high, step) + rng.normal(0.0, 0.02 * step)
        fwhm = np.full(center.size, step * rng.uniform(0.9, 1.8))
    gsd = float(np.exp(rng.uniform(np.log(0.5), np.log(60.0))))
    return SimSensor("random", center, fwhm, (gsd, gsd), ("L1", "L2"))


def draw_sensor(
    rng: np.random.Generator, *, real_share: float, max_bands: int, names: tuple[str, ...] = ()
) -> SimSensor:
    """Draw a sensor with the band losses found in practice: sub-ranges, dropped bands, no water vapour windows.

    Args:
        rng: source of randomness.
        real_share: probability of an existing sensor.
        max_bands: largest number of bands; bands in excess are dropped at random.
        names: names of the only sensors to draw from; empty for all.
    """
    known = tuple(named_sensor(name) for name in names) or real_sensors()
    real = bool(known) and (bool(names) or rng.random() < real_share)
    sensor = known[int(rng.integers(len(known)))] if real else random_sensor(rng)
    keep = np.ones(sensor.center_nm.size, dtype=bool)
    if keep.size > 20:
        keep &= _sub_range(rng, sensor.center_nm)
        if rng.random() < 0.7:
            keep &= ~in_windows(sensor.center_nm)
        if rng.random() < 0.3:
            keep &= rng.random(keep.size) > rng.uniform(0.05, 0.5)
    chosen = np.flatnonzero(keep)
    if chosen.size > max_bands:
        chosen = np.sort(rng.choice(chosen, max_bands, replace=False))
    taken = sensor.take(chosen) if chosen.size >= 4 else sensor
    shift = rng.normal(0.0, 0.5)  # spectral calibration error of the flight, nm
    return replace(taken, center_nm=np.clip(taken.center_nm + shift, GRID_NM[0], GRID_NM[-1]))


def in_windows(center_nm: DoubleArray) -> np.ndarray:
    """Return (C,), True for bands in the water vapour windows."""
    return np.asarray(np.any([(center_nm > low) & (center_nm < high) for low, high in WATER_VAPOUR_NM], axis=0))


def _sub_range(rng: np.random.Generator, center_nm: DoubleArray) -> np.ndarray:
    """Return a mask, mostly of all bands; else VNIR only, or a range that includes visible or near infrared bands."""
    kind = rng.random()
    if kind < 0.65:
        return np.ones(center_nm.size, dtype=bool)
    if kind < 0.88:
        return np.asarray(center_nm < rng.uniform(850.0, 1050.0))
    return np.asarray((center_nm > rng.uniform(380.0, 700.0)) & (center_nm < rng.uniform(1100.0, 2550.0)))
