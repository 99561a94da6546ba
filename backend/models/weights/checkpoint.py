"""Published weights for our models: infer the sizes, resize what depends on the tile, account for every key."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...common.errors import InputError, ModelError
from ...common.wording import counted
from ..configs import Config, SpecAwareConfig, SpectralGptConfig, quarter_blocks
from ..graphs.graph_template import GraphTemplate, template_for
from ..registry import EncoderEntry
from . import compat
from .interpolate import resize_bicubic, resize_bilinear

Array = NDArray[Any]
"""Tile side of the published SpecAware in pixels (Ji et al. 2026, section 4)."""


@dataclass
class ImportReport:
    """What happened to each key of the file.

    Attributes:
        loaded: number of weights loaded into the model.
        missing: our names of weights that the file lacks.
        unexpected: names in the file that no rule knows.
        unused: known names in the file that this model does not need (decoders).
        resized: sentences on weights whose shape was changed.
    """

    loaded: int = 0
    missing: list[str] = field(default_factory=list)
    unexpected: list[str] = field(default_factory=list)
    unused: list[str] = field(default_factory=list)
    resized: list[str] = field(default_factory=list)

    def lines(self) -> list[str]:
        """Return the report as text: all missing, unexpected and resized keys; decoders by first part of the name."""
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
    """Request of an import.

    Attributes:
        entry: the architecture.
        size: side of the tiles in pixels; None for the file's own, or 224 for SpecAware.
        patch: side of a patch in pixels; None for the file's own.
        heads: number of attention heads if the sizes differ from the architecture's; None for the architecture's.
        mended: the mended mode of SpectralGPT, for any bands and tiles.
        classify: whether to keep the scene classifier; None: keep it if the file has one.
    """

    entry: EncoderEntry
    size: int | None = None
    patch: int | None = None
    heads: int | None = None
    mended: bool = False
    classify: bool | None = None


@dataclass(frozen=True)
class ImportedWeights:
    """Complete weights with the right shapes.

    Attributes:
        config: the encoder's sizes and mode.
        side: side of the tiles in pixels.
        classes: number of the scene classifier's classes, 0 without one.
        template: the network's graph.
        arrays: every weight of the graph by our name, float32.
        report: what happened to each key of the file.
    """

    config: Config
    side: int
    classes: int
    template: GraphTemplate
    arrays: dict[str, Array]
    report: ImportReport


def import_weights(state: Mapping[str, Array], wanted: Wanted) -> ImportedWeights:
    """Identify the model that the weights belong to, and adapt them to it.

    Args:
        state: arrays by reference name, from :func:`.weights_file.read_weights`.
        wanted: architecture and sizes.

    Raises:
        ModelError: sizes contradict the architecture, or weights of the encoder are missing, unknown or do not fit.
        InputError: the tile does not divide into patches.
        EngineError: the sizes differ from the published ones, and torch, needed to build the graph, is missing.
    """
    family = wanted.entry.family
    weights, unexpected = compat.to_ours(state, family)
    config = _config_of(weights, wanted)
    side = tile_side(config, wanted.size)
    report = ImportReport(unexpected=unexpected)
    classes = _classes_of(weights, config, wanted)
    if classes:
        named = weights
    else:
        named = {k.removeprefix(compat.ENCODER): v for k, v in weights.items() if k.startswith(compat.ENCODER)}
        report.unused = sorted(k for k in weights if not k.startswith(compat.ENCODER))
    template = template_for(config, classes=classes, side=side)
    arrays = _fitted(template.shapes, _resized(named, config, report), report)
    strangers = [key for key in unexpected if compat.is_encoder_key(key, family)]
    if report.missing or strangers:
        raise ModelError(
            f"Not all encoder weights are accounted for: {_some('missing', report.missing)}"
            f"{_some('unknown', strangers)}check that the file is a {wanted.entry.name}."
        )
    return ImportedWeights(config, side, classes, template, arrays, report)


def tile_side(config: Config, size: int | None) -> int:
    """Return the side of the model's tiles in pixels: the requested one, else the published one.

    Raises:
        InputError: the side is not a multiple of the patch.
    """
    side = size or config.tile_px
    if side < config.patch or side % config.patch:
        raise InputError(f"A tile side of {counted(side, 'pixel')} is not possible; give a multiple of {config.patch}.")
    return side


def _classes_of(weights: Mapping[str, Array], config: Config, wanted: Wanted) -> int:
    """Return the number of classes of the kept scene classifier; 0 without one."""
    found = config.has_classifier and "head.weight" in weights
    if wanted.classify and not found:
        raise ModelError("The file has no scene classifier; import it without a head.")
    return _shape(weights, "head.weight")[0] if found and wanted.classify is not False else 0


def _some(title: str, names: list[str]) -> str:
    """Return text that names up to three of ``names``, or an empty text."""
    if not names:
        return ""
    rest = f" and {len(names) - 3} more" if len(names) > 3 else ""
    return f"{len(names)} {title} ({', '.join(names[:3])}{rest}); "


def _fitted(
    shapes: Mapping[str, tuple[int, ...]], weights: Mapping[str, Array], report: ImportReport
) -> dict[str, Array]:
    """Return the weights that the model needs, as float32; record missing and unused ones.

    Raises:
        ModelError: the shape of a weight differs from the model's.
    """
    report.missing = sorted(set(shapes) - set(weights))
    report.unused = sorted(set(report.unused) | (set(weights) - set(shapes)))
    fitting = {key: value for key, value in weights.items() if key in shapes}
    for key, value in fitting.items():
        if value.shape != shapes[key]:
            raise ModelError(
                f"The weight '{key}' has the shape {value.shape}, not {shapes[key]}; check the architecture."
            )
    report.loaded = len(fitting)
    return {key: np.ascontiguousarray(value, dtype=np.float32).reshape(value.shape) for key, value in fitting.items()}


def _config_of(weights: Mapping[str, Array], wanted: Wanted) -> Config:
    """Derive the sizes from the weights and compare them with the requested architecture."""
    config = wanted.entry.config
    if isinstance(config, SpecAwareConfig):
        found: Config = _specaware_config(weights, config, wanted)
    else:
        found = _spectralgpt_config(weights, config, wanted)
    if wanted.heads is None and (found.width, found.depth) != (config.width, config.depth):
        raise ModelError(
            f"The file holds {counted(found.depth, 'block')} of width {found.width}, but {wanted.entry.name} has "
            f"{config.depth} of {config.width}; choose another architecture, or give the number of attention heads."
        )
    if found.width % found.heads:
        raise ModelError(f"A width of {found.width} cannot be divided among {found.heads} heads; give another number.")
    return found


def _specaware_config(weights: Mapping[str, Array], config: SpecAwareConfig, wanted: Wanted) -> SpecAwareConfig:
    """Return the sizes of a SpecAware checkpoint; the sides of its patches follow from the factors' rank."""
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


def _spectralgpt_config(weights: Mapping[str, Array], config: SpectralGptConfig, wanted: Wanted) -> SpectralGptConfig:
    """Return the sizes of a SpectralGPT checkpoint; the tile's side follows from the position codes."""
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
        raise ModelError(f"A tile side of {counted(size, 'pixel')} is not possible; give a multiple of {patch_wanted}.")
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


def _shape(weights: Mapping[str, Array], key: str) -> tuple[int, ...]:
    """Return the shape of a weight that every model of the family has; raise ModelError if the file lacks it."""
    if key not in weights:
        raise ModelError(f"The file lacks the weight '{key}'; check that it is a checkpoint of this architecture.")
    return tuple(weights[key].shape)


def _depth(weights: Mapping[str, Array]) -> int:
    """Return the number of blocks of the encoder."""
    prefix = "encoder.blocks."
    return 1 + max((int(key[len(prefix) :].split(".")[0]) for key in weights if key.startswith(prefix)), default=-1)


def _resized(weights: Mapping[str, Array], config: Config, report: ImportReport) -> dict[str, Array]:
    """Resize weights that depend on patch or tile size; keys may have the encoder's prefix."""
    out = {}
    for key, value in weights.items():
        name = key.removeprefix(compat.ENCODER)
        fresh = value
        if isinstance(config, SpecAwareConfig) and name.startswith("embedding.right.head."):
            fresh = resize_factor_rows(value, config.rank, config.patch)
        elif isinstance(config, SpectralGptConfig) and name == "embedding.weight":
            fresh = resize_bilinear(value, config.patch)
        elif isinstance(config, SpectralGptConfig) and name in ("position.spatial", "position.joint"):
            fresh = resize_position(value, config.size // config.patch, config.groups if "joint" in name else 1)
        if fresh.shape != value.shape:
            report.resized.append(f"{key} {tuple(value.shape)} -> {tuple(fresh.shape)}")
        out[key] = fresh
    report.resized.sort()
    return out


def resize_factor_rows(value: Array, rank: int, patch: int) -> Array:
    """Resize the rows (rank * P * P) of V's last layer, weights (rows, k) or bias (rows,), to another P."""
    old = math.isqrt(value.shape[0] // rank)
    if old == patch:
        return value
    planes = resize_bilinear(value.reshape(rank, old, old, -1).transpose(0, 3, 1, 2), patch)  # (rank, k, P, P)
    return planes.transpose(0, 2, 3, 1).reshape(rank * patch * patch, *value.shape[1:])


def resize_position(code: Array, side: int, groups: int) -> Array:
    """Resize a learned code (1, groups * s * s, width) to (1, groups * side * side, width)."""
    old = math.isqrt(code.shape[1] // groups)
    if old == side:
        return code
    planes = resize_bicubic(code.reshape(groups, old, old, -1).transpose(0, 3, 1, 2), side)  # (groups, width, s, s)
    return planes.transpose(0, 2, 3, 1).reshape(1, groups * side * side, -1)
