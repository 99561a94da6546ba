"""``import-model``: published weights of SpecAware or SpectralGPT become an installed model, a card and one file."""

from __future__ import annotations

import argparse
import colorsys
import hashlib
import logging
import re
import shlex
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import model_store
from .cards import CARD_NAME, ModelCard
from .documents import dumped, write_document
from .errors import EngineError, InputError, ModelError
from .jobs import JobEvent, JobSpec
from .products.belonging import files_beside
from .raster.outputs import OutputSet
from .raster.targets import check_targets
from .wording import counted

if TYPE_CHECKING:
    from torch import nn

    from .models.checkpoint import ImportReport
    from .models.registry import Config

log = logging.getLogger(__name__)

FORMATS = ("onnx", "safetensors")
HEADS = ("auto", "none", "scene", "multilabel")
PARITY = 1e-4
"""Largest error of the written graph against torch, relative to the largest value."""
SPECAWARE_SIZE = 224
"""Tile side of the published SpecAware in pixels (Ji et al. 2026, section 4)."""
SENTINEL_2_NM = (442.7, 492.4, 559.8, 664.6, 704.1, 740.5, 782.8, 832.8, 864.7, 945.1, 1613.7, 2202.4)
"""Band centres of Sentinel-2A without B10, in SpectralGPT's order (ESA, Sentinel-2 spectral responses 3.1)."""
_TRACED_BANDS = 30
_EXTENSIONS = [
    "https://stac-extensions.github.io/mlm/v1.4.0/schema.json",
    "https://stac-extensions.github.io/classification/v2.0.0/schema.json",
    "https://stac-extensions.github.io/file/v2.1.0/schema.json",
]
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


@dataclass(frozen=True)
class Imported:
    """What an import made: the installed card, and what happened to each key of the file."""

    card: ModelCard
    report: ImportReport


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command to its parser."""
    parser.add_argument("file", metavar="FILE", help="weights: .safetensors, .pth or .pt")
    parser.add_argument("--arch", required=True, metavar="NAME", help="specaware-base, spectralgpt-base, ...")
    parser.add_argument("--head", choices=HEADS, default="auto", help="scene classifier to keep (auto: if any)")
    parser.add_argument("--classes", metavar="LIST|FILE", help="names of the classes: a,b,c or a file, one a line")
    parser.add_argument("--name", help="name of the installed model (default: the file's)")
    parser.add_argument("--size", type=int, metavar="PX", help="side of the tiles in pixels")
    parser.add_argument("--patch", type=int, metavar="PX", help="side of a patch in pixels (default: the file's)")
    parser.add_argument("--heads", type=int, metavar="N", help="attention heads of a model of other sizes")
    parser.add_argument("--mended", action="store_true", help="SpectralGPT for any bands and tile sizes")
    parser.add_argument("--format", choices=FORMATS, default="onnx", help="file to write")
    parser.add_argument("--out", metavar="DIR", help="folder of models (default: the user's own)")
    parser.add_argument("--overwrite", action="store_true", help="replace a model of that name")
    parser.add_argument("--json", action="store_true", help="the result as JSON")


def run(args: argparse.Namespace) -> list[str]:
    """Import a model; return the lines to show.

    Raises:
        ModelError: the weights do not fit, are not all accounted for, or the file would run code.
        InputError: a name or size is malformed.
        OutputError: the model's folder cannot be written.
    """
    made = import_model(args)
    if args.json:
        facts = {"card": str(made.card.path), "report": vars(made.report)}
        return [dumped(facts, indent=1)]
    return [*made.report.lines(), f"Installed '{made.card.name}' in {made.card.path.parent}."]


def run_import(spec: JobSpec, *, send: Callable[[JobEvent], None]) -> dict[str, Any]:
    """Import the weights of an import job; return the card's path, its summary and what happened to the keys.

    Raises:
        EngineError: the engine lacks torch or onnx, which reading weights needs.
        SpecAwareError: as in :func:`run`.
    """
    parser = argparse.ArgumentParser(exit_on_error=False)
    add_arguments(parser)
    wish, folder = spec.importing, spec.outputs.model
    name, parent = (Path(folder).name, str(Path(folder).parent)) if folder else (wish.name, "")
    words = [f"--arch={wish.architecture}", f"--classes={wish.classes}", f"--name={name}", f"--out={parent}"]
    words += [f"--heads={wish.attention_heads}"] if wish.attention_heads else []
    words += ["--overwrite"] if spec.options.overwrite else []
    args = parser.parse_args([*words, "--", spec.source])
    if wish.head not in HEADS:
        raise InputError(f"There is no head '{wish.head}' to keep; use one of {', '.join(HEADS)}.")
    args.head = wish.head
    try:
        made = import_model(args)
    except ModuleNotFoundError as error:
        raise EngineError(
            f"Importing weights needs the package '{error.name}', which the engine lacks; "
            "install torch and onnx into its environment."
        ) from error
    for line in made.report.lines():
        send(JobEvent("log", job=spec.id, message=line))
    return {"card": str(made.card.path), "model": made.card.summary(), "keys": vars(made.report)}


def import_model(args: argparse.Namespace) -> Imported:
    """Read, check, convert and install; errors as in :func:`run`."""
    from .models.checkpoint import Wanted, import_weights, read_weights
    from .models.imported import SceneScores
    from .models.registry import encoder_entry
    from .models.spectralgpt import SpectralGptClassifier

    source = Path(args.file)
    folder = _target(args, source)
    wanted = Wanted(
        entry=encoder_entry(args.arch), size=args.size, patch=args.patch, heads=args.heads, mended=args.mended,
        classify={"auto": None, "none": False}.get(args.head, True),
    )  # fmt: skip
    targets = [(folder / f"weights.{args.format}", True), (folder / CARD_NAME, True)]
    check_targets(
        targets, files_beside(source, args.classes if args.classes and Path(args.classes).is_file() else None)
    )
    model, config, report = import_weights(read_weights(source), wanted)
    classes: list[str] = []
    if isinstance(model, SpectralGptClassifier):
        classes = class_names(args.classes, model.head.out_features)
        model = SceneScores(model, multi_label=args.head == "multilabel")
    for line in report.lines():
        log.info("%s", line)
    outputs = OutputSet()
    try:
        weights = outputs.add(folder / f"weights.{args.format}")
        _write_weights(model, config, weights, size=args.size)
        card = outputs.add(folder / CARD_NAME)
        document = _card(args, model, config, classes=classes, name=folder.name, weights=weights)
        write_document(card, document)
        outputs.commit()
    except BaseException:
        outputs.abort()
        raise
    return Imported(ModelCard.load(folder), report)


def _target(args: argparse.Namespace, source: Path) -> Path:
    """The folder of the new model."""
    name = args.name or re.sub(r"[^A-Za-z0-9._-]+", "-", source.stem).strip("-.") or "imported"
    if not _NAME.fullmatch(name):
        raise InputError(f"The name '{name}' cannot be a folder's; use letters, digits, '-', '_' and '.'.")
    folder = (Path(args.out) if args.out else model_store.install_folder()) / name
    if (folder / CARD_NAME).exists() and not args.overwrite:
        raise InputError(f"A model '{name}' is installed in {folder.parent}; choose another name or overwrite it.")
    return folder


def class_names(text: str | None, count: int) -> list[str]:
    """Names of ``count`` classes from a list "a,b,c" or a file with one a line; "class 1", ... where none is given.

    Raises:
        InputError: another number of names, or one twice.
    """
    if not text:
        return [f"class {i + 1}" for i in range(count)]
    path = Path(text)
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else text.split(",")
    names = [line.strip() for line in lines if line.strip()]
    if len(names) != count or len(set(names)) != count:
        raise InputError(
            f"The model has {counted(count, 'class', 'classes')} and the names given are {len(set(names))}; "
            "give one for each."
        )
    return names


def tile_size(config: Config, size: int | None) -> int:
    """Side of the model's tiles in pixels: as asked for, else the published one.

    Raises:
        InputError: no multiple of the patch.
    """
    from .models.spectralgpt import SpectralGptConfig

    side = size or (config.size if isinstance(config, SpectralGptConfig) else SPECAWARE_SIZE)
    if side < config.patch or side % config.patch:
        raise InputError(f"A tile of {counted(side, 'pixel')} has no whole patches; give a multiple of {config.patch}.")
    return side


def _write_weights(model: nn.Module, config: Config, path: Path, *, size: int | None) -> None:
    """Write the model as ONNX, checked against torch, or as safetensors.

    Raises:
        ModelError: onnxruntime does not reproduce torch.
    """
    from .models.imported import encoder_of, output_names, save_model
    from .models.onnx_export import example_batch, export, parity

    if path.suffix == ".safetensors":
        save_model(model, path)
        return
    encoder = encoder_of(model)
    side = tile_size(config, size)
    example = example_batch(bands=encoder.fixed_bands or _TRACED_BANDS, height=side, width=side)
    export(model, path, example, outputs=output_names(model, config), fixed_size=config.faithful)
    other = example_batch(bands=encoder.fixed_bands or _TRACED_BANDS // 3, height=side, width=side, batch=1)
    error = parity(model, path, other)
    if error > PARITY:
        raise ModelError(f"The written graph differs from torch by {error:.1e}; import it with --format safetensors.")


def _card(
    args: argparse.Namespace, model: nn.Module, config: Config, *, classes: list[str], name: str, weights: Path
) -> dict[str, Any]:
    """The card of an imported model: a STAC Item, as cards of bundled models are."""
    data = weights.read_bytes()
    asset = {
        "href": f"weights{weights.suffix}",
        "type": "application/octet-stream",
        "roles": ["mlm:model"],
        "mlm:artifact_type": weights.suffix[1:],
        "file:size": len(data),
        "file:sha256": hashlib.sha256(data).hexdigest(),
    }
    source = Path(args.file).name
    properties = {
        "datetime": datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "title": f"{args.arch}, imported from {source}",
        "license": "",
        "mlm:name": name,
        "mlm:architecture": args.arch,
        "mlm:tasks": ["scene-classification" if classes else "feature-extraction"],
        "mlm:framework": "ONNX" if weights.suffix == ".onnx" else "PyTorch",
        "mlm:total_parameters": sum(p.numel() for p in model.parameters()),
        "mlm:pretrained": True,
        "classification:classes": [
            {"value": i + 1, "name": text, "title": text, "color_hint": _color(i, len(classes))}
            for i, text in enumerate(classes)
        ],
        **_contract(args, model, config, count=len(classes)),
        "specaware:training_command": f"python -m backend import-model {shlex.quote(source)} --arch {args.arch}",
    }
    return {
        "type": "Feature", "stac_version": "1.0.0", "stac_extensions": _EXTENSIONS, "id": name, "geometry": None,
        "properties": properties, "links": [], "assets": {"weights": asset},
    }  # fmt: skip


def _contract(args: argparse.Namespace, model: nn.Module, config: Config, *, count: int) -> dict[str, Any]:
    """What the model takes and gives, for the card."""
    from .models.imported import describe_model, encoder_of, output_names
    from .models.specaware import SpecAwareConfig

    published_range = isinstance(config, SpecAwareConfig) and config.faithful
    multi_label = args.head == "multilabel"
    return {
        "specaware:window": {"size": tile_size(config, args.size), "overlap": 0, "anchor": "origin"},
        "specaware:input": {
            "min_bands": encoder_of(model).fixed_bands or 1,
            "center_nm": [350, 2550 if published_range else 2600],
            "levels": ["L1", "L2"],
            "reflectance": [-0.05, 2.5],
        },
        "specaware:values": _values(config),
        **({"specaware:bands_nm": list(SENTINEL_2_NM)} if encoder_of(model).fixed_bands else {}),
        "specaware:opset": 17,
        "specaware:outputs": list(output_names(model, config)),
        "specaware:stride": config.patch,
        "specaware:multi_label": multi_label,
        "specaware:model": describe_model(config, classes=count, multi_label=multi_label),
    }


def _values(config: Config) -> str:
    """What the pixels must be; see :data:`backend.features.VALUES`."""
    from .models.specaware import SpecAwareConfig

    if not config.faithful:
        return "reflectance"
    return "published" if isinstance(config, SpecAwareConfig) else "unit interval"


def _color(index: int, count: int) -> str:
    """Colours around the wheel, as RRGGBB."""
    return "".join(f"{round(255 * v):02X}" for v in colorsys.hsv_to_rgb(index / max(count, 1), 0.6, 0.85))
