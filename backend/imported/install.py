"""The ``import`` job: turn published weights of SpecAware or SpectralGPT into an installed model."""

from __future__ import annotations

import argparse
import colorsys
import logging
import re
import shlex
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from ..catalog import store as model_store
from ..catalog.cards import CARD_NAME, ModelCard
from ..catalog.writer import card_item, weights_asset
from ..common.documents import dumped, write_document
from ..common.errors import InputError, ModelError
from ..common.outputs.output_set import OutputSet
from ..common.outputs.targets import check_targets
from ..common.wording import counted
from ..job.events import JobEvent
from ..job.kinds.base import JobContext
from ..job.kinds.imports import Importing
from ..job.kinds.words import add_settings, settings_from
from ..job.spec import JobSpec
from ..models.configs import TILE_RANGE
from ..models.graphs.graph_template import example_bands, output_names
from ..models.registry import encoder_entry
from ..models.weights.checkpoint import ImportedWeights, ImportReport, Wanted, import_weights
from ..models.weights.weights_file import read_weights
from ..products.belonging import files_beside

log = logging.getLogger(__name__)

FORMATS = ("onnx", "safetensors")
VALUES_OF = {"tile": TILE_RANGE, "unit": "unit interval", "reflectance": "reflectance"}
"""What the pixels must be, for each value of ``--values``; see :data:`backend.imported.score.VALUES`."""
SENTINEL_2_NM = (442.7, 492.4, 559.8, 664.6, 704.1, 740.5, 782.8, 832.8, 864.7, 945.1, 1613.7, 2202.4)
"""Band centres of Sentinel-2A without B10, in SpectralGPT's order (ESA, Sentinel-2 spectral responses 3.1)."""
_TRIAL_BANDS = 12
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


@dataclass(frozen=True)
class ImportRequest:
    """Request to import weights.

    Attributes:
        file: the weights: .safetensors, .pth or .pt.
        wish: design, classifier, classes, name and number of attention heads.
        size: side of the tiles in pixels; None for the file's own.
        patch: side of a patch in pixels; None for the file's own.
        mended: convert SpectralGPT to accept any bands and tile sizes.
        values: pixel values in training, a key of ``VALUES_OF``; "auto" follows the published code.
        format: file to write, one of ``FORMATS``.
        folder: folder of models; None for the user's own.
        overwrite: replace a model of that name.
    """

    file: Path
    wish: Importing
    size: int | None = None
    patch: int | None = None
    mended: bool = False
    values: str = "auto"
    format: str = "onnx"
    folder: Path | None = None
    overwrite: bool = False

    @property
    def multi_label(self) -> bool:
        """Whether a scene may have several labels."""
        return self.wish.head == "multilabel"


@dataclass(frozen=True)
class Imported:
    """Result of an import: the installed card, and what happened to each key of the file."""

    card: ModelCard
    report: ImportReport


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command to its parser."""
    parser.add_argument("file", metavar="FILE", help="weights: .safetensors, .pth or .pt")
    add_settings(parser, Importing)
    parser.add_argument("--size", type=int, metavar="PX", help="side of the tiles in pixels")
    parser.add_argument("--patch", type=int, metavar="PX", help="side of a patch in pixels (default: the file's)")
    parser.add_argument("--mended", action="store_true", help="convert SpectralGPT to accept any bands and tile sizes")
    parser.add_argument(
        "--values", choices=("auto", *VALUES_OF), default="auto",
        help="pixel values in training: each tile stretched to its range, reflectance clipped to 0..1, or reflectance",
    )  # fmt: skip
    parser.add_argument("--format", choices=FORMATS, default="onnx", help="file to write")
    parser.add_argument("--out", metavar="DIR", help="folder of models (default: the user's own)")
    parser.add_argument("--overwrite", action="store_true", help="replace a model of that name")
    parser.add_argument("--json", action="store_true", help="print the result as JSON")


def request_of(args: argparse.Namespace) -> ImportRequest:
    """Return the request from parsed arguments."""
    wish = Importing(**settings_from(args, Importing))
    folder = Path(args.out) if args.out else None
    return ImportRequest(
        Path(args.file), wish, args.size, args.patch, mended=args.mended, values=args.values, format=args.format,
        folder=folder, overwrite=args.overwrite,
    )  # fmt: skip


def run(args: argparse.Namespace) -> list[str]:
    """Import a model; return the lines to print; errors as for :func:`import_model`."""
    made = import_model(request_of(args))
    if args.json:
        facts = {"card": str(made.card.path), "report": vars(made.report)}
        return [dumped(facts, indent=1)]
    return [*made.report.lines(), f"Installed '{made.card.name}' in {made.card.path.parent}."]


def run_import(spec: JobSpec, context: JobContext) -> dict[str, Any]:
    """Import the weights of an import job; return the card's path, its summary and what happened to the keys.

    Raises:
        SpecAwareError: see :func:`import_model`.
    """
    send = context.send
    wish, target = spec.asked(Importing), Path(spec.outputs.model) if spec.outputs.model else None
    if target is not None:
        wish = replace(wish, name=target.name)
    folder = None if target is None else target.parent
    made = import_model(ImportRequest(Path(spec.source), wish, folder=folder, overwrite=spec.options.overwrite))
    for line in made.report.lines():
        send(JobEvent("log", job=spec.id, message=line))
    return {"card": str(made.card.path), "model": made.card.summary(), "keys": vars(made.report)}


def import_model(request: ImportRequest) -> Imported:
    """Read, check, convert and install weights.

    Raises:
        ModelError: the weights do not fit, some are unused or missing, or the file could run code.
        InputError: a name or size is malformed.
        EngineError: the sizes are not the published ones and the engine lacks torch.
        OutputError: the model's folder cannot be written.
    """
    folder = _target(request)
    wanted = Wanted(
        entry=encoder_entry(request.wish.architecture),
        size=request.size,
        patch=request.patch,
        heads=request.wish.attention_heads or None,
        mended=request.mended,
        classify={"auto": None, "none": False}.get(request.wish.head, True),
    )
    names = request.wish.classes if Path(request.wish.classes).is_file() else None
    targets = [(folder / f"weights.{request.format}", True), (folder / CARD_NAME, True)]
    check_targets(targets, files_beside(request.file, names))
    weights = import_weights(read_weights(request.file), wanted)
    classes = class_names(request.wish.classes, weights.classes) if weights.classes else []
    for line in weights.report.lines():
        log.info("%s", line)
    with OutputSet() as outputs:
        file = outputs.add(folder / f"weights.{request.format}")
        _write_weights(weights, file, multi_label=request.multi_label)
        card = outputs.add(folder / CARD_NAME)
        document = _card(request, weights, classes=classes, name=folder.name, file=file)
        write_document(card, document)
    return Imported(ModelCard.load(folder), weights.report)


def _target(request: ImportRequest) -> Path:
    """Return the folder of the new model."""
    name = request.wish.name or re.sub(r"[^A-Za-z0-9._-]+", "-", request.file.stem).strip("-.") or "imported"
    if not _NAME.fullmatch(name):
        raise InputError(f"'{name}' cannot be the name of a folder; use letters, digits, '-', '_' and '.'.")
    folder = (request.folder or model_store.install_folder()) / name
    if (folder / CARD_NAME).exists() and not request.overwrite:
        raise InputError(f"A model '{name}' is installed in {folder.parent}; choose another name or overwrite it.")
    return folder


def class_names(text: str, count: int) -> list[str]:
    """Return ``count`` class names from a list "a,b,c" or a file with one per line; else "class 1", "class 2", ...

    Raises:
        InputError: the number of names is wrong, or a name appears twice.
    """
    if not text:
        return [f"class {i + 1}" for i in range(count)]
    path = Path(text)
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else text.split(",")
    names = [line.strip() for line in lines if line.strip()]
    if len(names) != count or len(set(names)) != count:
        raise InputError(
            f"The model has {counted(count, 'class', 'classes')} but "
            f"{counted(len(set(names)), 'name is', 'names are')} given; give one for each."
        )
    return names


def _write_weights(weights: ImportedWeights, path: Path, *, multi_label: bool) -> None:
    """Write the model as ONNX and run it once, or write it as safetensors.

    Raises:
        ModelError: the model is too large for ONNX, or onnxruntime does not run it.
    """
    if path.suffix == ".safetensors":
        from safetensors.numpy import save_file

        save_file(weights.arrays, str(path))
        return
    path.write_bytes(weights.template.filled(weights.arrays, multi_label=multi_label))
    _try(path, weights)


def _try(path: Path, weights: ImportedWeights) -> None:
    """Run the written model on one tile of random numbers; raise ModelError if it fails or returns NaN."""
    import onnxruntime as ort

    options = ort.SessionOptions()
    options.log_severity_level = 3
    bands, side = example_bands(weights.config, _TRIAL_BANDS), weights.side
    fields = {
        "pixels": np.random.default_rng(0).random((1, bands, side, side), dtype=np.float32),
        "center_nm": np.linspace(450.0, 2400.0, bands, dtype=np.float32)[None],
        "fwhm_nm": np.full((1, bands), 10.0, np.float32),
        "gsd_m": np.full(1, 30.0, np.float32),
        "attributes": np.zeros((1, 2, 384), np.float32),
        "valid": np.ones((1, side, side), np.float32),
        "weight": np.full((1, bands), 1.0 / bands, np.float32),
    }
    try:
        session = ort.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        results = session.run(None, {value.name: fields[value.name] for value in session.get_inputs()})
    except Exception as error:  # onnxruntime's exceptions share no base class
        text = " ".join(str(error).split())[:200]
        raise ModelError(f"The imported model does not run ({text}); check the architecture.") from error
    if not all(np.isfinite(result).all() for result in results):
        raise ModelError("The imported model returns NaN or infinity; its weights are damaged.")


def _card(
    request: ImportRequest, weights: ImportedWeights, *, classes: list[str], name: str, file: Path
) -> dict[str, Any]:
    """Return the card of an imported model: a STAC Item, like the cards of bundled models."""
    architecture = request.wish.architecture
    asset = weights_asset(
        file, href=f"weights{file.suffix}", media_type="application/octet-stream",
        **{"mlm:artifact_type": file.suffix[1:]},
    )  # fmt: skip
    source = request.file.name
    properties = {
        "title": f"{architecture}, imported from {source}",
        "license": "",
        "mlm:architecture": architecture,
        "mlm:tasks": ["scene-classification" if classes else "feature-extraction"],
        "mlm:framework": "ONNX" if file.suffix == ".onnx" else "PyTorch",
        "mlm:total_parameters": sum(array.size for array in weights.arrays.values()),
        "mlm:pretrained": True,
        "classification:classes": [
            {"value": i + 1, "name": text, "title": text, "color_hint": _color(i, len(classes))}
            for i, text in enumerate(classes)
        ],
        **_contract(request, weights),
        "specaware:training_command": f"python -m backend import-model {shlex.quote(source)} --arch {architecture}",
    }
    return card_item(name, properties, asset)


def _contract(request: ImportRequest, weights: ImportedWeights) -> dict[str, Any]:
    """Return the model's input and output properties for the card."""
    config = weights.config
    return {
        "specaware:window": {"size": weights.side, "overlap": 0, "anchor": "origin"},
        "specaware:input": {
            "min_bands": config.fixed_bands or 1,
            "center_nm": list(config.range_nm),
            "levels": ["L1", "L2"],
            "reflectance": [-0.05, 2.5],
        },
        "specaware:values": VALUES_OF.get(request.values, config.pixel_values),
        **({"specaware:bands_nm": list(SENTINEL_2_NM)} if config.fixed_bands else {}),
        "specaware:opset": 17,
        "specaware:outputs": list(output_names(config, classes=weights.classes)),
        "specaware:stride": config.patch,
        "specaware:multi_label": request.multi_label,
        "specaware:model": {
            "family": config.family,
            "config": config.to_dict(),
            "classes": weights.classes,
            "multi_label": request.multi_label,
        },
    }


def _color(index: int, count: int) -> str:
    """Return colours around the colour wheel, as RRGGBB."""
    return "".join(f"{round(255 * v):02X}" for v in colorsys.hsv_to_rgb(index / max(count, 1), 0.6, 0.85))
