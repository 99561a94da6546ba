"""Write model cards: STAC Items with the machine-learning-model, classification and file extensions."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

_EXTENSIONS = (
    "https://stac-extensions.github.io/mlm/v1.4.0/schema.json",
    "https://stac-extensions.github.io/classification/v2.0.0/schema.json",
    "https://stac-extensions.github.io/file/v2.1.0/schema.json",
)


def card_item(name: str, properties: Mapping[str, Any], weights: Mapping[str, Any]) -> dict[str, Any]:
    """Return the card of a model as a STAC Item.

    Args:
        name: name of the model, used as the item's id.
        properties: title, classes, window, input and other properties; the time is added.
        weights: the asset, as :func:`weights_asset` makes it.
    """
    now = datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    return {
        "type": "Feature",
        "stac_version": "1.0.0",
        "stac_extensions": list(_EXTENSIONS),
        "id": name,
        "geometry": None,
        "properties": {"datetime": now, **properties, "mlm:name": name},
        "links": [],
        "assets": {"weights": dict(weights)},
    }


def weights_asset(content: Path | bytes, *, href: str, media_type: str, **more: str) -> dict[str, Any]:
    """Return the asset of the weights: their path beside the card, media type, size and SHA-256."""
    data = content if isinstance(content, bytes) else content.read_bytes()
    return {
        "href": href,
        "type": media_type,
        "roles": ["mlm:model"],
        **more,
        "file:size": len(data),
        "file:sha256": f"sha256:{hashlib.sha256(data).hexdigest()}",
    }
