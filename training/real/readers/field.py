"""Readers of labelled field spectra: tables of pixels in bands of 10 nm; None if the file is absent."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np

from backend.spectral.physics.water import WATER_VAPOUR_NM
from backend.spectral.resampling import Bands

from ..scene import Table

_STEP_NM = 10
_RANGE_NM = (400.0, 2450.0)
_MOSTLY = 0.8
_GSD_M = 1.0


def _table(rows: list[list[str]], wavelengths: list[str]) -> Table:
    """Return spectra in percent at 1 nm as pixels at 10 nm, all with one label.

    Bands that are missing in a fifth of the spectra are dropped, then spectra that lack any of the remaining bands.
    """
    lines = np.array([float(text) for text in wavelengths])
    values = np.array([[float(text or "nan") for text in row] for row in rows]) / 100.0
    center = np.arange(_RANGE_NM[0], _RANGE_NM[1] + 1, _STEP_NM)
    center = center[~np.any([(center > low) & (center < high) for low, high in WATER_VAPOUR_NM], axis=0)]
    mean = np.stack([values[:, np.abs(lines - line) <= _STEP_NM / 2].mean(axis=1) for line in center], axis=1)
    kept = np.isfinite(mean).mean(axis=0) >= _MOSTLY
    whole = np.isfinite(mean[:, kept]).all(axis=1)
    bands = Bands(center[kept], np.full(int(kept.sum()), float(_STEP_NM)))
    return Table(mean[whole][:, kept], np.ones(int(whole.sum()), dtype=np.int64), bands, "L2", None, _GSD_M)


def urban_materials(data: Path) -> Table | None:
    """KLUM: spectra of roofs, facades and paving."""
    path = data / "more" / "klum" / "KLUM_spectra.csv"
    if not path.exists():
        return None
    with path.open(encoding="utf-8-sig", newline="") as stream:
        lines = [line for line in csv.reader(stream) if line]
    header = next(line for line in lines if line[0] == "lambda")
    rows = lines[lines.index(header) + 1 :]
    return _table([row[1:] for row in rows], header[1:])


def herbs(data: Path) -> Table | None:
    """Canopy spectra of herbs and grass in South Africa, 149 in all."""
    path = data / "more" / "parthenium_asd" / "parthenium_weed_data.csv"
    if not path.exists():
        return None
    with path.open(encoding="utf-8-sig", newline="") as stream:
        header, *rows = (line for line in csv.reader(stream) if line)
    return _table([row[1:] for row in rows], header[1:])
