"""Published weights into our models: read without running code, infer the sizes, resize what depends on the tile.

No file is executed: safetensors hold only arrays, and ``torch.load`` runs with ``weights_only``.
"""

from __future__ import annotations

import argparse
import math
import pickle
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional as fn

from ..errors import ModelError
from ..wording import counted
from . import compat
from .registry import Config, EncoderEntry, build_encoder, quarter_blocks
from .specaware import SpecAwareConfig
from .spectralgpt import SpectralGptClassifier, SpectralGptConfig

_PICKLES = (".pth", ".pt", ".bin", ".ckpt")


@dataclass
class ImportReport:
    """What happened to each key of the file.

    Attributes:
        loaded: how many weights went into the model.
        missing: our names of weights that the file lacks.
        unexpected: names in the file that no rule knows.
        unused: known names in the file that this model has no place for (decoders).
        resized: sentences on weights whose shape was changed.
    """

    loaded: int = 0
    missing: list[str] = field(default_factory=list)
    unexpected: list[str] = field(default_factory=list)
    unused: list[str] = field(default_factory=list)
    resized: list[str] = field(default_factory=list)

    def lines(self) -> list[str]:
        """Return the report as text: every missing, unexpected and resized key; decoders by their first name."""
        out = [f"{counted(self.loaded, 'weight')} loaded."]
        for title in ("missing", "unexpected", "resized"):
            names = getattr(self, title)
            if names:
                out.append(f"{title.capitalize()} ({len(names)}): {', '.join(names)}")
        if self.unused:
            parts = sorted({name.partition(".")[0] for name in self.unused})
            out.append(f"Not used by this model ({len(self.unused)}): {', '.join(parts)}")
        return out


@dataclass(frozen=True)
class Wanted:
    """What the user asks of an import.

    Attributes:
        entry: the architecture.
        size: side of the tiles in pixels; None for the file's own, or 224 (SpecAware).
        patch: side of a patch in pixels; None for the file's own.
        heads: attention heads, for files of other sizes than the architecture's; None for the architecture's.
        mended: the mended mode of SpectralGPT, for any bands and tiles.
        classify: keep the scene classifier; None if the file has one.
    """

    entry: EncoderEntry
    size: int | None = None
    patch: int | None = None
    heads: int | None = None
    mended: bool = False
    classify: bool | None = None


def read_weights(path: Path) -> dict[str, Tensor]:
    """Read a safetensors file or a PyTorch checkpoint, whatever wraps its weights.

    Raises:
        ModelError: the file is missing, of another kind, damaged, or would run code.
    """
    if not path.is_file():
        raise ModelError(f"The file {path} does not exist; give a .safetensors, .pth or .pt file.")
    if path.suffix == ".safetensors":
        from safetensors import SafetensorError
        from safetensors.torch import load_file

        try:
            return compat.unwrap(load_file(str(path)))
        except (SafetensorError, OSError) as error:
            raise ModelError(f"The file {path.name} is damaged ({error}); download it again.") from error
    if path.suffix not in _PICKLES:
        raise ModelError(f"The file {path.name} is no checkpoint; give a .safetensors, .pth or .pt file.")
    try:
        # training scripts store their settings beside the weights: a namespace is plain data
        with torch.serialization.safe_globals([argparse.Namespace]):
            return compat.unwrap(torch.load(path, map_location="cpu", weights_only=True))
    except pickle.UnpicklingError as error:
        raise ModelError(
            f"The file {path.name} holds Python code and is not opened; save its state_dict, or use safetensors."
        ) from error
    except (RuntimeError, OSError, EOFError, ValueError, KeyError) as error:
        raise ModelError(f"The file {path.name} is damaged; download it again.") from error


def import_weights(state: Mapping[str, Tensor], wanted: Wanted) -> tuple[nn.Module, Config, ImportReport]:
    """Build the model that the weights belong to and load them.

    Args:
        state: tensors by reference name, from :func:`read_weights`.
        wanted: architecture and sizes.

    Returns:
        The encoder, or the classifier, in evaluation mode; its configuration; the report.

    Raises:
        ModelError: sizes contradict the architecture, or weights of the encoder are missing, unknown or do not fit.
    """
    family = wanted.entry.family
    weights, unexpected = compat.to_ours(state, family)
    config = _config_of(weights, wanted)
    report = ImportReport(unexpected=unexpected)
    model: nn.Module
    classify = isinstance(config, SpectralGptConfig) and wanted.classify is not False and "head.weight" in weights
    if wanted.classify and not classify:
        raise ModelError("The file holds no scene classifier; import it without a head.")
    if classify and isinstance(config, SpectralGptConfig):
        model = SpectralGptClassifier(config, classes=weights["head.weight"].shape[0])
        named = weights
    else:
        model = build_encoder(config)
        named = {k.removeprefix(compat.ENCODER): v for k, v in weights.items() if k.startswith(compat.ENCODER)}
        report.unused = sorted(k for k in weights if not k.startswith(compat.ENCODER))
    _load(model, _resized(named, config, report), report)
    strangers = [key for key in unexpected if compat.is_encoder_key(key, family)]
    if report.missing or strangers:
        raise ModelError(
            f"Not all encoder weights are accounted for: {_some('missing', report.missing)}"
            f"{_some('unknown', strangers)}check that the file is a {wanted.entry.name}."
        )
    return model.eval(), config, report


def _some(title: str, names: list[str]) -> str:
    """Name up to three of ``names``, or nothing."""
    if not names:
        return ""
    rest = f" and {len(names) - 3} more" if len(names) > 3 else ""
    return f"{len(names)} {title} ({', '.join(names[:3])}{rest}); "


def _load(model: nn.Module, weights: Mapping[str, Tensor], report: ImportReport) -> None:
    """Copy weights of the right shape into the model; note what is missing or unused.

    Raises:
        ModelError: a weight has another shape than the model.
    """
    own = model.state_dict()
    report.missing = sorted(set(own) - set(weights))
    report.unused = sorted(set(report.unused) | (set(weights) - set(own)))
    fitting = {key: value for key, value in weights.items() if key in own}
    for key, value in fitting.items():
        if value.shape != own[key].shape:
            have, want = tuple(value.shape), tuple(own[key].shape)
            raise ModelError(f"The weight '{key}' has the shape {have}, not {want}; check the architecture.")
    model.load_state_dict({key: value.float() for key, value in fitting.items()}, strict=False)
    report.loaded = len(fitting)


def _config_of(weights: Mapping[str, Tensor], wanted: Wanted) -> Config:
    """Read the sizes off the weights and compare them with the architecture asked for."""
    config = wanted.entry.config
    if isinstance(config, SpecAwareConfig):
        found: Config = _specaware_config(weights, config, wanted)
    else:
        found = _spectralgpt_config(weights, config, wanted)
    if wanted.heads is None and (found.width, found.depth) != (config.width, config.depth):
        raise ModelError(
            f"The file holds {counted(found.depth, 'block')} of width {found.width}, and {wanted.entry.name} has "
            f"{config.depth} of {config.width}; choose another architecture, or give the number of attention heads."
        )
    if found.width % found.heads:
        raise ModelError(f"A width of {found.width} cannot be shared by {found.heads} heads; give another number.")
    return found


def _specaware_config(weights: Mapping[str, Tensor], config: SpecAwareConfig, wanted: Wanted) -> SpecAwareConfig:
    """Sizes of a SpecAware checkpoint; the sides of its patches follow from the factors' rank."""
    if not config.faithful:
        raise ModelError(f"Published weights do not fit {wanted.entry.name}; choose specaware-base or specaware-large.")
    width = _shape(weights, "encoder.class_token")[-1]
    rank = _shape(weights, "encoder.embedding.left.head.weight")[0] // width
    depth = _depth(weights)
    return replace(
        config,
        width=width,
        depth=depth,
        heads=wanted.heads or config.heads,
        rank=rank,
        patch=wanted.patch or math.isqrt(_shape(weights, "encoder.embedding.right.head.weight")[0] // max(rank, 1)),
        band_width=_shape(weights, "encoder.fusion.norm.weight")[0],
        content_inputs=_shape(weights, "encoder.content.average.fc1.weight")[1],
        feature_blocks=quarter_blocks(depth),
    )


def _spectralgpt_config(weights: Mapping[str, Tensor], config: SpectralGptConfig, wanted: Wanted) -> SpectralGptConfig:
    """Sizes of a SpectralGPT checkpoint; the tile's side follows from the position codes."""
    width, patch = (_shape(weights, "encoder.embedding.weight")[i] for i in (0, -1))
    joint = "encoder.position.joint" in weights
    if joint:
        side = math.isqrt(_shape(weights, "encoder.position.joint")[1] // config.groups)
    else:
        side = math.isqrt(_shape(weights, "encoder.position.spatial")[1])
    patch_wanted = wanted.patch or patch
    depth = _depth(weights)
    size = wanted.size or side * patch_wanted
    if size % patch_wanted:
        raise ModelError(f"A tile of {counted(size, 'pixel')} has no whole patches; give a multiple of {patch_wanted}.")
    return replace(
        config,
        width=width,
        depth=depth,
        heads=wanted.heads or config.heads,
        patch=patch_wanted,
        size=size,
        joint=joint,
        feature_blocks=quarter_blocks(depth),
        faithful=config.faithful and not wanted.mended,
    )


def _shape(weights: Mapping[str, Tensor], key: str) -> tuple[int, ...]:
    """Shape of a weight that no model of the family lacks; raise ModelError where it is not in the file."""
    if key not in weights:
        raise ModelError(f"The file lacks the weight '{key}'; check that it is a checkpoint of this architecture.")
    return tuple(weights[key].shape)


def _depth(weights: Mapping[str, Tensor]) -> int:
    """Number of blocks of the encoder."""
    prefix = "encoder.blocks."
    return 1 + max((int(key[len(prefix) :].split(".")[0]) for key in weights if key.startswith(prefix)), default=-1)


def _resized(weights: dict[str, Tensor], config: Config, report: ImportReport) -> dict[str, Tensor]:
    """Bring what depends on the patch or the tile to the configuration; keys with or without the encoder's prefix."""
    out = {}
    for key, value in weights.items():
        name = key.removeprefix(compat.ENCODER)
        fresh = value
        if isinstance(config, SpecAwareConfig) and name.startswith("embedding.right.head."):
            fresh = resize_factor_rows(value, config.rank, config.patch)
        elif isinstance(config, SpectralGptConfig) and name == "embedding.weight":
            fresh = _resize_plane(value.flatten(0, 2), config.patch)
            fresh = fresh.reshape(*value.shape[:3], config.patch, config.patch)
        elif isinstance(config, SpectralGptConfig) and name in ("position.spatial", "position.joint"):
            fresh = resize_position(value, config.size // config.patch, config.groups if "joint" in name else 1)
        if fresh.shape != value.shape:
            report.resized.append(f"{key} {tuple(value.shape)} -> {tuple(fresh.shape)}")
        out[key] = fresh
    report.resized.sort()
    return out


def resize_factor_rows(value: Tensor, rank: int, patch: int) -> Tensor:
    """Resize the rows (rank * P * P) of V's last layer, weights (rows, k) or bias (rows,), to another P."""
    old = math.isqrt(value.shape[0] // rank)
    if old == patch:
        return value
    planes = value.reshape(rank, old, old, -1).permute(0, 3, 1, 2).flatten(0, 1)  # (rank k, P, P)
    planes = _resize_plane(planes, patch).reshape(rank, -1, patch, patch).permute(0, 2, 3, 1)
    return planes.reshape(rank * patch * patch, *value.shape[1:])


def resize_position(code: Tensor, side: int, groups: int) -> Tensor:
    """Resize a learned code (1, groups * s * s, width) to (1, groups * side * side, width)."""
    old = math.isqrt(code.shape[1] // groups)
    if old == side:
        return code
    planes = code.reshape(groups, old, old, -1).permute(0, 3, 1, 2)  # (groups, width, s, s)
    planes = fn.interpolate(planes.float(), size=(side, side), mode="bicubic", align_corners=False)
    return planes.permute(0, 2, 3, 1).reshape(1, groups * side * side, -1)


def _resize_plane(planes: Tensor, side: int) -> Tensor:
    """Resize (n, P, P) bilinearly to (n, side, side)."""
    if planes.shape[-1] == side:
        return planes
    wide = planes.float().unsqueeze(1)
    return fn.interpolate(wide, size=(side, side), mode="bilinear", align_corners=False).squeeze(1)
