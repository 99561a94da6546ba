"""Novelty score: real ground, which should not be called unknown, and spectra of no ground, which should."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from backend.common.arrays import FloatArray
from backend.mapping.outputs.novelty import LEVELS, Detector, detector_for, load_kinds
from backend.raster.source import read_normalised
from backend.raster.window import Window
from backend.scene.open import conditions_of, open_scene
from backend.spectral.resampling import Bands
from training.evaluation.mapping import Mapper
from training.real.benchmarks import RealSet

UNKNOWN = 0.5
_MOST_SCENES = 12
_PIXELS = 5000
_SIDE = 400  # side in pixels of the tested part of a scene, from its corner
FIELD_SPECTRA = "speclib/muufl_asd"
"""Folder of field spectra with a subfolder per material; cloth of several colours resembles nothing simulated."""
_GRID_NM = np.arange(400.0, 2451.0, 10.0)


def unknown_rows(mapper: Mapper, data: Path, sets: Sequence[RealSet]) -> list[dict[str, Any]]:
    """Return one row per scene type: share called unknown of pixels as they are, with bands shuffled, and of noise."""
    rows, drawn = [], set()
    for real in sets:
        if real.source in drawn:
            continue
        drawn.add(real.source)
        found = [_shares(mapper, real, image) for image, _ in real.scenes(data)[:_MOST_SCENES]]
        known = [shares for shares in found if shares is not None]
        if known:
            mean = np.mean(known, axis=0).round(4)
            names = ("unknown", "unknown, bands shuffled", "unknown, noise")
            rows.append({"spectra": real.title.rsplit(",", 1)[0], **dict(zip(names, mean.tolist()))})
    return rows + field_rows(data / FIELD_SPECTRA)


def _shares(mapper: Mapper, real: RealSet, image: Path) -> tuple[float, float, float] | None:
    scene = open_scene(image, mapper.card, real.overrides)
    with scene.product:
        area = Window(0, 0, min(scene.meta.height, _SIDE), min(scene.meta.width, _SIDE))
        pixels, valid = read_normalised(scene.product, scene.normaliser, scene.bands, area)
        detector = detector_for(conditions_of(scene, check=lambda: None)[0])
    if detector is None:
        return None
    rng = np.random.default_rng(0)
    spectra = pixels[:, valid]
    spectra = spectra[:, rng.permutation(spectra.shape[1])[:_PIXELS]]
    noise = rng.uniform(0, 0.6, spectra.shape).astype(np.float32)
    seen = (spectra, spectra[rng.permutation(len(spectra))], noise)
    a, b, c = (float((detector.scores(s) >= UNKNOWN).mean()) for s in seen)
    return a, b, c


def field_rows(folder: Path) -> list[dict[str, Any]]:
    """Return one row per material in a folder of field spectra; no rows if the folder is missing."""
    detector = Detector.of(load_kinds()[LEVELS[1]], Bands(_GRID_NM, np.full(len(_GRID_NM), 10.0)))
    rows = []
    for material in sorted(folder.glob("*/")) if detector is not None else []:
        spectra = [s for path in sorted(material.iterdir()) for s in _read(path)]
        if spectra and detector is not None:
            share = float((detector.scores(np.stack(spectra, axis=1)) >= UNKNOWN).mean())
            rows.append({"spectra": f"field: {material.name}", "unknown": round(share, 4)})
    return rows


def _read(path: Path) -> list[FloatArray]:
    """Return the spectra of a text file: one line per wavelength, with pairs of wavelength and reflectance."""
    lines = []
    for line in path.read_text(errors="replace").splitlines():
        try:
            lines.append([float(word) for word in line.replace(",", " ").split()])
        except ValueError:
            continue
    kept = [line for line in lines if len(line) >= 2 and len(line) == len(lines[0])]
    if not kept:
        return []
    table = np.array(kept)
    return [np.interp(_GRID_NM, table[:, 0], column).astype(np.float32) for column in table[:, 1::2].T]
