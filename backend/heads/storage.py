"""Save and load a head: a folder with safetensors weights and a card, usable as a model."""

from __future__ import annotations

import colorsys
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from ..catalog.cards import HEAD_FRAMEWORK, ModelCard
from ..catalog.writer import card_item, weights_asset
from ..common.documents import parse_document
from ..common.errors import ModelError, part_of_engine
from ..common.wording import counted, first_clause
from ..spectral.resampling import Bands
from .fitting.calibration import Temperatures
from .fitting.fusion import HeadRecipe
from .pixels.mnf import ImageNoise
from .pixels.samples import Pixels, TrainingSet

"""What cards of heads state as their framework."""
WEIGHTS_NAME = "weights.safetensors"
_BYTES_PER_PX = 10_000  # of the base model if its card states none
_OWN_BYTES_PER_PX = 1_100  # of the features and the arrays computed from them
# From dark to bright, with hues distinguishable under colour blindness (Okabe & Ito 2008, jfly.uni-koeln.de/color).
_PALETTE = ("E69F00", "56B4E9", "009E73", "F0E442", "0072B2", "D55E00", "CC79A7", "7F7F7F")


@dataclass(frozen=True)
class StoredHead:
    """Content of the weights: labelled samples in the training bands, and how to fit them.

    The samples are kept besides the fitted numbers: for a raster with other bands the discriminants are fitted again,
    in milliseconds, in the bands that both share.
    """

    samples: TrainingSet
    recipe: HeadRecipe
    classes: int
    temperatures: Temperatures


def save_weights(head: StoredHead, path: Path) -> None:
    """Write the samples as safetensors, with the recipe in the file's metadata.

    Raises:
        EngineError: safetensors is missing.
    """
    with part_of_engine("safetensors"):
        from safetensors.numpy import save_file
    samples = head.samples
    arrays = {
        "classes": samples.classes.astype(np.int32), "groups": samples.groups.astype(np.int32),
        **_pixel_arrays(samples.pixels, "", head.recipe), **_pixel_arrays(samples.anchors, "anchor ", head.recipe),
        "center_nm": samples.bands.center_nm, "fwhm_nm": samples.bands.fwhm_nm,
        "covariance": samples.image.covariance, "noise": samples.image.noise, "scene_share": samples.scene_share,
    }  # fmt: skip
    facts = {"recipe": asdict(head.recipe), "gsd_m": samples.gsd_m, "level": samples.level, "classes": head.classes}
    heat = head.temperatures
    facts |= {"raw_temperature": heat.raw, "feature_temperature": heat.features}
    facts |= {"mnf_temperatures": [heat.mnf[scale] for scale in head.recipe.scales_px]}
    save_file({k: np.ascontiguousarray(v) for k, v in arrays.items()}, path, metadata={"head": json.dumps(facts)})


def _pixel_arrays(pixels: Pixels, prefix: str, recipe: HeadRecipe) -> dict[str, np.ndarray]:
    found = {"zero_shot": pixels.zero_shot, "spectra": pixels.spectra, "features": pixels.features}
    found |= {f"smoothed {s:g}": pixels.at_scale(s) for s in recipe.scales_px if s > 0}
    return {prefix + name: values.astype(np.float32) for name, values in found.items()}


def _pixels(arrays: Mapping[str, Any], prefix: str, recipe: HeadRecipe) -> Pixels:
    smoothed = {s: arrays[f"{prefix}smoothed {s:g}"] for s in recipe.scales_px if s > 0}
    return Pixels(
        arrays[prefix + "zero_shot"], arrays[prefix + "spectra"], smoothed, arrays[prefix + "features"]
    )  # fmt: skip


def load_head(card: ModelCard) -> StoredHead:
    """Read the head that a card describes, after checking its hash.

    Raises:
        ModelError: the file does not match the card, or is damaged.
        EngineError: safetensors is missing.
    """
    card.verify()
    with part_of_engine("safetensors"):
        from safetensors import SafetensorError, safe_open
    try:
        with safe_open(str(card.weights), framework="numpy") as file:
            facts = parse_document(file.metadata()["head"])
            arrays = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118 - not a dict
        return _head(arrays, facts)
    except (SafetensorError, OSError, KeyError, TypeError, ValueError) as exc:
        raise ModelError(f"Head {card.weights} is damaged ({first_clause(exc)}); train it again.") from exc


def _head(arrays: Mapping[str, Any], facts: Mapping[str, Any]) -> StoredHead:
    recipe = HeadRecipe(**{**facts["recipe"], "scales_px": tuple(facts["recipe"]["scales_px"])})
    double = {k: np.asarray(v, dtype=np.float64) for k, v in arrays.items() if k not in ("classes", "groups")}
    samples = TrainingSet(
        classes=np.asarray(arrays["classes"], dtype=np.int64), groups=np.asarray(arrays["groups"], dtype=np.int64),
        pixels=_pixels(double, "", recipe), anchors=_pixels(double, "anchor ", recipe),
        bands=Bands(double["center_nm"], double["fwhm_nm"]), image=ImageNoise(double["covariance"], double["noise"]),
        scene_share=double["scene_share"], gsd_m=float(facts["gsd_m"]), level=str(facts["level"]),
    )  # fmt: skip
    mnf = dict(zip(recipe.scales_px, facts["mnf_temperatures"]))
    heat = Temperatures(float(facts["raw_temperature"]), float(facts["feature_temperature"]), mnf)
    return StoredHead(samples, recipe, int(facts["classes"]), heat)


def head_card(
    base: ModelCard, weights: Path, *, name: str, classes: Sequence[str], recipe: HeadRecipe, facts: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the card (a STAC Item) of a head with the given ``weights`` file.

    ``facts``: "metrics" (list), "command", "labels" (their source), "counts" by class, "prior" by class; "colors"
    of the classes that have a stated colour.
    """
    own, pixels = base.properties, sum(facts["counts"].values())
    properties: dict[str, Any] = {
        "title": name,
        "description": f"Classes learned from {counted(pixels, 'labelled pixel')} on {base.name}.",
        "license": "",
        "mlm:architecture": "zero-shot classes, shrunk linear discriminants on spectra, MNF components and features",
        "mlm:tasks": ["semantic-segmentation"], "mlm:framework": HEAD_FRAMEWORK, "mlm:pretrained": True,
        "classification:classes": class_entries(classes, base, facts.get("colors", {})),
        "specaware:window": dict(own["specaware:window"]), "specaware:input": dict(own["specaware:input"]),
        "specaware:content_quantiles": base.content_quantiles,
        "specaware:bytes_per_px": int(own.get("specaware:bytes_per_px", _BYTES_PER_PX))
        + _OWN_BYTES_PER_PX + 48 * len(classes),
        "specaware:head": {
            "base": {"name": base.name, "sha256": base.sha256, "path": str(base.path.resolve())},
            "recipe": asdict(recipe), "prior": facts["prior"], "labels": facts["counts"],
        },
        "specaware:training_data": facts["labels"], "specaware:training_command": facts["command"],
        "specaware:metrics": list(facts["metrics"]),
    }  # fmt: skip
    asset = weights_asset(weights, href=WEIGHTS_NAME, media_type="application/vnd.safetensors")
    return card_item(name, properties, asset)


def class_entries(classes: Sequence[str], base: ModelCard, colors: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return value, name, title and colour of each class.

    A class that is not in ``colors`` ("#rrggbb" by class) gets the colour of the base model's class of the same name.
    """
    own = {name: color[1:].upper() for name, color in colors.items()}
    known = {key.lower().replace("_", " "): c.color for c in base.classes for key in (c.name, c.title)}
    taken = {_hint(known[key]) for c in classes if (key := _plain(c)) in known} | set(own.values())
    free = [color for color in _PALETTE if color not in taken]
    entries = []
    for value, title in enumerate(classes, start=1):
        hint = own.get(title) or (_hint(known[_plain(title)]) if _plain(title) in known else "")
        hint = hint or (free.pop(0) if free else _spread(value))
        entries.append({"value": value, "name": _plain(title).replace(" ", "_"), "title": title, "color_hint": hint})
    return entries


def _hint(color: tuple[int, int, int]) -> str:
    return "{:02X}{:02X}{:02X}".format(*color)


def _plain(name: str) -> str:
    return name.lower().replace("_", " ")


def _spread(number: int) -> str:
    """Return a colour whose hue is far from its neighbours' (steps of the golden angle)."""
    red, green, blue = colorsys.hsv_to_rgb(number * 0.618034 % 1.0, 0.65, 0.55 + 0.35 * (number % 2))
    return _hint((round(red * 255), round(green * 255), round(blue * 255)))
