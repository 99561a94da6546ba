"""Names and shapes of the weights in the published Base checkpoints, as their repositories' models have them."""

from __future__ import annotations

Shapes = dict[str, tuple[int, ...]]

SPECAWARE_PARAMETERS = 117_963_659
"""Of the published pretraining model, decoder and all."""
SPECTRALGPT_PARAMETERS = 98_640_000
"""To within 10,000."""


def linear(name: str, out: int, into: int) -> Shapes:
    """A linear layer with a bias."""
    return {f"{name}.weight": (out, into), f"{name}.bias": (out,)}


def norm(name: str, width: int) -> Shapes:
    """A layer norm."""
    return {f"{name}.weight": (width,), f"{name}.bias": (width,)}


def block(name: str, width: int, *, layers: tuple[str, ...] = ("qkv",)) -> Shapes:
    """A transformer block; ``layers`` of its attention before the projection."""
    found = norm(f"{name}.norm1", width) | norm(f"{name}.norm2", width)
    for layer in layers:
        found |= linear(f"{name}.attn.{layer}", width * 3 // len(layers), width)
    found |= linear(f"{name}.attn.proj", width, width)
    return found | linear(f"{name}.mlp.fc1", 4 * width, width) | linear(f"{name}.mlp.fc2", width, 4 * width)


def fusion(name: str) -> Shapes:
    """The fusion of two vectors of 128."""
    return (
        linear(f"{name}.modal1_proj", 128, 128) | linear(f"{name}.modal2_proj", 128, 128)
        | linear(f"{name}.fusion.0", 128, 256) | norm(f"{name}.fusion.1", 128)
    )  # fmt: skip


def generators(name: str, left: int, right: int, bias: int) -> Shapes:
    """The generators of two factors and a bias."""
    found: Shapes = {}
    for factor, rows in (("u_generator", left), ("v_generator", right)):
        found |= norm(f"{name}.{factor}.0", 128) | linear(f"{name}.{factor}.1", 128, 128)
        found |= linear(f"{name}.{factor}.4", 64, 128) | linear(f"{name}.{factor}.6", rows, 64)
    bias_name = f"{name}.bias_generator"
    return found | norm(f"{bias_name}.0", 128) | linear(f"{bias_name}.1", 64, 128) | linear(f"{bias_name}.3", bias, 64)


def specaware_base(*, decoder: bool = True) -> Shapes:
    """SpecAware Base: patches of 8, rank 64, tiles of 224."""
    meta, content = "patch_embed.spectral_embedding", "patch_embed.content_feature_extractor"
    across = "patch_embed.spectral_aware_transformer.transformer_encoder.layers.0"
    found: Shapes = {"cls_token": (1, 1, 768), "patch_embed.scaler": (), f"{meta}.fusion_weights": (2,)}
    found |= linear(f"{meta}.fwhm_encoder.mlp.0", 64, 1) | linear(f"{meta}.fwhm_encoder.mlp.2", 128, 64)
    enhance = f"{meta}.spectral_enhancement_mlp.mlp"
    found |= linear(f"{enhance}.0", 256, 128) | linear(f"{enhance}.2", 128, 256)
    found |= linear(f"{meta}.attribute_encoder.fc", 64, 384) | fusion(f"{meta}.cross_modal_fusion")
    found |= {f"{across}.self_attn.in_proj_weight": (384, 128), f"{across}.self_attn.in_proj_bias": (384,)}
    found |= linear(f"{across}.self_attn.out_proj", 128, 128)
    found |= linear(f"{across}.linear1", 128, 128) | linear(f"{across}.linear2", 128, 128)
    found |= norm(f"{across}.norm1", 128) | norm(f"{across}.norm2", 128)
    for view in ("avg", "max"):
        found |= linear(f"{content}.{view}_feature_encoder.0", 196, 784)
        found |= linear(f"{content}.{view}_feature_encoder.2", 128, 196)
    found |= linear(f"{content}.feature_fusion.0", 256, 256) | linear(f"{content}.feature_fusion.3", 128, 256)
    found |= norm(f"{content}.layer_norm", 128)
    found |= generators("patch_embed.matrix_generator", 768 * 64, 64 * 64, 768) | fusion("patch_embed.feature_fusion")
    for i in range(12):
        found |= block(f"blocks.{i}", 768)
    found |= norm("norm", 768)
    if not decoder:
        return found
    found |= {"mask_token": (1, 1, 512)} | linear("decoder_embed", 512, 768) | norm("decoder_norm", 512)
    for i in range(8):
        found |= block(f"decoder_blocks.{i}", 512)
    pool = "decoder_pred.x_attention_pool"
    found |= {f"{pool}.query_proj.weight": (64, 512), f"{pool}.key_proj.weight": (64, 512)}
    found |= {f"{pool}.value_proj.weight": (512, 512)}
    found |= linear("decoder_pred.x_feature_extractor.0", 128, 512)
    found |= linear("decoder_pred.x_feature_extractor.2", 128, 128) | fusion("decoder_pred.feature_fusion")
    return found | generators("decoder_pred.matrix_generator", 64 * 64, 512 * 64, 64)


def spectralgpt_base(size: int, *, layers: tuple[str, ...] = ("q", "k", "v")) -> Shapes:
    """SpectralGPT Base for tiles of ``size`` pixels: the pretraining model."""
    places = (size // 8) ** 2
    found: Shapes = {
        "pos_embed_spatial": (1, places, 768), "pos_embed_temporal": (1, 4, 768), "mask_token": (1, 1, 512),
        "decoder_pos_embed_spatial": (1, places, 512), "decoder_pos_embed_temporal": (1, 4, 512),
        "patch_embed.proj.weight": (768, 1, 3, 8, 8), "patch_embed.proj.bias": (768,),
    }  # fmt: skip
    for i in range(12):
        found |= block(f"blocks.{i}", 768, layers=layers)
    for i in range(4):
        found |= block(f"decoder_blocks.{i}", 512, layers=layers)
    return (
        found | norm("norm", 768) | linear("decoder_embed", 512, 768) | norm("decoder_norm", 512)
        | linear("decoder_pred", 192, 512)
    )  # fmt: skip
