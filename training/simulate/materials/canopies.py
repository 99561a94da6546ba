"""Leaf and canopy reflectance from PROSPECT-D and 4SAIL (package ``prosail``) over broad ranges of traits."""

from __future__ import annotations

import importlib
from functools import lru_cache
from typing import Any

import numpy as np

from backend.common.arrays import DoubleArray
from backend.common.errors import InputError

from ..grid import GIVEN, GRID_NM, resample

_MODEL_NM = np.arange(400.0, 2501.0)  # sampling of the PROSPECT and SAIL coefficients
_NEEDLE_LAYERS = 2.0  # leaves with more layers than this are treated as needles


def _prosail() -> Any:  # noqa: ANN401 - the package has no types
    try:
        return importlib.import_module("prosail")
    except ImportError as error:
        raise InputError("The simulator needs the package 'prosail'; install it with pip.") from error


def liquid_water_absorption_per_m() -> DoubleArray:
    """Return the absorption (F,) of liquid water in 1/m: PROSPECT-D's coefficient, constant beyond its ends."""
    return GIVEN["liquid"][0] if "liquid" in GIVEN else _liquid_water()


@lru_cache(maxsize=1)
def _liquid_water() -> DoubleArray:
    per_cm = np.asarray(_prosail().spectral_lib.prospectd.kw, dtype=np.float64)
    return np.exp(np.interp(GRID_NM, _MODEL_NM, np.log(np.maximum(per_cm, 1e-6)))) * 100.0


def _brown(rng: np.random.Generator, *, autumn: bool) -> float:
    """Draw the brown matter of the leaves, in PROSPECT's arbitrary unit.

    A canopy seen from above always includes twigs, stalks and dead leaves. The reflectance of measured crowns and lawns
    at 783 nm is 0.90-0.95 of that at 860 nm. Pure green leaves do not have this ratio; brown matter of 0.1 to 0.7 does.
    """
    return float(rng.uniform(0.1, 0.7) if autumn or rng.random() < 0.8 else 0.0)


def _traits(rng: np.random.Generator, kind: str) -> dict[str, float]:
    """Draw leaf and canopy traits; units as in PROSPECT (ug cm-2, cm, g cm-2) and degrees.

    Ranges cover the LOPEX93 and ANGERS leaf data (Feret et al. 2008, Remote Sens. Environ. 112, 3030) and common LAI.
    """
    tree = kind == "tree"
    needle = tree and rng.random() < 0.35
    chlorophyll = float(np.clip(rng.normal(45.0 if tree else 40.0, 14.0), 8.0, 90.0))
    autumn = rng.random() < 0.12
    if autumn:
        chlorophyll *= rng.uniform(0.25, 0.7)
    return {
        "n": float(rng.uniform(1.7, 2.8) if needle else rng.uniform(1.2, 2.2)),
        "cab": chlorophyll,
        "car": chlorophyll * float(rng.uniform(0.14, 0.32)) + (4.0 if autumn else 0.0),
        "ant": float(rng.uniform(0.0, 4.0) if rng.random() < 0.2 else 0.0),
        "cbrown": _brown(rng, autumn=autumn),
        "cw": float(
            np.exp(rng.uniform(np.log(0.007), np.log(0.035)))
            if tree
            else np.exp(rng.uniform(np.log(0.005), np.log(0.035)))
        ),
        "cm": float(
            np.exp(rng.uniform(np.log(0.007), np.log(0.025)))
            if needle
            else np.exp(rng.uniform(np.log(0.002), np.log(0.014)))
        ),
        "lai": float(rng.uniform(1.5, 8.0) if tree else _herb_lai(rng)),
        "lidfa": float(rng.uniform(25.0, 65.0) if tree else rng.uniform(40.0, 80.0)),
        "hspot": float(np.exp(rng.uniform(np.log(0.005), np.log(0.3)))),
        "tts": float(rng.uniform(15.0, 62.0)),
        "tto": float(abs(rng.normal(0.0, 8.0))),
        "psi": float(rng.uniform(0.0, 180.0)),
    }


def _herb_lai(rng: np.random.Generator) -> float:
    """Draw the leaf area index of herbs: half are closed swards and crops, half any stage from seedlings on."""
    return float(rng.uniform(2.5, 7.0) if rng.random() < 0.5 else np.exp(rng.uniform(np.log(0.6), np.log(6.0))))


def _recollision(rng: np.random.Generator, kind: str, *, needle: bool) -> float:
    """Draw the probability that light scattered by a leaf hits another leaf, beyond that of a flat layer of leaves.

    Shoots, crowns and the voids between them trap light. The reflectance of measured broadleaf forests at 1650 nm is
    0.22-0.5 of that at 860 nm, of swards 0.45-0.8; a model of flat layers gives 0.4-0.8 for both.
    """
    if kind == "herb":
        return float(rng.uniform(0.0, 0.3)) if rng.random() < 0.3 else 0.0
    return float(rng.uniform(0.2, 0.75) if needle else 0.75 * rng.random() ** 1.5)


def clumped(reflectance: DoubleArray, albedo: DoubleArray, recollision: float) -> DoubleArray:
    """Return the reflectance (n,) of a canopy with clumped leaves of single-scattering ``albedo`` (n,).

    Spectral invariants of Knyazikhin et al. 2013 (PNAS 110, E185): where leaves are dark, the clump reflects 1 - p of
    the light of a flat layer; where leaves are white, all of it.
    """
    return np.asarray(reflectance * (1.0 - recollision) / (1.0 - recollision * albedo))


def canopy_spectra(rng: np.random.Generator, count: int, kind: str, grounds: DoubleArray) -> DoubleArray:
    """Draw ``count`` canopies (count, F) of ``kind`` "tree" or "herb" over drawn grounds.

    Args:
        rng: source of randomness.
        count: number of canopies.
        kind: "tree" (LAI 1.5-8, a third with needle-like leaves) or "herb" (LAI 0.6-6, upright leaves).
        grounds: (n, F) reflectance of soils and litter below the canopy, on the grid.
    """
    prosail = _prosail()
    inside = np.stack([np.interp(_MODEL_NM, GRID_NM, g) for g in grounds])
    rows = []
    for _ in range(count):
        traits = _traits(rng, kind)
        ground = inside[rng.integers(len(inside))] * rng.uniform(0.5, 1.0)
        flat = prosail.run_prosail(**traits, prospect_version="D", factor="SDR", rsoil0=ground)
        leaf = {name: traits[name] for name in ("n", "cab", "car", "cbrown", "cw", "cm", "ant")}
        _, reflected, passed = prosail.run_prospect(**leaf, prospect_version="D")
        recollision = _recollision(rng, kind, needle=kind == "tree" and traits["n"] > _NEEDLE_LAYERS)
        rows.append(clumped(np.asarray(flat), np.asarray(reflected + passed), recollision))
    return resample(_MODEL_NM, np.stack(rows)) if rows else np.zeros((0, GRID_NM.size))
