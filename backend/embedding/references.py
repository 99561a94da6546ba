"""The targets of a ``similar`` job: pixels at points and in polygons, and library spectra."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ..common.arrays import FloatArray
from ..common.errors import InputError, SensorError
from ..common.wording import counted
from ..job.kinds.similar import Seeking
from ..job.spec import JobSpec
from ..labels.places import read_places
from ..labels.read import place_labels
from ..products.profile import pixel_at
from ..products.readers.library_file import read_library
from ..raster.georeference import GeoReference
from ..raster.source import read_normalised
from ..raster.window import Window
from ..scene.open import Scene
from ..spectral.resampling import FEWEST_BANDS

MOST = 256
"""References that each pixel is compared with; of more, as many are taken, evenly spread."""


@dataclass(frozen=True)
class References:
    """The references that pixels are compared with.

    ``rows``, ``cols``: of R pixels of the raster. ``spectra`` (R, C): their spectra in the scene's bands. ``library``
    (L, C): library spectra in these bands, NaN in bands beyond them. ``names``: of the library spectra.
    ``warnings``: what was left out.
    """

    rows: tuple[int, ...]
    cols: tuple[int, ...]
    spectra: FloatArray
    library: FloatArray
    names: tuple[str, ...]
    warnings: tuple[str, ...]

    @property
    def count(self) -> int:
        """Number of references."""
        return len(self.rows) + len(self.library)

    def together(self) -> tuple[FloatArray, NDArray[np.int64]]:
        """Return all spectra (R + L, C') and the bands (C',) that all of them have.

        Raises:
            SensorError: there are fewer than four common bands.
        """
        spectra = np.concatenate([self.spectra, self.library])
        bands = np.flatnonzero(np.isfinite(spectra).all(axis=0))
        if len(bands) < FEWEST_BANDS:
            raise SensorError(
                f"The spectra of the library share {counted(len(bands), 'band')} with the raster, but at least "
                f"{FEWEST_BANDS} are needed; choose spectra that cover its wavelengths."
            )
        return spectra[:, bands], bands


def find_references(scene: Scene, spec: JobSpec, *, check: Callable[[], None]) -> References:
    """Read the targets of a job.

    Raises:
        InputError: a file cannot be read, or no target is on a valid pixel of the raster.
    """
    pixels, warnings = _pixels(scene, spec)
    asked = len(pixels)
    pixels = _thinned(pixels)
    found, spectra = [], []
    for row, col in pixels:
        check()
        values, valid = read_normalised(scene.product, scene.normaliser, scene.bands, Window(row, col, 1, 1))
        if valid.all() and values.any():
            found.append((row, col))
            spectra.append(values[:, 0, 0])
    name = scene.meta.path.name
    if (spec.points or spec.asked(Seeking).vector) and not found:
        raise InputError(f"None of the target places is on a valid pixel of {name}; choose others.")
    if len(found) < len(pixels):
        warnings.append(f"{counted(len(pixels) - len(found), 'place')} without data in {name} will be ignored.")
    if asked > MOST:
        warnings.append(f"Of {counted(asked, 'target pixel')}, {MOST} are used, evenly spaced.")
    centers = np.asarray(scene.normaliser.center_nm, dtype=np.float64)
    seeking = spec.asked(Seeking)
    library = read_library(Path(seeking.library), seeking.spectra) if seeking.library else []
    if len(library) > MOST:
        warnings.append(
            f"Of {counted(len(library), 'spectrum', 'spectra')} in the library, {MOST} are used, evenly spaced."
        )
    library = _thinned(library)
    return References(
        tuple(row for row, _ in found), tuple(col for _, col in found),
        np.array(spectra, dtype=np.float32).reshape(len(found), len(centers)),
        np.array([one.at(centers) for one in library], dtype=np.float32).reshape(len(library), len(centers)),
        tuple(one.name for one in library), tuple(warnings),
    )  # fmt: skip


def _pixels(scene: Scene, spec: JobSpec) -> tuple[list[tuple[int, int]], list[str]]:
    """Return row and column of the pixels at a job's points and in its vector file, each pixel once."""
    meta, warnings = scene.meta, []
    windows = [pixel_at(meta, point) for point in spec.points]
    if None in windows:
        warnings.append(f"{counted(windows.count(None), 'point')} outside {meta.path.name} will be ignored.")
    found = [(window.row, window.col) for window in windows if window is not None]
    if spec.asked(Seeking).vector:
        labels = read_places(Path(spec.asked(Seeking).vector), layer=spec.settings.layer)
        reference = GeoReference(meta.geotransform, meta.crs_wkt)
        placed = place_labels(labels, reference, height=meta.height, width=meta.width)
        found += list(zip(placed.rows.tolist(), placed.cols.tolist()))
    return list(dict.fromkeys(found)), warnings


def _thinned(items: list) -> list:  # type: ignore[type-arg]
    """Return at most :data:`MOST` of the items, evenly spaced."""
    if len(items) <= MOST:
        return items
    return [items[int((k + 0.5) * len(items) / MOST)] for k in range(MOST)]
