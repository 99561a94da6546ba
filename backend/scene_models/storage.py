"""A scene head on disk: weights (safetensors, which run no code) and a card, for ``scene`` jobs."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import numpy as np

from ..catalog.cards import ModelCard
from ..common.errors import ModelError, part_of_engine
from ..common.wording import counted, first_clause
from ..heads.storage import class_entries
from .logistic import Logistic

FRAMEWORK = "SpecAware scene head"
"""Framework stated in the cards of scene heads."""
WEIGHTS_NAME = "weights.safetensors"


def save_head(head: Logistic, path: Path) -> None:
    """Write a head.

    Raises:
        EngineError: safetensors is missing.
    """
    with part_of_engine("safetensors"):
        from safetensors.numpy import save_file
    save_file({name: np.ascontiguousarray(getattr(head, name)) for name in ("mean", "std", "weights")}, path)


def load_linear_head(card: ModelCard) -> Logistic:
    """Read the head that a card describes, after checking its hash.

    Raises:
        ModelError: the file does not match the card, or is damaged.
        EngineError: safetensors is missing.
    """
    card.verify()
    with part_of_engine("safetensors"):
        from safetensors import SafetensorError
        from safetensors.numpy import load_file
    try:
        arrays = {name: np.asarray(value, dtype=np.float64) for name, value in load_file(card.weights).items()}
        head = Logistic(arrays["mean"], arrays["std"], arrays["weights"], _is_multi(card))
        if head.weights.shape != (len(head.mean) + 1, len(card.classes)) or head.std.shape != head.mean.shape:
            raise ValueError("its sizes do not match its card")
    except (SafetensorError, OSError, KeyError, TypeError, ValueError) as exc:
        raise ModelError(f"Weights {card.weights} are damaged ({first_clause(exc)}); train it again.") from exc
    return head


def _is_multi(card: ModelCard) -> bool:
    return bool(card.properties.get("specaware:multi_label"))


def scene_head_card(
    base: ModelCard, weights: Path, *, name: str, classes: Sequence[str], side_px: int, multi_label: bool,
    facts: Mapping[str, Any],
) -> dict[str, Any]:  # fmt: skip
    """Return the card (a STAC Item) of a scene head with the given ``weights`` file.

    ``facts``: "metrics" (list), "command", "labels" (their source), "counts" by class, "scenes", "penalty".
    """
    own = base.properties
    properties: dict[str, Any] = {
        "datetime": datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "title": name, "description": f"Scene classes learned from {counted(facts['scenes'], 'scene')} on {base.name}.",
        "license": "", "mlm:name": name,
        "mlm:architecture": "logistic regression on the mean and spread of a land-cover model's features",
        "mlm:tasks": ["scene-classification"], "mlm:framework": FRAMEWORK, "mlm:pretrained": True,
        "classification:classes": class_entries(classes, base, {}),
        "specaware:window": {"size": side_px, "overlap": 0, "anchor": "origin"},
        "specaware:input": dict(own["specaware:input"]), "specaware:content_quantiles": base.content_quantiles,
        "specaware:values": "reflectance", "specaware:multi_label": multi_label, "specaware:conditions": True,
        "specaware:head": {
            "base": {"name": base.name, "sha256": base.sha256, "path": str(base.path.resolve())},
            "penalty": facts["penalty"], "labels": facts["counts"],
        },
        "specaware:training_data": facts["labels"], "specaware:training_command": facts["command"],
        "specaware:metrics": list(facts["metrics"]),
    }  # fmt: skip
    asset = {
        "href": WEIGHTS_NAME, "type": "application/vnd.safetensors", "roles": ["mlm:model"],
        "file:size": weights.stat().st_size, "file:sha256": hashlib.sha256(weights.read_bytes()).hexdigest(),
    }  # fmt: skip
    return {
        "type": "Feature", "stac_version": "1.0.0",
        "stac_extensions": [
            "https://stac-extensions.github.io/mlm/v1.4.0/schema.json",
            "https://stac-extensions.github.io/classification/v2.0.0/schema.json",
            "https://stac-extensions.github.io/file/v2.1.0/schema.json",
        ],
        "id": name, "geometry": None, "properties": properties, "links": [], "assets": {"weights": asset},
    }  # fmt: skip
