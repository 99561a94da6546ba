"""Write resources/library_spectra.json, the reference spectra of the profile tool.

``python training/make_resources/library_spectra.py``.

The file has three typical spectra of each class of the simulator. Materials are drawn as for scenes, from freely
redistributable libraries and from models (see training/simulate/README.md), and grouped by spectral angle (k-means of
unit vectors; the arithmetic mean of each group is kept). No data folder is read.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path[0] = str(ROOT)

from backend.common.arrays import DoubleArray  # noqa: E402
from training.simulate.grid import GRID_NM  # noqa: E402
from training.simulate.labels import GROUND  # noqa: E402
from training.simulate.materials.libraries import load  # noqa: E402
from training.simulate.materials.palette import draw_palette  # noqa: E402
from training.simulate.scene import default_cache  # noqa: E402

TARGET = ROOT / "resources" / "library_spectra.json"
STEP = 2
"""Every second point of the simulator's 5 nm grid."""
GROUPS = 3
_SEED, _DRAWS, _ROUNDS = 7, 60, 30


def typical(spectra: DoubleArray, count: int, rng: np.random.Generator) -> DoubleArray:
    """Return ``count`` typical spectra (count, F) of ``spectra`` (n, F), darkest first."""
    unit = spectra / np.linalg.norm(spectra, axis=1, keepdims=True)
    chosen = [int(rng.integers(len(unit)))]
    while len(chosen) < count:  # add the spectrum farthest from those chosen
        chosen.append(int((unit @ unit[chosen].T).max(axis=1).argmin()))
    centers = unit[chosen]
    group = (unit @ centers.T).argmax(axis=1)
    for _ in range(_ROUNDS):
        sums = np.stack([unit[group == k].sum(axis=0) if (group == k).any() else centers[k] for k in range(count)])
        centers = sums / np.linalg.norm(sums, axis=1, keepdims=True)
        group = (unit @ centers.T).argmax(axis=1)
    means = np.stack([spectra[group == k].mean(axis=0) for k in range(count) if (group == k).any()])
    return np.asarray(means[means.mean(axis=1).argsort()])


def main() -> int:
    """Draw, group and write the spectra; the file is identical in every run."""
    rng = np.random.default_rng(_SEED)
    palette = draw_palette(rng, load(None, cache_dir=default_cache()), factor=_DRAWS)
    spectra = [
        {"class": name, "values": [round(float(v), 4) for v in row[::STEP]]}
        for name in GROUND
        for row in typical(palette.spectra[palette.of(name)], GROUPS, rng)
    ]
    document = {
        "source": "training/make_resources/library_spectra.py: simulated materials, reflectance",
        "wavelength_nm": [float(v) for v in GRID_NM[::STEP]],
        "spectra": spectra,
    }
    TARGET.write_text(json.dumps(document, separators=(",", ":")) + "\n", encoding="utf-8")
    sys.stdout.write(f"{TARGET}: {len(spectra)} spectra, {TARGET.stat().st_size} bytes\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
