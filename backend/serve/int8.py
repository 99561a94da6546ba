"""int8 models whose labels on a scene agree with float32: installed by ``quantise-model``, or cached on first use."""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from ..catalog import store as model_store
from ..catalog.cards import CARD_NAME, ModelCard
from ..catalog.writer import weights_asset
from ..common.arrays import padded
from ..common.documents import read_document, write_document
from ..common.errors import EngineError, InputError, ModelError
from ..common.outputs.output_set import OutputSet
from ..common.outputs.targets import check_targets
from ..common.outputs.temporary import make_folder, remove_stale
from ..common.wording import counted
from ..engines.base import BAND_INPUTS, Int8Weights
from ..job.spec import Options
from ..products.belonging import files_beside

if TYPE_CHECKING:
    from ..scene.open import Scene

TILES = 12
"""Most tiles of the scene to compare, evenly spaced."""
SAMPLE = Path(__file__).resolve().parents[2] / "resources" / "sample" / "simulated_enmap_30m.tif"
"""Scene whose labels must stay the same if the user names none."""
CACHE_FORMAT = 1
"""Part of a cached file's record; files from another version of the method are made again."""

Feed = dict[str, NDArray[np.float32]]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command to its parser."""
    parser.add_argument("model", metavar="NAME|PATH", help="installed ONNX model, or path of its card")
    parser.add_argument("--scene", required=True, metavar="SRC", help="real raster whose labels must stay the same")
    parser.add_argument("--name", help="name of the new model (default: the old name with -int8)")
    parser.add_argument("--out", metavar="DIR", help="folder of models (default: the user's own)")
    parser.add_argument("--overwrite", action="store_true", help="replace a model of that name")


def run(args: argparse.Namespace, overrides: dict[str, Any]) -> list[str]:
    """Quantise a model; return the lines to print.

    Raises:
        ModelError: the model is not an ONNX file, or too many labels change.
        InputError: a model with that name exists, or the scene cannot be opened.
    """
    from ..models.graphs.onnx_file import read_header
    from ..models.graphs.quantise import quantise

    card = model_store.find(args.model)
    if card.weights.suffix.lower() != ".onnx":
        raise ModelError(f"Model '{card.name}' is not an ONNX file; import it again with --format onnx.")
    card.verify()
    read_header(card.weights)
    name = args.name or f"{card.name}-int8"
    folder = (Path(args.out) if args.out else model_store.install_folder()) / name
    if (folder / CARD_NAME).exists() and not args.overwrite:
        raise InputError(f"A model '{name}' is installed in {folder.parent}; choose another --name or --overwrite it.")
    inputs = files_beside(args.scene, card.path, card.weights)
    check_targets([(folder / "weights.onnx", True), (folder / CARD_NAME, True)], inputs)
    feeds = scene_feeds(card, args.scene, overrides, outside_files=args.outside_files)
    with OutputSet() as outputs:
        weights = outputs.add(folder / "weights.onnx")
        gate = quantise(card.weights, weights, feeds)
        document = _card(card, name=name, weights=weights, agreement=gate.agreement, scene=Path(args.scene).name)
        write_document(outputs.add(folder / CARD_NAME), document)
    made = ModelCard.load(folder)
    return [
        f"{gate.agreement:.2%} of {counted(gate.labels, 'label')} of {Path(args.scene).name} stay the same.",
        f"Installed '{made.name}' in {folder}: {made.weights.stat().st_size / 1e6:.1f} MB, was "
        f"{card.weights.stat().st_size / 1e6:.1f} MB.",
    ]


def cached_int8(card: ModelCard) -> Int8Weights:
    """Return the int8 version of a land-cover model, made once and checked by its hash at each later use.

    Raises:
        ModelError: the model is not an ONNX file, or too many labels of the sample change.
        EngineError: the cache cannot be written.
    """
    from ..models.graphs.onnx_file import read_header
    from ..models.graphs.quantise import quantise

    if card.weights.suffix.lower() != ".onnx":
        raise ModelError(f"Model '{card.name}' is not an ONNX file; choose a precision other than int8.")
    folder = model_store.cache_folder() / "int8"
    weights, record = folder / f"{card.sha256}.onnx", folder / f"{card.sha256}.json"
    found = _recorded(weights, record)
    if found is not None:
        return found
    card.verify()
    read_header(card.weights)
    try:
        make_folder(folder)
        remove_stale(folder)
        with OutputSet() as outputs:
            gate = quantise(card.weights, made := outputs.add(weights), scene_feeds(card, str(SAMPLE), {}))
            facts = {
                "format": CACHE_FORMAT, "sha256": _sha256(made), "agreement": gate.agreement, "labels": gate.labels,
            }  # fmt: skip
            outputs.add(record).write_text(json.dumps(facts), encoding="utf-8")
    except OSError as exc:
        raise EngineError(
            f"Folder {folder} cannot be written ({exc.strerror}); make it writable, name another one in "
            f"{model_store.CACHE_VARIABLE}, or choose a precision other than int8."
        ) from exc
    return Int8Weights(weights, agreement=gate.agreement, labels=gate.labels)


def _recorded(weights: Path, record: Path) -> Int8Weights | None:
    """Return the cached result of an earlier run; None if it is missing, damaged or of another version."""
    try:
        facts = read_document(record)
        if facts["format"] == CACHE_FORMAT and facts["sha256"] == _sha256(weights):
            return Int8Weights(weights, agreement=float(facts["agreement"]), labels=int(facts["labels"]))
    except (OSError, ValueError, KeyError, TypeError):
        pass
    return None


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def scene_feeds(card: ModelCard, source: str, overrides: dict[str, Any], *, outside_files: bool = False) -> list[Feed]:
    """Read tiles of a scene as inputs of a land-cover model or an imported one."""
    from ..raster.source import read_normalised
    from ..scene.open import conditions_of, open_scene

    scene = open_scene(source, card, overrides, outside_files_allowed=outside_files)
    if "specaware:values" in card.properties:
        return _feature_feeds(scene)
    with scene.product:
        conditions, _ = conditions_of(scene, check=lambda: None)
        fixed = {name: np.asarray(getattr(conditions, name), dtype=np.float32) for name in BAND_INPUTS}
        fixed["gsd_m"] = np.array(conditions.gsd_m, dtype=np.float32)
        feeds = []
        for tile in _spread([tile.window for tile in scene.grid.tiles_over(scene.area)]):
            pixels, valid = read_normalised(scene.product, scene.normaliser, scene.bands, tile)
            feeds.append({**fixed, **_padded(pixels, valid)})
    return feeds


def _feature_feeds(scene: Scene) -> list[Feed]:
    """Return tiles of a scene for an imported model."""
    from ..imported.score import open_features

    features = open_features(scene, Options(), scores="scene-classification" in scene.card.tasks)
    with features.scene.product:
        windows = [tile.window for tile in features.scene.grid.tiles_over(features.scene.area)]
        return [features.fields(*features.read(window)) for window in _spread(windows)]


def _spread(windows: list[Any]) -> list[Any]:
    """Return at most ``TILES`` of the windows, evenly spaced."""
    step = max(1, -(-len(windows) // TILES))
    return windows[::step]


def _padded(pixels: NDArray[np.float32], valid: NDArray[np.bool_]) -> Feed:
    """Add a batch axis and invalid zeros up to sides that are multiples of eight."""
    bands, height, width = pixels.shape
    rows, columns = padded(height), padded(width)
    tile = np.zeros((1, bands, rows, columns), dtype=np.float32)
    mask = np.zeros((1, rows, columns), dtype=np.float32)
    tile[0, :, :height, :width], mask[0, :height, :width] = pixels, valid
    return {"pixels": tile, "valid": mask}


def _card(card: ModelCard, *, name: str, weights: Path, agreement: float, scene: str) -> dict[str, Any]:
    """Return the float model's card with the new file and the measured agreement."""
    path = card.path if card.path.is_file() else card.path / CARD_NAME
    document: dict[str, Any] = read_document(path)
    document["id"] = name
    document["properties"] |= {
        "mlm:name": name,
        "specaware:int8": {"of": card.name, "of_sha256": card.sha256, "agreement": round(agreement, 6), "scene": scene},
    }
    asset = document["assets"]["weights"]
    asset.pop("file:checksum", None)
    asset |= weights_asset(weights, href="weights.onnx", media_type=asset.get("type", "application/octet-stream"))
    return document
