"""Networks for fine-tuning with a common interface: they take the inputs of a land-cover model and return logits.

Every network takes the inputs of map engines (``backend.engines.onnx_engine.INPUTS``): pixels (B, C, H, W), valid
(B, H, W), center_nm, fwhm_nm and weight (C,), attributes (2, 384), content (C, Q), gsd_m (). A network multiplies
unused inputs by zero, so that the exported graph keeps all inputs and one engine can run all networks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as fn

from backend.common.errors import InputError, SensorError
from backend.imported.install import SENTINEL_2_NM
from backend.models.batch import Encoder, SpectralBatch
from backend.models.blocks.conditions import FAITHFUL_RANGE_NM
from backend.models.configs import Config, SpecAwareConfig
from backend.models.encoders.spectralgpt import SpectralGptEncoder
from backend.models.heads import HEADS, ConvNorm
from backend.models.landcover.dense import build_network
from backend.models.landcover.landcover_stem import LandCoverBase, StemConfig
from backend.scene.open import BAND_TOLERANCE_NM

from ..data.patches import OF_PIXELS, BandTable, Task

RANGE_NM = (350.0, 2600.0)
INPUTS = 8
"""Number of inputs per date."""
DECODER = 64
"""Channels of the change decoder on the features of a land-cover network."""
CONTENT = 16
"""Quantiles per band in the input of every graph."""
_LEAST_STD = 1e-6
_FAR = 1e4  # larger than any reflectance


class TaskNetwork(nn.Module):
    """Base class of networks for fine-tuning; :meth:`forward` returns logits (B, K, H, W) or (B, K).

    Attributes:
        task: task of the network.
        multiple: sides of tiles are padded to multiples of this many pixels.
        window: side in pixels of the only tiles it takes, to which smaller ones are padded; 0 for any side.
        reads_content: whether it reads quantiles; scenes with different quantiles cannot share a forward pass.
        temporal: whether it takes stacks of dates: the inputs of each date, then the dates (T,) in days.
        stages: patterns of parameter names, input first; a parameter belongs to the first pattern that matches.
    """

    task: Task
    multiple: int = 8
    window: int = 0
    reads_content: bool = False
    range_nm: tuple[float, float] = RANGE_NM
    bands_nm: tuple[float, ...] | None = None
    temporal: bool = False
    stages: tuple[str, ...] = ()

    def chosen_bands(self, table: BandTable) -> tuple[int, ...]:
        """Return the positions of the bands that the network reads, in its order.

        Raises:
            SensorError: the table lacks bands that the network needs.
        """
        have = table.bands.center_nm
        if self.bands_nm is None:
            low, high = self.range_nm
            chosen = tuple(int(i) for i in np.flatnonzero((have >= low) & (have <= high)))
            if not chosen:
                raise SensorError(f"No band lies between {low:g} and {high:g} nm; choose another model.")
            return chosen
        nearest = [int(np.argmin(np.abs(have - center))) for center in self.bands_nm]
        far = [c for c, i in zip(self.bands_nm, nearest, strict=True) if abs(have[i] - c) > BAND_TOLERANCE_NM]
        if far or len(set(nearest)) < len(nearest):
            wanted = ", ".join(f"{c:.0f}" for c in far or self.bands_nm)
            raise SensorError(
                f"The model needs bands near {wanted} nm, which these patches lack; choose patches of its sensor, or "
                "set model.mended=true."
            )
        return tuple(nearest)

    def stage_of(self, name: str) -> int:
        """Return the stage of a parameter: 0 for the input, ``len(stages)`` for the head and unmatched names."""
        plain = name.replace(".base.", ".")
        found = [number for number, pattern in enumerate(self.stages) if re.match(pattern, plain)]
        return found[0] if found else len(self.stages)

    def body(self) -> list[nn.Parameter]:
        """Return all parameters but those of the head."""
        return [p for name, p in self.named_parameters() if self.stage_of(name) < len(self.stages)]

    def probabilities(self, logits: Tensor) -> Tensor:
        """Return the softmax over classes (axis 1), or sigmoids for the task "multi"."""
        return torch.sigmoid(logits) if self.task == "multi" else torch.softmax(logits, dim=1)


class LandCoverTask(TaskNetwork):
    """A land-cover network: its own head for pixels; mean and standard deviation of its features for scenes."""

    reads_content = True
    stages = (
        r"net\.(conditions|pixel_(factor|bias|norm)|patch_)",
        r"net\.(pixel_blocks|scale)",
        r"net\.(pixels_down|context_blocks\.[01]\.)",
        r"net\.(to_cells|cells_down|context_blocks)",
        r"net\.(to_wide|wide|context_norm|context_out)",
        r"net\.(from_wide|cells_up)",
        r"net\.(from_cells|pixels_up|conv_blocks|head_norm)",
    )

    def __init__(self, config: StemConfig, task: Task, classes: int) -> None:
        """Build with random weights; ``classes`` replaces the number in ``config``."""
        super().__init__()
        self.task = task
        self.net: LandCoverBase = build_network(replace(config, classes=classes))
        self.multiple = max(8, config.multiple)
        self.net.cover.requires_grad_(False)  # there are no labels of cover fractions
        if task == "change":
            self.net.head.requires_grad_(False)
            self.decide = nn.Sequential(
                ConvNorm(config.width, DECODER, 3), ConvNorm(DECODER, DECODER, 3), nn.Conv2d(DECODER, classes, 1)
            )
        elif task != "dense":
            self.net.head.requires_grad_(False)
            self.norm = nn.LayerNorm(2 * config.width)
            self.classify = nn.Linear(2 * config.width, classes)

    def forward(self, *inputs: Tensor) -> Tensor:
        """Return logits; inputs as in the module's docstring, for change those of both dates."""
        if self.task == "change":
            first, second = (self.net.described(*date) for date in (inputs[:INPUTS], inputs[INPUTS:]))
            logits: Tensor = self.decide((second - first).permute(0, 3, 1, 2))
            return logits
        described = self.net.described(*inputs)  # (B, H, W, E)
        if self.task == "dense":
            dense: Tensor = self.net.head(described).permute(0, 3, 1, 2)
            return dense
        seen = inputs[1][..., None]
        count = seen.sum((1, 2)).clamp(min=1.0)
        mean = (described * seen).sum((1, 2)) / count
        spread = ((described - mean[:, None, None]) ** 2 * seen).sum((1, 2)) / count
        logits = self.classify(self.norm(torch.cat([mean, (spread + _LEAST_STD).sqrt()], dim=1)))
        return logits


class EncoderTask(TaskNetwork):
    """A SpecAware or SpectralGPT encoder with a registered head."""

    def __init__(
        self, config: Config, task: Task, classes: int, *, head: str, window: int, stretches: bool = False
    ) -> None:
        """Build with random weights.

        Args:
            config: configuration of the encoder.
            task: task of the head.
            classes: number of classes.
            head: "upernet" or "linear" for pixels; scenes always use the head on the mean token.
            window: side in pixels of the tiles of a faithful SpecAware.
            stretches: whether SpectralGPT's input is each band of a tile stretched from its minimum to its maximum, as
                in the training of the published weights; else it is reflectance clipped to 0..1.

        Raises:
            InputError: the head does not exist, or the architecture does not take the window.
        """
        super().__init__()
        name = head if task in OF_PIXELS else "scene"
        if name not in ("upernet", "linear", "scene"):
            raise InputError(f"'model.head' is '{head}'; use 'upernet' or 'linear'.")
        self.task = task
        self.encoder: Encoder = config.build()
        self.head = HEADS[name](self.encoder.channels, classes)
        fixed = self.encoder.fixed_size
        self.window = (fixed or window) if config.faithful else 0
        if config.faithful and self.window % config.patch:
            raise InputError(f"'model.window' is {window}; use a multiple of {config.patch} pixels.")
        self.temporal = isinstance(self.encoder, SpectralGptEncoder) and self.encoder.time is not None
        self._is_specaware, self._stretches = isinstance(config, SpecAwareConfig), stretches
        if config.faithful and self._is_specaware:
            self.range_nm = FAITHFUL_RANGE_NM
        self.bands_nm = SENTINEL_2_NM if config.fixed_bands else None
        first = r"encoder\.(embedding|position|meta|content|fusion|class_token)"
        self.stages = (first, *(rf"encoder\.blocks\.{i}\." for i in range(config.depth)), r"encoder\.norm")

    def forward(self, *inputs: Tensor) -> Tensor:
        """Return logits; for change the inputs are those of both dates (Hong et al. 2024, section 4.4)."""
        if self.temporal:
            return self.stacked(*stack_of(inputs))
        height, width = inputs[0].shape[2], inputs[0].shape[3]
        maps, size, unread = self._maps(*inputs[:INPUTS])
        if self.task == "change":
            second, _, other = self._maps(*inputs[INPUTS:])
            maps, unread = [after - before for before, after in zip(maps, second, strict=True)], unread + other
        out: Tensor = self.head(maps, size)
        if self.task in OF_PIXELS:
            out = out[:, :, :height, :width]
        return out + unread

    def stacked(self, *inputs: Tensor) -> Tensor:
        """Return logits of a stack of dates.

        Args:
            inputs: pixels (B, T, C, H, W), valid (B, T, H, W), center_nm, fwhm_nm and weight (T, C), attributes
                (T, 2, 384), content (T, C, Q), gsd_m (T,), days (T,).
        """
        pixels, valid, *told, days = inputs
        samples, height, width = pixels.shape[0], pixels.shape[3], pixels.shape[4]
        rows = [value.unsqueeze(0).expand(samples, *value.shape).flatten(0, 1) for value in told]
        batch, unread = self._batch(pixels.flatten(0, 1), valid.flatten(0, 1), *rows)
        maps = self.encoder.over_time(batch, days.unsqueeze(0).expand(samples, -1))  # type: ignore[operator]
        out: Tensor = self.head(maps, batch.pixels.shape[-2:])
        return (out[:, :, :height, :width] if self.task in OF_PIXELS else out) + unread

    def _maps(self, *inputs: Tensor) -> tuple[list[Tensor], torch.Size, Tensor]:
        """Return the encoder's maps of one date, its input size, and a zero computed from the unused inputs."""
        batch, unread = self._batch(*inputs)
        return self.encoder(batch), batch.pixels.shape[-2:], unread

    def _batch(self, *inputs: Tensor) -> tuple[SpectralBatch, Tensor]:
        """Return the input of the encoder, and a zero computed from the unused inputs."""
        pixels, valid, center_nm, fwhm_nm, weight, attributes, content, gsd_m = inputs
        height, width = pixels.shape[2], pixels.shape[3]
        pixels = pixels * valid[:, None]  # no data is zero, as in the published models
        if not self._is_specaware:
            pixels = stretched(pixels, valid) if self._stretches else pixels.clamp(0.0, 1.0)
        if self.window:
            margin = (0, self.window - width, 0, self.window - height)
            pixels, valid = fn.pad(pixels, margin), fn.pad(valid, margin)
        unread = 0.0 * (content.sum() + fwhm_nm.sum() + weight.sum() + attributes.sum() + center_nm.sum() + gsd_m.sum())
        batch = SpectralBatch.of(
            pixels, center_nm, fwhm_nm=fwhm_nm, gsd_m=gsd_m, attributes=attributes, valid=valid, weight=weight
        )
        return batch, unread + 0.0 * valid.sum()


def stretched(pixels: Tensor, valid: Tensor) -> Tensor:
    """Scale each band of each tile (B, C, H, W) from its valid minimum and maximum to 0..1; invalid pixels are 0."""
    seen = valid[:, None]
    low = torch.where(seen > 0, pixels, torch.full_like(pixels, _FAR)).amin((2, 3), keepdim=True)
    high = torch.where(seen > 0, pixels, torch.full_like(pixels, -_FAR)).amax((2, 3), keepdim=True)
    return (pixels - low) / (high - low).clamp(min=_LEAST_STD) * seen


def stack_of(inputs: Sequence[Tensor]) -> tuple[Tensor, ...]:
    """Return the inputs of all dates, and the dates, in the form of :meth:`EncoderTask.stacked`.

    Raises:
        InputError: there is only one date, or the dates have different numbers of bands.
    """
    *dates, days = inputs
    fields = [dates[i::INPUTS] for i in range(INPUTS)]
    if len(dates) != INPUTS * len(days) or len({value.shape for value in fields[0]}) > 1:
        raise InputError(
            "A temporal model needs several dates with the same number of bands; choose rasters of one sensor."
        )
    of_samples = [torch.stack(list(values), dim=1) for values in fields[:2]]
    return (*of_samples, *(torch.stack(list(values)) for values in fields[2:]), days)


class Probabilities(nn.Module):
    """A network in the form that is exported: it returns probabilities."""

    def __init__(self, model: TaskNetwork, temperature: float = 1.0) -> None:
        """Wrap a network; logits are divided by ``temperature``."""
        super().__init__()
        self.model = model
        self.temperature = temperature

    def forward(self, *inputs: Tensor) -> Tensor:
        """Return probabilities with the classes in axis 1."""
        logits = (
            self.model.stacked(*inputs)
            if isinstance(self.model, EncoderTask) and self.model.temporal
            else (self.model(*inputs))
        )
        return self.model.probabilities(logits / self.temperature)


def layer_rates(model: TaskNetwork, decay: float) -> dict[str, float]:
    """Return each parameter's factor of the learning rate: ``decay`` to the power of its distance from the head.

    Layer-wise decay as in Bao et al. 2022 (BEiT) and in the fine-tuning of both papers.
    """
    top = len(model.stages)
    return {name: decay ** (top - model.stage_of(name)) for name, _ in model.named_parameters()}


def trained_groups(
    model: TaskNetwork, *, decay: float, weight_decay: float, head_rate: float
) -> list[dict[str, object]]:
    """Return parameter groups for an optimiser, each with its factor ("share") of the learning rate.

    Matrices have weight decay; norms, biases and scalars do not. ``head_rate`` is the factor of the head.
    """
    rates, top = layer_rates(model, decay), len(model.stages)
    groups: dict[tuple[float, bool, bool], list[nn.Parameter]] = {}
    for name, parameter in model.named_parameters():
        if parameter.requires_grad:
            is_head = model.stage_of(name) == top
            share = head_rate if is_head else rates[name]
            groups.setdefault((share, parameter.ndim >= 2, is_head), []).append(parameter)
    return [
        {"params": found, "share": share, "weight_decay": weight_decay if decays else 0.0, "is_head": is_head}
        for (share, decays, is_head), found in groups.items()
    ]


def freeze(parameters: Sequence[nn.Parameter]) -> None:
    """Exclude these parameters from training."""
    for parameter in parameters:
        parameter.requires_grad_(False)
