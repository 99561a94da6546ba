"""Turn a training run into a bundled model: calibrate, export to ONNX, check parity, write the card.

    python training/export.py RUN --out resources/models/specaware-fast [--data DIR]

The temperature is fitted on simulated scenes that training never saw. The ONNX file (opset 17) has dynamic batch, bands
and tile size; it is written only if onnxruntime reproduces torch to 1e-4.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import sys
import tempfile
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

if __name__ == "__main__" and not __package__:
    sys.path[0] = str(Path(__file__).resolve().parent.parent)

import numpy as np
import torch
from torch import Tensor, nn

from backend.catalog import store as model_store
from backend.catalog.writer import card_item, weights_asset
from backend.common.errors import InputError, ModelError
from backend.engines.onnx_engine import INPUTS
from backend.models.graphs.onnx_export import OPSET, PARITY
from backend.models.landcover.dense import KINDS, build_network, kind_of, unpack
from backend.models.landcover.landcover_stem import LandCoverBase
from backend.models.landcover.landcover_weights import load_landcover
from training.common import checkpoint
from training.common.command import execute, parser
from training.landcover.dataset import MERGED, SHADOW, SimulatedScene, SimulatedScenes, StreamConfig
from training.landcover.losses import dominant, soft_cross_entropy
from training.landcover.prior import prior_odds, set_prior
from training.simulate import SimConfig
from training.simulate.scene import default_cache

log = logging.getLogger("training.export")

OUTPUTS = ("probabilities", "fractions")
WINDOW, OVERLAP = 128, 8  # 8 is the smallest overlap without visible seams (docs/engine.md)
_UNSEEN = "simulated scenes; no label of a real scene"
_SEEN = (
    "simulated scenes, then also labels of the real sets {}; the recipe's figures are of runs that left out the place "
    "they were judged on"
)
_TAUGHT = "the outputs of {} on simulated scenes{}, brighter, darker and flipped{}; no label of a real scene"
LIMITS = (
    "Roofs and pavements are one class. Pixels of 30 m in suburbs are mixed: the larger part decides.",
    "Trees and low vegetation are separated by brightness more than by plant type. Bright broadleaf forests may be "
    "called low vegetation; crops at their greenest, in a few broad bands, may be called trees.",
    "Bare soil at 30 m is confused with built-up land and dry vegetation. Towns are called soil if only bands "
    "below 1050 nm are available.",
    "Half of the leafless forest in winter is called low vegetation. Ponds a few pixels wide are missed; frozen lakes "
    "are called ice.",
    "Clouds and their shadows have no class. They are left out of the map where quality layers or the spectra show "
    "them; other clouds are called snow or built-up.",
)
"""Known weaknesses of models of the classes below, for the card."""
LEGEND: dict[str, tuple[str, str]] = {
    "built_up": ("Built-up", "C0392B"),
    "low_vegetation": ("Low vegetation", "9CCC65"),
    "tree": ("Tree", "1B7837"),
    "bare_soil": ("Bare soil or rock", "B07D4B"),
    "dry_vegetation": ("Dry vegetation", "E3C567"),
    "water": ("Water", "2B83BA"),
    "snow": ("Snow or ice", "CFE8F5"),
    "burned": ("Burned", "4A3B39"),
    "cloud": ("Cloud", "F2B8D0"),
    "cloud_shadow": ("Cloud shadow", "6B5B8C"),
}


@dataclass(frozen=True)
class Trained:
    """What the card needs of a run: averaged network, step reached, real sets whose labels were used in training.

    ``taught``: teacher, classes and prior odds of a network that was trained on the outputs of another model.
    """

    model: LandCoverBase
    step: int
    real: tuple[str, ...] = ()
    taught: Mapping[str, Any] = field(default_factory=dict)


def load_run(run: Path) -> Trained:
    """Return the averaged network of a run, in evaluation mode, and the run's data for the card."""
    state = checkpoint.load(run / "last.pt")
    model = build_network(unpack(state["config"]))
    model.load_state_dict(state["ema"])
    return Trained(model.eval(), int(state["step"]), tuple(state.get("real", ())), state.get("taught", {}))


def mixed(trained: Trained, share: float) -> Trained:
    """Return a distilled network with ``share`` of its own weights and the rest of its teacher's (arXiv 2109.01903).

    Raises:
        InputError: the share is outside 0 to 1; or the run had no teacher, or one of another size, or one with other
            weights than are now installed.
        ModelError: the teacher is not installed.
    """
    if not 0.0 <= share <= 1.0:
        raise InputError(f"--share {share:g} is not valid; give a number from 0 to 1.")
    if not trained.taught:
        raise InputError("--share mixes a distilled model with its teacher, and this run had none; omit --share.")
    card = model_store.find(trained.taught["teacher"])
    if card.sha256 != trained.taught["sha256"]:
        raise InputError(f"The run's teacher had other weights than the installed '{card.name}'; install its version.")
    taught_by, own = load_landcover(card), trained.model.state_dict()
    if taught_by.config != trained.model.config:
        raise InputError("--share mixes networks of one size, and the teacher's size differs; omit --share.")
    teacher = taught_by.state_dict()
    parts = {key: teacher[key].lerp(value, share) if value.is_floating_point() else value for key, value in own.items()}
    trained.model.load_state_dict(parts)
    return replace(trained, taught={**trained.taught, "share": share})


def without(model: LandCoverBase, kept: Sequence[int]) -> LandCoverBase:
    """Return the network with only the classes ``kept``, which take over the probabilities of the others."""
    smaller = build_network(replace(model.config, classes=len(kept)))
    weights = model.state_dict()
    for part in ("head.weight", "head.bias", "cover.weight", "cover.bias"):
        weights[part] = weights[part][list(kept)]
    smaller.load_state_dict(weights)
    return smaller.eval()


def fit_temperature(model: LandCoverBase, scenes: list[SimulatedScene], kept: Sequence[int]) -> float:
    """Return the temperature of least cross-entropy of the dominant class on held-out scenes (Guo et al. 2017).

    The temperature is searched on a grid. ``kept``: positions in :data:`MERGED` of the network's classes; pixels of
    other classes do not count.
    """
    shadow = list(kept).index(SHADOW) if SHADOW in kept else None
    with torch.no_grad():
        logits = [model.logits(*s.inputs)[0] for s in scenes]
        classes = [dominant(s.fractions[:, list(kept)], shadow) for s in scenes]

    def loss(temperature: float) -> float:
        held = zip(logits, classes, scenes, strict=True)
        parts = [soft_cross_entropy(x / temperature, k, s.valid) for x, k, s in held]
        return float(torch.stack(parts).mean())

    grid = np.geomspace(0.5, 3.0, 61)
    return float(grid[int(np.argmin([loss(float(t)) for t in grid]))])


def example(batch: int, bands: int, height: int, width: int) -> tuple[Tensor, ...]:
    """Return seeded random inputs of the network."""
    g = torch.Generator().manual_seed(bands)
    center = torch.linspace(400, 2450, bands)
    return (
        torch.rand(batch, bands, height, width, generator=g) * 0.5,
        (torch.rand(batch, height, width, generator=g) > 0.1).float(),
        center,
        torch.full((bands,), 9.0),
        torch.full((bands,), 1.0 / bands),
        torch.randn(2, 384, generator=g) * 0.05,
        torch.randn(bands, 16, generator=g) - 1.5,
        torch.tensor(30.0),
    )


class Maps(nn.Module):
    """A network in its exported form: outputs are probabilities and cover fractions."""

    def __init__(self, model: LandCoverBase) -> None:
        super().__init__()
        self.model = model

    def forward(self, *inputs: Tensor) -> tuple[Tensor, Tensor]:
        """Return probabilities and cover fractions, both (B, K, H, W)."""
        return self.model.maps(*inputs)


def to_onnx(model: LandCoverBase) -> bytes:
    """Serialise the network; batch, bands, rows and columns stay dynamic."""
    axes: dict[str, dict[int, str]] = {
        "pixels": {0: "batch", 1: "band", 2: "row", 3: "column"},
        "valid": {0: "batch", 1: "row", 2: "column"},
        **{name: {0: "batch", 2: "row", 3: "column"} for name in OUTPUTS},
        **{name: {0: "band"} for name in ("center_nm", "fwhm_nm", "weight", "content")},
    }
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        file = Path(folder) / "weights.onnx"
        torch.onnx.export(
            Maps(model), example(2, 30, 32, 24), file, input_names=list(INPUTS), output_names=list(OUTPUTS),
            dynamic_axes=axes, opset_version=OPSET, dynamo=False,
        )  # fmt: skip
        return file.read_bytes()


def parity(model: LandCoverBase, weights: bytes) -> float:
    """Return the largest difference between the outputs of torch and onnxruntime over several shapes."""
    import onnxruntime

    session = onnxruntime.InferenceSession(weights, providers=["CPUExecutionProvider"])
    worst = 0.0
    for shape in ((1, 224, 64, 64), (3, 6, 8, 40), (2, 425, 32, 16), (1, 1, 8, 8)):
        inputs = example(*shape)
        with torch.no_grad():
            expected = model.maps(*inputs)
        got = session.run(list(OUTPUTS), {n: v.numpy() for n, v in zip(INPUTS, inputs, strict=True)})
        worst = max(worst, *(float(np.abs(a.numpy() - b).max()) for a, b in zip(expected, got, strict=True)))
    return worst


def card(
    name: str, weights: bytes, *, trained: Trained, classes: Sequence[str], command: str, odds: Mapping[str, float],
    pretrained: str = "",
) -> dict[str, Any]:  # fmt: skip
    """Return the model card: a STAC Item with the machine-learning-model and classification extensions."""
    properties = {
        **card_identity(name, trained.model, pretrained),
        **card_contract(trained.model, classes, odds),
        "specaware:training_data": _data_of(trained),
        **({"specaware:real_sets": list(trained.real)} if trained.real else {}),
        **({"specaware:teacher_weights": f"sha256:{trained.taught['sha256']}"} if trained.taught else {}),
        **({"specaware:taught_share": trained.taught["share"]} if "share" in trained.taught else {}),
        "specaware:limits": list(LIMITS),
        "specaware:training_steps": trained.step,
        "specaware:training_command": command,
        "specaware:metrics": [],
    }
    media_type = "application/octet-stream; framework=onnx"
    return card_item(name, properties, weights_asset(weights, href="weights.onnx", media_type=media_type))


def _data_of(trained: Trained) -> str:
    """Describe the training data of a model."""
    if trained.taught:
        taught = trained.taught
        real = " and on unlabelled real ones" if taught.get("real", True) else ""
        corrected = f", and the simulator's truth for {', '.join(names)}" if (names := taught.get("corrected")) else ""
        return _TAUGHT.format(taught["teacher"], real, corrected)
    return _SEEN.format(", ".join(trained.real)) if trained.real else _UNSEEN


def card_identity(name: str, model: LandCoverBase, pretrained: str) -> dict[str, Any]:
    """Return the properties that describe the model."""
    return {
        "title": f"{name} land cover",
        "description": "Land cover of any hyperspectral or multispectral raster without labels of your own.",
        "license": "GPL-2.0-or-later",
        "mlm:architecture": KINDS[kind_of(model.config)].architecture,
        "mlm:tasks": ["semantic-segmentation"],
        "mlm:framework": "ONNX",
        "mlm:total_parameters": sum(p.numel() for p in model.parameters()),
        "mlm:pretrained": bool(pretrained),
        **({"mlm:pretrained_source": pretrained} if pretrained else {}),
    }


def card_contract(model: LandCoverBase, names: Sequence[str], odds: Mapping[str, float]) -> dict[str, Any]:
    """Return the properties that describe inputs and outputs."""
    classes = [
        {"value": i + 1, "name": key, "title": LEGEND[key][0], "color_hint": LEGEND[key][1]}
        for i, key in enumerate(names)
    ]
    limits = {"min_bands": 4, "center_nm": [350, 2600], "levels": ["L1", "L2"], "reflectance": [-0.05, 2.0]}
    return {
        "classification:classes": classes,
        "specaware:window": {"size": WINDOW, "overlap": OVERLAP, "anchor": "origin"},
        "specaware:input": limits,
        "specaware:prior_odds": dict(odds),
        "specaware:content_quantiles": model.config.content_quantiles,
        "specaware:temperature": round(float(model.temperature), 4),
        "specaware:opset": OPSET,
    }


def write(path: Path, data: bytes) -> None:
    """Write a file atomically."""
    temporary = path.with_name(path.name + ".tmp")
    temporary.write_bytes(data)
    os.replace(temporary, path)


def run(args: argparse.Namespace) -> None:
    """Calibrate, export, check and write."""
    trained = load_run(Path(args.run))
    if args.share != 1.0:
        trained = mixed(trained, args.share)
    if trained.taught:  # it has the calibration and prior of its teacher
        names, odds = list(trained.taught["classes"]), dict(trained.taught["odds"])
    else:
        trained, names, odds = _calibrated(args, trained)
    model = trained.model
    weights = to_onnx(model)
    worst = parity(model, weights)
    log.info("largest difference between onnxruntime and torch: %.1e", worst)
    if worst > PARITY:
        raise ModelError(
            f"The export differs from the network by {worst:.1e}, more than {PARITY:.0e}; nothing was written."
        )
    out = Path(args.out)
    out.mkdir(parents=True, exist_ok=True)
    made = card(
        out.name, weights, trained=trained, classes=names, command=args.command, odds=odds, pretrained=args.pretrained
    )
    text = json.dumps(made, indent=1)
    write(out / "weights.onnx", weights)
    write(out / "card.json", (text + "\n").encode())
    log.info("wrote %s (%.1f MB)", out, len(weights) / 1e6)


def _calibrated(args: argparse.Namespace, trained: Trained) -> tuple[Trained, list[str], dict[str, float]]:
    """Return a run without the dropped classes, with temperature and prior; the names and the odds of its classes.

    Raises:
        InputError: --drop or --prior gives a name that is not a class.
    """
    odds = prior_odds(args.prior)
    dropped = [name for name in args.drop.split(",") if name]
    if not set(dropped) <= set(MERGED):
        raise InputError(f"--drop '{args.drop}' contains a name that is not a class; use {', '.join(MERGED)}.")
    names = [name for name in MERGED if name not in dropped]
    kept = [list(MERGED).index(name) for name in names]
    model = without(trained.model, kept)
    trained = replace(trained, model=model)
    stream = StreamConfig(seed=10_000, landscapes=2, mixtures=1, unnamed_share=0.5, content_drop=0.0)
    simulation = SimConfig(canopies=args.canopies, cache_dir=Path(args.cache) if args.cache else default_cache())
    scenes = SimulatedScenes(stream, simulation, Path(args.data) if args.data else None)
    held_out = [sample for i in range(args.calibration_steps) for sample in scenes[i]]
    model.temperature.fill_(fit_temperature(model, held_out, kept))
    log.info("temperature %.3f from %d held-out scenes", float(model.temperature), len(held_out))
    set_prior(model, odds, names)
    return trained, names, odds


def main() -> int:
    """Run the command line; return 1 after a one-sentence message on a user error."""
    options = parser(__doc__)
    options.add_argument("run", help="folder written by training/finetune.py")
    options.add_argument("--out", required=True, help="model folder; its name becomes the model's name")
    options.add_argument("--data", help="folder with extra spectral libraries, as in training")
    options.add_argument("--cache", help="folder of the simulator's spectral library")
    options.add_argument("--canopies", type=int, default=SimConfig.canopies, help="modelled canopies in the library")
    options.add_argument(
        "--prior", default="", help="how many times more common classes are than in simulated scenes, e.g. tree=1.5"
    )
    options.add_argument("--drop", default="", help="classes to leave out, e.g. cloud_shadow")
    options.add_argument(
        "--share", type=float, default=1.0, help="share of a distilled model's own weights; the rest is its teacher's"
    )
    options.add_argument("--pretrained", default="", help="source of the initial weights, for the card")
    options.add_argument("--calibration-steps", type=int, default=40)
    options.add_argument(
        "--command",
        default="python training/finetune.py --config training/configs/specaware_fast.toml --out RUN --data DIR",
        help="the training command, for the card",
    )
    return execute(options, run)


if __name__ == "__main__":
    sys.exit(main())
