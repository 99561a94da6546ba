"""``quantise-model``: an installed ONNX model once more, with int8 weights, if a real scene keeps its labels."""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from . import model_store
from .cards import CARD_NAME, ModelCard
from .errors import InputError, ModelError
from .jobs import JobSpec
from .raster.temporary import OutputSet

TILES = 12
"""Most tiles of the scene that are compared, evenly spread."""
_FIELDS = ("center_nm", "fwhm_nm", "weight", "attributes", "content")

Feed = dict[str, NDArray[np.float32]]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command to its parser."""
    parser.add_argument("model", metavar="NAME|PATH", help="installed ONNX model, or path of its card")
    parser.add_argument("--scene", required=True, metavar="SRC", help="real raster whose labels must stay")
    parser.add_argument("--name", help="name of the new model (default: the old one's with -int8)")
    parser.add_argument("--out", metavar="DIR", help="folder of models (default: the user's own)")
    parser.add_argument("--overwrite", action="store_true", help="replace a model of that name")


def run(args: argparse.Namespace, overrides: dict[str, Any]) -> list[str]:
    """Quantise a model; return the lines to show.

    Raises:
        ModelError: the model is no ONNX file, or too many labels change.
        InputError: a model of that name exists; and what opening the scene raises.
    """
    from .models.quantise import quantise

    card = model_store.find(args.model)
    if card.weights.suffix.lower() != ".onnx":
        raise ModelError(f"Model '{card.name}' is no ONNX file; import it again with --format onnx.")
    card.verify()
    name = args.name or f"{card.name}-int8"
    folder = (Path(args.out) if args.out else model_store.install_folder()) / name
    if (folder / CARD_NAME).exists() and not args.overwrite:
        raise InputError(f"A model '{name}' is installed in {folder.parent}; choose another --name or --overwrite it.")
    feeds = scene_feeds(card, args.scene, overrides)
    outputs = OutputSet()
    try:
        weights = outputs.add(folder / "weights.onnx")
        gate = quantise(card.weights, weights, feeds)
        document = _card(card, name=name, weights=weights, agreement=gate.agreement, scene=Path(args.scene).name)
        text = json.dumps(document, indent=1, ensure_ascii=False) + "\n"
        outputs.add(folder / CARD_NAME).write_text(text, encoding="utf-8")
        outputs.commit()
    except BaseException:
        outputs.abort()
        raise
    made = ModelCard.load(folder)
    return [
        f"{gate.agreement:.2%} of {gate.labels} labels of {Path(args.scene).name} stay the same.",
        f"Installed '{made.name}' in {folder}: {made.weights.stat().st_size / 1e6:.1f} MB, was "
        f"{card.weights.stat().st_size / 1e6:.1f} MB.",
    ]


def scene_feeds(card: ModelCard, source: str, overrides: dict[str, Any]) -> list[Feed]:
    """Read tiles of a scene as the model's inputs: of a land-cover model, or of an imported one."""
    from .prepare import conditions_of, open_scene
    from .raster.source import read_normalised

    spec = JobSpec("plan", source=str(Path(source).absolute()), model=str(card.path.parent), overrides=overrides)
    if "specaware:values" in card.properties:
        return _feature_feeds(card, spec)
    scene = open_scene(spec)
    with scene.product:
        conditions, _ = conditions_of(scene, check=lambda: None)
        fixed = {name: np.asarray(getattr(conditions, name), dtype=np.float32) for name in _FIELDS}
        fixed["gsd_m"] = np.array(conditions.gsd_m, dtype=np.float32)
        feeds = []
        for tile in _spread([tile.window for tile in scene.grid.tiles_over(scene.area)]):
            pixels, valid = read_normalised(scene.product, scene.normaliser, scene.bands, tile)
            feeds.append({**fixed, **_padded(pixels, valid)})
    return feeds


def _feature_feeds(card: ModelCard, spec: JobSpec) -> list[Feed]:
    """Tiles of a scene for an imported model."""
    from .features import open_features

    features = open_features(spec, scores="scene-classification" in card.tasks)
    with features.scene.product:
        windows = [tile.window for tile in features.scene.grid.tiles_over(features.scene.area)]
        return [features.fields(*features.read(window)) for window in _spread(windows)]


def _spread(windows: list[Any]) -> list[Any]:
    """At most ``TILES`` of the windows, evenly spread."""
    step = max(1, -(-len(windows) // TILES))
    return windows[::step]


def _padded(pixels: NDArray[np.float32], valid: NDArray[np.bool_]) -> Feed:
    """Add a batch axis and invalid zeros up to sides that are multiples of eight."""
    bands, height, width = pixels.shape
    rows, columns = -(-height // 8) * 8, -(-width // 8) * 8
    tile = np.zeros((1, bands, rows, columns), dtype=np.float32)
    mask = np.zeros((1, rows, columns), dtype=np.float32)
    tile[0, :, :height, :width], mask[0, :height, :width] = pixels, valid
    return {"pixels": tile, "valid": mask}


def _card(card: ModelCard, *, name: str, weights: Path, agreement: float, scene: str) -> dict[str, Any]:
    """The card of the float model with the new file, and what was measured."""
    path = card.path if card.path.is_file() else card.path / CARD_NAME
    document: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    data = weights.read_bytes()
    document["id"] = name
    document["properties"] |= {
        "mlm:name": name,
        "specaware:int8": {"of": card.name, "of_sha256": card.sha256, "agreement": round(agreement, 6), "scene": scene},
    }
    asset = document["assets"]["weights"]
    asset.pop("file:checksum", None)
    asset |= {
        "href": "weights.onnx",
        "file:size": len(data),
        "file:sha256": hashlib.sha256(data).hexdigest(),
    }
    return document
