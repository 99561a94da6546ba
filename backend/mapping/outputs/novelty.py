"""Novelty score: how far a spectrum is from all simulated ones, to mark pixels unknown to the model.

The log reflectance of each kind of ground is described by a mean, a few directions of variation and a residual
variance by wavelength (probabilistic principal components: Tipping & Bishop 1999, J. R. Stat. Soc. B 61, 611-622),
learned from simulated pixels, including mixed ones. These are stored on a fine grid of wavelengths and resampled to the
bands of any sensor. A pixel's distance is that to the nearest kind; a band counts at most three standard deviations, so
that a few faulty bands do not make a spectrum unknown. ``training/make_resources/novelty.py`` learns the numbers and
the limit that one in a hundred simulated pixels exceeds.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ...common.arrays import DoubleArray, FloatArray
from ...common.errors import ModelError, part_of_engine
from ...engines.base import Conditions, Runner
from ...spectral.physics.water import WATER_VAPOUR_NM
from ...spectral.resampling import FEWEST_BANDS, Bands, resampling_matrix

FILE = Path(__file__).resolve().parents[3] / "resources" / "unknown.safetensors"
LEVELS = ("L1", "L2")
NOVELTY_LOG_FLOOR = 0.02
"""Reflectance added before the logarithm, so that noise in dark pixels does not look like a feature."""
NOISE = 0.02
"""Standard deviation of the logarithm allowed to each band for the noise and calibration of good instruments."""
MOST = 9.0
"""Most that the residual of one band counts, in variances."""
_CHUNK = 1024  # pixels at once: their residuals in 224 bands take 1 MiB


@dataclass(frozen=True)
class Kinds:
    """K kinds of ground on a grid of wavelengths, for one processing level.

    ``mean`` (K, F) and ``rest`` (K, F), the residual variance, of log reflectance; ``directions`` (K, F, r), scaled by
    their standard deviation; ``limit``: distance beyond which a pixel is unknown.
    """

    grid_nm: DoubleArray
    mean: DoubleArray
    directions: DoubleArray
    rest: DoubleArray
    limit: float


@dataclass(frozen=True)
class Detector:
    """Kinds of ground in the bands of one raster; ``used`` (C,): bands; C' of them are used by the other arrays."""

    used: NDArray[np.bool_]
    mean: FloatArray  # (K, C')
    directions: FloatArray  # (K, C', r)
    weight: FloatArray  # (K, C'), reciprocal of the residual variance
    solve: FloatArray  # (K, r, C'), maps a difference to the coordinates that best explain it
    limit: float

    @classmethod
    def of(cls, kinds: Kinds, bands: Bands) -> Detector | None:
        """Resample kinds to the bands of a raster; None if fewer than four of its bands are informative."""
        grid = Bands(kinds.grid_nm, np.full(len(kinds.grid_nm), np.diff(kinds.grid_nm).mean()))
        matrix, covered = resampling_matrix(grid, bands)
        wet = np.any([(bands.center_nm > low) & (bands.center_nm < high) for low, high in WATER_VAPOUR_NM], axis=0)
        used = covered & ~wet
        if used.sum() < FEWEST_BANDS:
            return None
        to = matrix[used]  # (C', F)
        directions = np.einsum("cf,kfr->kcr", to, kinds.directions)
        weight = 1.0 / (kinds.rest @ to.T + NOISE**2)
        scaled = np.einsum("kcr,kc->krc", directions, weight)
        inner = np.eye(directions.shape[2]) + scaled @ directions  # (K, r, r)
        solve = np.linalg.solve(inner, scaled)
        arrays = [np.asarray(a, dtype=np.float32) for a in (kinds.mean @ to.T, directions, weight, solve)]
        return cls(used, arrays[0], arrays[1], arrays[2], arrays[3], kinds.limit)

    def distances(self, spectra: FloatArray) -> FloatArray:
        """Return the distance (n,) of spectra (C, n) to the nearest kind, in standard deviations of a band."""
        found = np.empty(spectra.shape[1], dtype=np.float32)
        for first in range(0, len(found), _CHUNK):
            part = slice(first, first + _CHUNK)
            found[part] = self._nearest(np.log(np.maximum(spectra[self.used, part], 0) + np.float32(NOVELTY_LOG_FLOOR)))
        return found

    def _nearest(self, logs: FloatArray) -> FloatArray:
        best = np.full(logs.shape[1], np.inf, dtype=np.float32)
        for mean, directions, weight, solve in zip(self.mean, self.directions, self.weight, self.solve):
            away = logs - mean[:, None]  # (C', n)
            place = solve @ away  # (r, n)
            away -= directions @ place
            np.square(away, out=away)
            away *= weight[:, None]
            np.minimum(away, np.float32(MOST), out=away)
            best = np.minimum(best, away.sum(axis=0) + np.square(place).sum(axis=0))
        return np.asarray(np.sqrt(best / len(logs)), dtype=np.float32)

    def scores(self, spectra: FloatArray) -> FloatArray:
        """Return scores (n,) in 0..1 for spectra (C, n): 0.5 at the limit, higher beyond it."""
        ratio = self.distances(spectra) / np.float32(self.limit)
        return np.asarray(ratio / (1 + ratio), dtype=np.float32)


@lru_cache(maxsize=1)
def load_kinds(path: Path = FILE) -> dict[str, Kinds]:
    """Return the kinds of ground by processing level.

    Raises:
        ModelError: the file is missing or damaged.
        EngineError: safetensors is missing.
    """
    with part_of_engine("safetensors"):
        from safetensors import SafetensorError, safe_open
    try:
        with safe_open(str(path), framework="numpy") as file:
            names = file.keys()
            arrays = {name: np.asarray(file.get_tensor(name), dtype=np.float64) for name in names}
        return {
            level: Kinds(
                arrays["grid_nm"], arrays[f"{level} mean"], arrays[f"{level} directions"], arrays[f"{level} rest"],
                float(arrays[f"{level} limit"][0]),
            )
            for level in LEVELS
        }  # fmt: skip
    except (SafetensorError, OSError, KeyError, ValueError) as exc:
        raise ModelError(f"{path} cannot be read ({exc}); install the plugin again.") from exc


class UnknownRunner:
    """Runs batches and appends the novelty score as a last plane; zeros if there are too few informative bands."""

    def __init__(self, runner: Runner, detector: Detector | None) -> None:
        self._runner, self._detector = runner, detector

    @property
    def notes(self) -> tuple[str, ...]:
        """Notes for the user about the runs, and whether novelty cannot be computed."""
        if self._detector is not None:
            return self._runner.notes
        return (*self._runner.notes, "Too few bands are within the known spectra: no pixel is marked as unknown.")

    def run(self, pixels: FloatArray, valid: FloatArray) -> FloatArray:
        """Return probabilities and score (B, K + 1, H, W); arguments as for :meth:`Engine.run`."""
        probabilities = self._runner.run(pixels, valid)
        batch, classes, height, width = probabilities.shape
        planes = np.zeros((batch, classes + 1, height, width), dtype=np.float32)
        planes[:, :classes] = probabilities
        if self._detector is not None:
            for own, spectra in zip(planes, pixels):
                own[-1] = self._detector.scores(spectra.reshape(len(spectra), -1)).reshape(height, width)
        return planes


def detector_for(conditions: Conditions) -> Detector | None:
    """Return the detector for a raster's bands and level; None if too few of its bands are informative.

    Raises:
        ModelError: the file of known spectra is missing or damaged.
    """
    kinds = load_kinds()[conditions.level if conditions.level in LEVELS else LEVELS[-1]]
    bands = Bands(conditions.center_nm.astype(np.float64), conditions.fwhm_nm.astype(np.float64))
    return Detector.of(kinds, bands)
