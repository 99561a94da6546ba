"""Names of weights in published checkpoints mapped to ours; no other module knows them.

Each rule pairs a name in the published SpecAware or SpectralGPT checkpoints with ours; ``#`` stands for a number. The
last part ("weight", "bias") is kept. SpectralGPT's separate query, key and value layers become one, in that order.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...common.errors import ModelError

Arrays = Mapping[str, NDArray[Any]]

_FUSION = (("modal1_proj", "project_x"), ("modal2_proj", "project_y"), ("fusion.0", "merge"), ("fusion.1", "norm"))
_FACTOR = (("0", "norm"), ("1", "fc1"), ("4", "fc2"), ("6", "head"))
_BIAS = (("0", "norm"), ("1", "fc1"), ("3", "head"))
_TWO_LAYERS = (("0", "fc1"), ("2", "fc2"))
_TRANSFORMER_LAYER = (
    ("self_attn.in_proj", "attn.qkv"),
    ("self_attn.out_proj", "attn.proj"),
    ("linear1", "mlp.fc1"),
    ("linear2", "mlp.fc2"),
    ("norm1", "norm1"),
    ("norm2", "norm2"),
)
_BLOCK_PARTS = ("norm1", "norm2", "attn.qkv", "attn.proj", "mlp.fc1", "mlp.fc2")
_SPLIT = ("q", "k", "v")


def _under(reference: str, ours: str, pairs: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
    """Add prefixes to both sides of every pair."""
    return [(f"{reference}.{a}", f"{ours}.{b}") for a, b in pairs]


def _generators(reference: str, ours: str) -> list[tuple[str, str]]:
    """Return the rules for the two factor generators and the bias generator."""
    return [
        *_under(f"{reference}.u_generator", f"{ours}.left", _FACTOR),
        *_under(f"{reference}.v_generator", f"{ours}.right", _FACTOR),
        *_under(f"{reference}.bias_generator", f"{ours}.bias", _BIAS),
    ]


def _blocks(prefix: str) -> list[tuple[str, str]]:
    """Return the rules for transformer blocks, whose parts have the same names on both sides."""
    return [(f"{prefix}.#.{part}", f"{prefix}.#.{part}") for part in _BLOCK_PARTS]


_META, _CONTENT = "patch_embed.spectral_embedding", "patch_embed.content_feature_extractor"
_SPECAWARE_ENCODER = [
    ("cls_token", "class_token"),
    ("patch_embed.scaler", "embedding.scale"),
    (f"{_META}.fusion_weights", "meta.mix"),
    *_under(f"{_META}.fwhm_encoder.mlp", "meta.fwhm", _TWO_LAYERS),
    *_under(f"{_META}.spectral_enhancement_mlp.mlp", "meta.enhance", _TWO_LAYERS),
    (f"{_META}.attribute_encoder.fc", "meta.attribute"),
    *_under(f"{_META}.cross_modal_fusion", "meta.fusion", _FUSION),
    *_under("patch_embed.spectral_aware_transformer.transformer_encoder.layers.0", "meta.across", _TRANSFORMER_LAYER),
    *_under(f"{_CONTENT}.avg_feature_encoder", "content.average", _TWO_LAYERS),
    *_under(f"{_CONTENT}.max_feature_encoder", "content.maximum", _TWO_LAYERS),
    *_under(f"{_CONTENT}.feature_fusion", "content.merge", (("0", "fc1"), ("3", "fc2"))),
    (f"{_CONTENT}.layer_norm", "content.norm"),
    *_generators("patch_embed.matrix_generator", "embedding"),
    *_under("patch_embed.feature_fusion", "fusion", _FUSION),
    *_blocks("blocks"),
    ("norm", "norm"),
]
_SPECAWARE_DECODER = [
    ("mask_token", "mask_token"),
    ("decoder_embed", "decoder_embed"),
    ("decoder_norm", "decoder_norm"),
    *_blocks("decoder_blocks"),
    *((f"decoder_pred.x_attention_pool.{name}_proj", f"prediction.pool.{name}") for name in ("query", "key", "value")),
    *_under("decoder_pred.x_feature_extractor", "prediction.tile", _TWO_LAYERS),
    *_generators("decoder_pred.matrix_generator", "prediction"),
    *_under("decoder_pred.feature_fusion", "prediction.fusion", _FUSION),
]
_SPECTRALGPT_ENCODER = [
    (
        "blocks.#.attn.to_qkv",
        "blocks.#.attn.qkv",
    ),  # the newest published code has a single layer; this rule comes first so that none is created
    ("patch_embed.proj", "embedding"),
    ("pos_embed", "position.joint"),
    ("pos_embed_spatial", "position.spatial"),
    ("pos_embed_temporal", "position.spectral"),
    *_blocks("blocks"),
    ("norm", "norm"),  # before the decoder in pretraining, before the classifier in fine-tuning
]
_SPECTRALGPT_DECODER = [
    ("head", "head"),
    ("mask_token", "mask_token"),
    ("decoder_embed", "decoder_embed"),
    ("decoder_pos_embed_spatial", "decoder_position.spatial"),
    ("decoder_pos_embed_temporal", "decoder_position.spectral"),
    *_blocks("decoder_blocks"),
    ("decoder_norm", "decoder_norm"),
    ("decoder_pred", "prediction"),
]

_RULES = {
    "specaware": (_SPECAWARE_ENCODER, _SPECAWARE_DECODER),
    "spectralgpt": (_SPECTRALGPT_ENCODER, _SPECTRALGPT_DECODER),
}
ENCODER = "encoder."
"""Prefix of our names of encoder weights; weights of a decoder or head have none."""
_NUMBERED = re.compile(r"^((?:encoder\.)?(?:decoder_)?blocks)\.(\d+)\.")
_LEAF = re.compile(r"^(.*)\.(weight|bias)$")
_SPLIT_KEY = re.compile(r"^((?:decoder_)?blocks\.\d+\.attn)\.([qkv])\.(weight|bias)$")
_WRAPPERS = ("model", "state_dict")
_PARALLEL = "module."
_FINE_TUNED = ("encoder.", "backbone.")
_HEAD = "head_of_fine_tuned."


def unwrap(content: object) -> dict[str, NDArray[Any]]:
    """Return the arrays of a loaded file, which may be under ``model`` or ``state_dict`` and have prefixes.

    Raises:
        ModelError: the file has no mapping of names to arrays.
    """
    for name in _WRAPPERS:
        if isinstance(content, Mapping) and isinstance(content.get(name), Mapping):
            content = content[name]
    if not isinstance(content, Mapping):
        raise ModelError("The file has no table of weights; save the model's state_dict and import that.")
    state = {str(key): value for key, value in content.items() if isinstance(value, np.ndarray)}
    if not state:
        raise ModelError("The file has no weights; save the model's state_dict and import that.")
    state = {key.removeprefix(_PARALLEL): value for key, value in state.items()}
    for prefix in _FINE_TUNED:
        if any(key.startswith(prefix) for key in state):
            # keys without the prefix belong to the fine-tuned head, whose names may resemble the encoder's
            return {key.removeprefix(prefix) if key.startswith(prefix) else _HEAD + key: v for key, v in state.items()}
    return state


def is_encoder_key(key: str, family: str) -> bool:
    """Return True if a reference name, known or not, is within the encoder."""
    first = {name.partition(".")[0] for name, _ in _RULES[family][0]}
    return key.partition(".")[0] in first


def to_ours(state: Arrays, family: str) -> tuple[dict[str, NDArray[Any]], list[str]]:
    """Rename reference weights.

    Args:
        state: arrays by reference name, as :func:`unwrap` returns them.
        family: "specaware" or "spectralgpt".

    Returns:
        Arrays by our name, and the names that no rule knows, sorted.
    """
    encoder, rest = _RULES[family]
    table = {a: ENCODER + b for a, b in encoder} | dict(rest)
    renamed, unexpected = {}, []
    for key, value in _joined(state).items():
        ours = _rename(key.replace(".in_proj_", ".in_proj."), table)
        if ours is None:
            unexpected.append(key)
        else:
            renamed[ours] = value
    return renamed, sorted(unexpected)


def _rename(key: str, table: Mapping[str, str]) -> str | None:
    """Look up the whole ``key``, else the key without its last part; block numbers are ``#`` in the table."""
    number = _NUMBERED.match(key)
    general = _NUMBERED.sub(r"\1.#.", key)
    leaf = _LEAF.match(general)
    if general in table:
        found = table[general]
    elif leaf and leaf[1] in table:
        found = f"{table[leaf[1]]}.{leaf[2]}"
    else:
        return None
    return found.replace("#", number[2]) if number else found


def _joined(state: Arrays) -> dict[str, NDArray[Any]]:
    """Stack separate query, key and value weights into one if all three exist."""
    joined = dict(state)
    for key in state:
        part = _SPLIT_KEY.match(key)
        if part is None or part[2] != "q":
            continue
        names = [f"{part[1]}.{letter}.{part[3]}" for letter in _SPLIT]
        if all(name in state for name in names):
            joined[f"{part[1]}.qkv.{part[3]}"] = np.concatenate([joined.pop(name) for name in names])
    return joined
