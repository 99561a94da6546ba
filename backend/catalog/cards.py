"""Model cards: what a model is, its input and output, and whether its file still matches the card.

A card is a STAC Item with the Machine Learning Model (``mlm:``) and ``classification:`` extensions
(https://github.com/stac-extensions/mlm, https://github.com/stac-extensions/classification), and a few ``specaware:``
fields. Loading a card runs no code and reads no weights. Python 3.9 at run time: QGIS imports this module.
"""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..common.documents import read_document
from ..common.errors import ModelError
from ..common.wording import counted, shown

CARD_NAME = "card.json"
CHANGE_TASK = "change-detection"
"""Task of models that find change between two dates."""
STACK_TASK = "multitemporal-segmentation"
"""Task of models that map one class a pixel of a stack of dates."""
HEAD_FRAMEWORK = "SpecAware head"
"""Framework of models that were trained on a land-cover model's results and the spectra beside them."""
WEIGHT_SUFFIXES = (".onnx", ".safetensors")  # never pickle: loading a pickle runs code
MAX_OPSET = 17  # the newest onnxruntime wheel for Python 3.9 (1.19.2) is certain to run it
_MAX_BYTES = 20_000_000
_MOST_PX, _LARGEST = 8192, 1e9  # upper limits: of a window's side; of the counts in a card
_SHA256_PREFIX = "sha256:"  # scanners take bare hex digits for a secret
_SHA256_MULTIHASH = "1220"  # multihash prefix of sha2-256, 32 bytes (https://github.com/multiformats/multihash)

OWN_LABELS = "the training labels, held out"
"""How cards of trained models name the labels held out in each fold."""


Color = tuple[int, int, int]


@dataclass(frozen=True)
class ModelClass:
    """One class of a map: pixel value (1..255), stable name, display title and RGB colour (0..255)."""

    value: int
    name: str
    title: str
    color: Color

    def facts(self) -> dict[str, Any]:
        """Return value, name, title and color ("#rrggbb"), as lists and reports show them."""
        return {
            "value": self.value, "name": self.name, "title": self.title,
            "color": "#{:02x}{:02x}{:02x}".format(*self.color),
        }  # fmt: skip


@dataclass(frozen=True)
class ModelCard:
    """A validated card.

    ``window_px`` and ``overlap_px``: side of the model's window and overlap of neighbouring windows; the grid of
    windows starts at the raster's origin. ``center_nm``: accepted range of band centres. ``properties`` keeps the other
    fields as written.
    """

    name: str
    path: Path
    weights: Path
    sha256: str
    size: int | None
    architecture: str
    tasks: tuple[str, ...]
    framework: str
    classes: tuple[ModelClass, ...]
    window_px: int
    overlap_px: int
    min_bands: int
    center_nm: tuple[float, float]
    levels: tuple[str, ...]
    reflectance: tuple[float, float]
    content_quantiles: int
    opset: int
    license: str
    training_command: str
    metrics: tuple[dict[str, Any], ...]
    properties: dict[str, Any] = field(repr=False)

    @classmethod
    def load(cls, path: Path | str) -> ModelCard:
        """Read and validate a card; ``path`` is the card or its folder.

        Raises:
            ModelError: the file is missing or damaged, a field is missing or contradictory, or weights can run code.
        """
        path = Path(path)
        path = path / CARD_NAME if path.is_dir() else path
        try:
            item = read_document(path, max_bytes=_MAX_BYTES)
        except FileNotFoundError as exc:
            raise ModelError(f"Model card {path} does not exist; give the folder or the card of a model.") from exc
        except (OSError, ValueError) as exc:
            raise ModelError(f"Model card {path} cannot be read ({exc}); install the model again.") from exc
        try:
            card = cls(**_fields(item, path))
            card.summary()  # so that a bad card fails here, not in a list of models
            return card
        except KeyError as exc:
            raise ModelError(f"Model card {path} lacks the field {exc}; install the model again.") from exc
        except (TypeError, ValueError, AttributeError, LookupError, ArithmeticError) as exc:
            raise ModelError(f"Model card {path} is not valid ({exc}); install the model again.") from exc

    def verify(self) -> None:
        """Check size and SHA-256 of the weights against the card.

        Raises:
            ModelError: the weights are missing, or are not those that the card describes.
        """
        digest = hashlib.sha256()
        try:
            if self.size is not None and self.weights.stat().st_size != self.size:
                raise ModelError(
                    f"Weights {self.weights} do not have the size stated in their card; install the model again."
                )
            with self.weights.open("rb") as stream:
                for chunk in iter(lambda: stream.read(1 << 20), b""):
                    digest.update(chunk)
        except OSError as exc:
            raise ModelError(
                f"Weights {self.weights} cannot be read ({exc.strerror}); install the model again."
            ) from exc
        if digest.hexdigest() != self.sha256:
            raise ModelError(
                f"Weights {self.weights} do not have the hash stated in their card; install the model again."
            )

    @property
    def headline(self) -> str:
        """One line for a list of models: the first accuracy in the card, and speed; empty if neither is stated."""
        known = [m for m in self.metrics[:1] if m.get("oa") is not None]
        parts = [f"{float(m['oa']):.0%} overall accuracy on {m['dataset']}" for m in known]
        speed = self.properties.get("specaware:speed")
        if speed:
            where = f"{counted(speed['bands'], 'band')}, {counted(speed['threads'], 'thread')}"
            parts.append(f"{float(speed['kpx_per_s']):.0f},000 pixels per second ({where})")
        return "; ".join(parts)

    def summary(self) -> dict[str, Any]:
        """Return what lists and reports show about the model, as JSON values."""
        return {
            "name": self.name,
            "path": str(self.path),
            "architecture": self.architecture,
            "tasks": list(self.tasks),
            "sha256": self.sha256,
            "license": self.license,
            "window_px": self.window_px,
            "overlap_px": self.overlap_px,
            "classes": [c.facts() for c in self.classes],
            "center_nm": list(self.center_nm),
            "min_bands": self.min_bands,
            "levels": list(self.levels),
            "metrics": list(self.metrics),
            "headline": self.headline,
        }


def _fields(item: Mapping[str, Any], path: Path) -> dict[str, Any]:
    """Turn the JSON of a card into the fields of :class:`ModelCard`."""
    p = dict(item["properties"])
    asset = item["assets"]["weights"]
    weights = _weights(asset, path)
    classes = _classes(p["classification:classes"], required="semantic-segmentation" in p["mlm:tasks"])
    window, accepts = p["specaware:window"], p["specaware:input"]
    size, overlap = int(window["size"]), int(window["overlap"])
    if not 8 <= size <= _MOST_PX or size % 8 or not 0 <= overlap <= size // 2:
        raise ValueError(f"window {size} with overlap {overlap}: need a multiple of 8 and an overlap of at most half")
    opset = int(p.get("specaware:opset", MAX_OPSET))
    if opset > MAX_OPSET:
        raise ValueError(f"opset {opset} is newer than {MAX_OPSET}")
    (low, high), (least, most) = (_range(accepts[key], key) for key in ("center_nm", "reflectance"))
    _check_kinds(p)
    return {
        "name": str(p["mlm:name"]), "path": path, "weights": weights, "sha256": _sha256(asset),
        "size": asset.get("file:size"), "architecture": str(p["mlm:architecture"]),
        "tasks": tuple(p["mlm:tasks"]), "framework": str(p["mlm:framework"]), "classes": classes,
        "window_px": size, "overlap_px": overlap, "min_bands": int(accepts["min_bands"]),
        "center_nm": (low, high), "levels": tuple(accepts["levels"]),
        "reflectance": (least, most),
        "content_quantiles": int(p.get("specaware:content_quantiles", 16)), "opset": opset,
        "license": str(p.get("license", "")), "training_command": str(p.get("specaware:training_command", "")),
        "metrics": tuple(p.get("specaware:metrics", ())), "properties": p,
    }  # fmt: skip


def _range(value: Any, name: str) -> tuple[float, float]:  # noqa: ANN401 - any JSON value
    """Return two finite numbers in ascending order."""
    low, high = (float(v) for v in value)
    if not (math.isfinite(low) and math.isfinite(high) and low < high):
        raise ValueError(f"{name} {shown(value)} is not a range of numbers")
    return low, high


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and 0 < value < _LARGEST


def _is_head(value: object) -> bool:
    base = value.get("base") if isinstance(value, dict) else None
    return isinstance(base, dict) and isinstance(base.get("name"), str) and "sha256" in base


def _are_numbers(value: object) -> bool:
    return value is None or (isinstance(value, list) and bool(value) and all(map(_is_number, value)))


_KINDS: dict[str, Callable[[object], bool]] = {
    "specaware:bytes_per_px": _is_number, "specaware:stride": _is_number, "specaware:content_quantiles": _is_number,
    "specaware:head": _is_head, "specaware:model": lambda value: isinstance(value, dict),
    "specaware:bands_nm": _are_numbers,
    "specaware:window": lambda value: isinstance(value, dict) and _is_number(value.get("batch", 1)),
    "mlm:tasks": lambda value: isinstance(value, list) and all(isinstance(task, str) for task in value),
    "specaware:input": lambda value: isinstance(value, dict) and _is_number(value.get("min_bands"))
    and isinstance(value.get("levels"), list) and all(isinstance(level, str) for level in value["levels"]),
}  # fmt: skip


def _check_kinds(properties: Mapping[str, Any]) -> None:
    """Refuse values of the wrong type in fields that the engine reads later."""
    for name, is_right in _KINDS.items():
        if name in properties and not is_right(properties[name]):
            raise ValueError(f"{name} cannot be {shown(properties[name])}")


def _weights(asset: Mapping[str, Any], path: Path) -> Path:
    """Return the path of the weights, which must be beside the card and of a kind that runs no code."""
    weights = path.parent / str(asset["href"])
    if weights.suffix.lower() not in WEIGHT_SUFFIXES:
        raise ValueError(f"weights '{asset['href']}' are neither ONNX nor safetensors; other kinds can run code")
    if path.parent.resolve() not in weights.resolve().parents:
        raise ValueError(f"weights '{asset['href']}' lie outside the model's folder")
    return weights


def _sha256(asset: Mapping[str, Any]) -> str:
    """Return the SHA-256 of the weights as 64 hex digits, from file:sha256 or the multihash file:checksum.

    file:sha256 is ``sha256:`` and the digits; in cards of version 0.1 it is the digits alone.
    """
    text = str(asset.get("file:sha256") or asset["file:checksum"]).lower()
    if text.startswith(_SHA256_PREFIX):
        text = text[len(_SHA256_PREFIX) :]
    elif len(text) == 68 and text.startswith(_SHA256_MULTIHASH):
        text = text[4:]
    if not re.fullmatch(r"[0-9a-f]{64}", text):
        raise ValueError("the hash of the weights is not a SHA-256")
    return text


def _classes(items: list[dict[str, Any]], *, required: bool) -> tuple[ModelClass, ...]:
    """Return the classes in the order of the model's output channels; a feature model has none."""
    classes = []
    for item in items:
        hint = str(item["color_hint"]).lstrip("#")
        color = (int(hint[0:2], 16), int(hint[2:4], 16), int(hint[4:6], 16))
        name = str(item["name"])
        classes.append(ModelClass(int(item["value"]), name, str(item.get("title") or name), color))
    values = [c.value for c in classes]
    if (required and not classes) or len(set(values)) != len(values) or not all(1 <= v <= 255 for v in values):
        raise ValueError("classification:classes need distinct values between 1 and 255; 0 is nodata")
    return tuple(classes)
