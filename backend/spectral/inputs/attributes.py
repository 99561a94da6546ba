"""Sentence embeddings of sensor name and processing level: the model's `attributes` input."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import numpy as np

from ...common.errors import EngineError, SensorError, part_of_engine
from ..sensors import RESOURCES, canonical_name

OTHER_SENSOR = "other HSI sensors"
LEVEL_TEXTS = {"L1": "L1 Calibrated Radiance", "L2": "L2 Surface Reflectance"}
ATTRIBUTE_WIDTH = 384
"""Channels of a sentence vector (all-MiniLM-L6-v2; Ji et al. 2026, section 3.2)."""


@lru_cache(maxsize=1)
def _vectors(path: Path = RESOURCES / "sentence_vectors.safetensors") -> dict[str, np.ndarray]:
    """Return the vectors (384,) float32 by text.

    Raises:
        EngineError: the file is missing or damaged, or safetensors is not installed.
    """
    with part_of_engine("safetensors"):
        from safetensors import SafetensorError
        from safetensors.numpy import load_file
    try:
        return dict(load_file(path))
    except (SafetensorError, OSError) as exc:
        raise EngineError(f"{path} cannot be read ({exc}); install the plugin again.") from exc


def sensor_text(sensor_name: str | None) -> str:
    """Return the text for a sensor: its own name if it has an embedding, else "other HSI sensors"."""
    if sensor_name is None:
        return OTHER_SENSOR
    for name in (sensor_name, canonical_name(sensor_name)):
        if name is not None and name in _vectors():
            return name
    return OTHER_SENSOR


def attributes(sensor_name: str | None, level: str | None) -> np.ndarray:
    """Return the all-MiniLM-L6-v2 embeddings (2, 384) float32 of sensor name and level ("L1", "L2"; None counts as L2).

    A sensor without an embedding of its own uses that of "other HSI sensors"; :func:`attribute_note` says so.

    Raises:
        SensorError: the level is not L1 or L2.
    """
    key = level or "L2"
    if key not in LEVEL_TEXTS:
        raise SensorError(f"Level '{level}' is not known; use L1 (at sensor) or L2 (surface reflectance).")
    vectors = _vectors()
    return np.stack([vectors[sensor_text(sensor_name)], vectors[LEVEL_TEXTS[key]]])


def attribute_note(sensor_name: str | None) -> str | None:
    """Return a sentence for the report if the sensor has no embedding of its own, else None."""
    if sensor_text(sensor_name) != OTHER_SENSOR:
        return None
    return f"Sensor '{sensor_name or 'unknown'}' is treated as one of the {OTHER_SENSOR}."
