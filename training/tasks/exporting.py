"""Install a fine-tuned network as a model: fit the temperature, export to ONNX, check parity, write the card."""

from __future__ import annotations

import hashlib
import logging
import tempfile
import warnings
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from backend.catalog import store as model_store
from backend.catalog.cards import CARD_NAME, CHANGE_TASK, STACK_TASK, ModelCard
from backend.change.training.run import change_classes
from backend.common.arrays import padded
from backend.common.documents import write_document
from backend.common.errors import InputError, ModelError
from backend.common.outputs.output_set import OutputSet
from backend.common.outputs.targets import InputFiles, check_targets
from backend.engines.dates.pair_engine import AFTER, PAIR_INPUTS
from backend.engines.dates.stack_engine import STACK_INPUTS
from backend.engines.onnx_engine import INPUTS, OUTPUT
from backend.heads.storage import class_entries
from backend.models.graphs.onnx_export import OPSET, PARITY
from backend.models.landcover.dense import pack

from .batching import NO_LABEL
from .data.patches import OF_PIXELS, LabelledPatches
from .fit import Fitted
from .networks.task_networks import CONTENT, LandCoverTask, Probabilities, TaskNetwork, stack_of
from .plan import Plan
from .scoring import answers

log = logging.getLogger("training.tasks")

WEIGHTS = "weights.onnx"
LANDCOVER_OVERLAP = 8  # px, as for the bundled model (docs/engine.md)
ENCODER_OVERLAP = 4  # the overlap is this fraction (1/4) of a window, to hide border effects of patches and pyramid
_GRID = np.geomspace(0.5, 4.0, 61)  # temperatures to try
_BYTES_PER_PX = 60_000  # memory of an encoder in onnxruntime: maps of 1,300 channels at full size, and copies
_TASKS = {
    "dense": "semantic-segmentation",
    "change": CHANGE_TASK,
    "single": "scene-classification",
    "multi": "scene-classification",
}


@dataclass(frozen=True)
class Origin:
    """The origin of a model, as stated in its card.

    Attributes:
        name: name of the model.
        command: command that repeats the training.
        labels: short description of the labels.
        places: number of patches used for training and held out.
        side: side in pixels of the tiles of a scene model.
    """

    name: str
    command: str
    labels: str
    places: dict[str, int] = field(default_factory=dict)
    side: int = 0


def install(
    fitted: Fitted, val: LabelledPatches | None, classes: Sequence[str], plan: Plan, origin: Origin, folder: Path, *,
    overwrite: bool = False,
) -> ModelCard:  # fmt: skip
    """Calibrate on held-out patches, export, compare with torch, and write card and weights atomically.

    Raises:
        ModelError: onnxruntime does not reproduce torch's output.
        OutputError: the folder contains a model already, or it cannot be written.
    """
    check_targets([(folder / name, overwrite) for name in (WEIGHTS, CARD_NAME)], InputFiles())
    model = fitted.model
    temperature = fit_temperature(model, val, plan) if val is not None and fitted.held_out else 1.0
    weights = to_onnx(model, temperature)
    worst = parity(model, temperature, weights)
    log.info("temperature %.2f; onnxruntime against torch: largest difference %.1e", temperature, worst)
    if worst > PARITY:
        raise ModelError(
            f"The export differs from the network by {worst:.1e}, more than {PARITY:.0e}; please report it."
        )
    with OutputSet() as files:
        files.add(folder / WEIGHTS).write_bytes(weights)
        document = card_document(fitted, classes, plan, origin, weights=weights, temperature=temperature)
        write_document(files.add(folder / CARD_NAME), document)
    return ModelCard.load(folder)


def fit_temperature(model: TaskNetwork, val: LabelledPatches, plan: Plan) -> float:
    """Return the temperature with the smallest cross-entropy on held-out labels (Guo et al. 2017), by grid search."""
    logits, truth = [], []
    for probabilities, target in answers(model, val, side=plan.data.tile, device=torch.device("cpu")):
        if target.ndim == 3:
            seen = target != NO_LABEL
            logits.append(torch.log(probabilities.clamp(min=1e-9)).permute(0, 2, 3, 1)[seen])
            truth.append(target[seen])
        else:
            logits.append(
                torch.logit(probabilities, 1e-6) if model.task == "multi" else torch.log(probabilities + 1e-9)
            )
            truth.append(target)
    scores, right = torch.cat(logits), torch.cat(truth)
    if model.task == "multi":
        losses = [torch.nn.functional.binary_cross_entropy_with_logits(scores / t, right) for t in _GRID]
    else:
        losses = [torch.nn.functional.cross_entropy(scores / t, right) for t in _GRID]
    return float(_GRID[int(np.argmin([float(loss) for loss in losses]))])


def example(model: TaskNetwork, *, batch: int, bands: int, height: int, width: int) -> tuple[Tensor, ...]:
    """Return seeded random inputs of a network; a second date has other bands if the network takes any bands."""
    if model.temporal:
        dates = [_date(model, batch=batch, bands=bands, height=height, width=width) for _ in range(2 + batch % 2)]
        days = torch.linspace(18_000.0, 18_300.0, len(dates))
        return stack_of([*(value for date in dates for value in date), days])
    first = _date(model, batch=batch, bands=bands, height=height, width=width)
    if model.task != "change":
        return first
    return (*first, *_date(model, batch=batch, bands=bands + 3, height=height, width=width))


def input_names(model: TaskNetwork) -> tuple[str, ...]:
    """Return the names of the network's inputs."""
    return STACK_INPUTS if model.temporal else PAIR_INPUTS if model.task == "change" else INPUTS


def _date(model: TaskNetwork, *, batch: int, bands: int, height: int, width: int) -> tuple[Tensor, ...]:
    g = torch.Generator().manual_seed(bands)
    bands = bands if model.bands_nm is None else len(model.bands_nm)
    return (
        torch.rand(batch, bands, height, width, generator=g) * 0.5,
        (torch.rand(batch, height, width, generator=g) > 0.1).float(),
        torch.linspace(450, 2400, bands) if model.bands_nm is None else torch.tensor(model.bands_nm),
        torch.full((bands,), 9.0),
        torch.full((bands,), 1.0 / bands),
        torch.randn(2, 384, generator=g) * 0.05,
        torch.randn(bands, CONTENT, generator=g) - 1.5,
        torch.tensor(30.0),
    )


def _axes(model: TaskNetwork) -> dict[str, dict[int, str]]:
    """Return the dynamic axes of each input and output."""
    outputs = {0: "batch", 2: "row", 3: "column"} if model.task in OF_PIXELS else {0: "batch"}
    axes: dict[str, dict[int, str]] = {OUTPUT: outputs}
    if model.temporal:
        told = ("center_nm", "fwhm_nm", "weight", "content")
        return {
            **axes, "pixels": {0: "batch", 1: "date", 2: "band", 3: "row", 4: "column"},
            "valid": {0: "batch", 1: "date", 2: "row", 3: "column"}, **{name: {0: "date", 1: "band"} for name in told},
            **{name: {0: "date"} for name in ("attributes", "gsd_m", "days")},
        }  # fmt: skip
    for end in ("", AFTER) if model.task == "change" else ("",):
        axes |= {
            f"pixels{end}": {0: "batch", 1: f"band{end}", 2: "row", 3: "column"},
            f"valid{end}": {0: "batch", 1: "row", 2: "column"},
            **{f"{name}{end}": {0: f"band{end}"} for name in ("center_nm", "fwhm_nm", "weight", "content")},
        }
    return axes


def to_onnx(model: TaskNetwork, temperature: float) -> bytes:
    """Return a network as serialised ONNX with dynamic batch, bands, rows and columns, and dates of stacks."""
    axes = _axes(model)
    exported, names = _exported(model, temperature)
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the tracer warns about every shape; parity is checked later
        file = Path(folder) / WEIGHTS
        inputs = example(model, batch=2, bands=30, height=32, width=24)
        torch.onnx.export(
            exported, inputs, file, input_names=list(input_names(model)), output_names=names, dynamic_axes=axes,
            opset_version=OPSET, dynamo=False,
        )  # fmt: skip
        return file.read_bytes()


def _exported(model: TaskNetwork, temperature: float) -> tuple[torch.nn.Module, list[str]]:
    """Return the module to trace and its outputs; a land-cover network keeps its own graph, for further training."""
    if isinstance(model, LandCoverTask) and model.task == "dense":
        model.net.temperature.fill_(temperature)
        return _OwnMaps(model.net).eval(), [OUTPUT]
    return Probabilities(model, temperature).eval(), [OUTPUT]


class _OwnMaps(torch.nn.Module):
    """A land-cover network that only returns probabilities: its cover fractions were not fine-tuned."""

    def __init__(self, model: torch.nn.Module) -> None:
        super().__init__()
        self.model = model

    def forward(self, *inputs: Tensor) -> Tensor:
        """Return (B, K, H, W)."""
        maps: Tensor = self.model.maps(*inputs)[0]  # type: ignore[operator]
        return maps


def parity(model: TaskNetwork, temperature: float, weights: bytes) -> float:
    """Return the largest difference between the probabilities of torch and onnxruntime over several shapes."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(weights, options, providers=["CPUExecutionProvider"])
    reference = Probabilities(model, temperature).eval()
    worst = 0.0
    side = min(64, model.window or 64)
    for batch, bands, height, width in ((1, 30, side, side), (3, 12, 8, 40), (1, 120, 16, 8)):
        inputs = example(model, batch=batch, bands=bands, height=min(height, side), width=min(width, side))
        with torch.no_grad():
            expected = reference(*inputs)
        got = session.run([OUTPUT], {n: v.numpy() for n, v in zip(input_names(model), inputs, strict=True)})[0]
        worst = max(worst, float(np.abs(expected.numpy() - got).max()))
    return worst


def window_of(model: TaskNetwork, plan: Plan, side: int) -> dict[str, Any]:
    """Return the card's window: that of a map, or the cell of scenes, of ``side`` pixels."""
    if model.task not in OF_PIXELS:
        size = model.window or padded(max(side, 1))
        return {"size": size, "overlap": 0, "anchor": "origin"}
    size = model.window or max(8, plan.model.window // 8 * 8)
    overlap = LANDCOVER_OVERLAP if isinstance(model, LandCoverTask) else size // ENCODER_OVERLAP
    return {"size": size, "overlap": min(overlap, size // 2), "anchor": "origin"}


def card_document(
    fitted: Fitted, classes: Sequence[str], plan: Plan, origin: Origin, *, weights: bytes, temperature: float
) -> dict[str, Any]:
    """Return the card (a STAC Item) of a fine-tuned model."""
    model, held = fitted.model, fitted.held_out
    metrics = []
    if held:
        kept = {k: v for k, v in held.items() if isinstance(v, (int, float)) and v is not None}
        protocol = f"{origin.places.get('held out', 0)} patches of held-out places, also used to choose the step"
        metrics = [{"dataset": "the labels, held out", "protocol": protocol, **kept, "command": origin.command}]
    low, high = model.range_nm
    properties: dict[str, Any] = {
        "datetime": datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "title": origin.name, "description": f"Fine-tuned ({plan.optim.mode}) on {origin.labels}",
        "license": "", "mlm:name": origin.name, "mlm:architecture": _architecture(plan),
        "mlm:tasks": [_task(model)], "mlm:framework": "ONNX", "mlm:pretrained": not plan.model.fresh,
        "mlm:total_parameters": sum(p.numel() for p in model.parameters()),
        "classification:classes": _classes(model, classes),
        "specaware:window": window_of(model, plan, origin.side),
        "specaware:input": {
            "min_bands": len(model.bands_nm) if model.bands_nm else 4, "center_nm": [low, high],
            "levels": ["L1", "L2"], "reflectance": [-0.05, 2.5],
        },
        **({"specaware:bands_nm": list(model.bands_nm)} if model.bands_nm else {}),
        "specaware:content_quantiles": CONTENT, "specaware:temperature": round(temperature, 4),
        "specaware:opset": OPSET,
        "specaware:training_data": origin.labels, "specaware:training_command": origin.command,
        "specaware:training_steps": fitted.step, "specaware:patches": origin.places, "specaware:plan": plan.facts(),
        "specaware:metrics": metrics,
    }  # fmt: skip
    if model.task not in OF_PIXELS:
        properties |= {"specaware:multi_label": model.task == "multi", "specaware:conditions": True}
        properties["specaware:values"] = "reflectance"
        properties["specaware:fixed_tile"] = bool(model.window)
    if isinstance(model, LandCoverTask) and model.task != "change":
        properties["specaware:config"] = pack(model.net.config)
    elif not isinstance(model, LandCoverTask):
        properties["specaware:bytes_per_px"] = (2 if model.task == "change" else 1) * _BYTES_PER_PX
    asset = {
        "href": WEIGHTS, "type": "application/octet-stream; framework=onnx", "roles": ["mlm:model"],
        "file:size": len(weights), "file:sha256": hashlib.sha256(weights).hexdigest(),
    }  # fmt: skip
    return {
        "type": "Feature", "stac_version": "1.0.0",
        "stac_extensions": [
            "https://stac-extensions.github.io/mlm/v1.4.0/schema.json",
            "https://stac-extensions.github.io/classification/v2.0.0/schema.json",
            "https://stac-extensions.github.io/file/v2.1.0/schema.json",
        ],
        "id": origin.name, "geometry": None, "properties": properties, "links": [], "assets": {"weights": asset},
    }  # fmt: skip


def _task(model: TaskNetwork) -> str:
    return STACK_TASK if model.temporal else _TASKS[model.task]


def _classes(model: TaskNetwork, classes: Sequence[str]) -> list[dict[str, Any]]:
    return change_classes() if model.task == "change" else class_entries(classes, model_store.find(""), {})


def _architecture(plan: Plan) -> str:
    model = plan.model
    if model.kind == "landcover":
        return f"{model.name or model_store.DEFAULT_MODEL}, fine-tuned"
    return f"{model.name or model.kind} with {model.head}"


def refuse_existing(folder: Path, *, overwrite: bool) -> None:
    """Refuse a folder that contains a model; called before training.

    Raises:
        InputError: the folder contains a model that may not be replaced.
    """
    if (folder / CARD_NAME).exists() and not overwrite:
        raise InputError(f"'{folder}' holds a model already; choose another --model-out or add --overwrite.")
