"""Parity with the published models: every golden output to 1e-5 relative, from the given weights."""

from __future__ import annotations

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from backend.models.batch import SpectralBatch  # noqa: E402
from backend.models.configs import SpecAwareConfig, SpectralGptConfig  # noqa: E402
from backend.models.encoders.masking import random_masking  # noqa: E402
from backend.models.encoders.specaware import SpecAwareEncoder  # noqa: E402
from backend.models.encoders.specaware_mae import SpecAwareMae  # noqa: E402
from backend.models.encoders.spectralgpt import SpectralGptClassifier  # noqa: E402
from backend.models.encoders.spectralgpt_mae import SpectralGptMae  # noqa: E402
from backend.models.weights import compat  # noqa: E402
from tests.support.reference_names import to_reference  # noqa: E402

from .golden import SENTINEL_NM, as_arrays, as_tensors, largest_error, tensors  # noqa: E402

TOLERANCE = 1e-5
SMALL = {"width": 48, "depth": 2, "heads": 4, "feature_blocks": (0, 1)}
DECODER = {"decoder_width": 32, "decoder_depth": 2, "decoder_heads": 4}


def load(model, name, family):
    weights, unexpected = compat.to_ours(as_arrays(tensors(name)), family)
    assert unexpected == []
    model.load_state_dict(as_tensors(weights))
    return model.eval().requires_grad_(False)


def specaware_batch(io, name, level):
    known = tensors("specaware_mae_attributes")
    return SpectralBatch.of(
        io["image"],
        io["wavelength_nm"],
        fwhm_nm=io["fwhm_nm"],
        gsd_m=io["gsd_m"],
        attributes=torch.stack([known[name], known[level]]),
    )


@pytest.fixture(scope="module")
def encoder_case():
    io = tensors("specaware_encoder_io")
    encoder = SpecAwareEncoder(SpecAwareConfig(width=48, heads=4))
    weights, unexpected = compat.to_ours(as_arrays(tensors("specaware_encoder_weights")), "specaware")
    assert unexpected == []
    encoder.load_state_dict({key.removeprefix(compat.ENCODER): value for key, value in as_tensors(weights).items()})
    return encoder.eval().requires_grad_(False), specaware_batch(io, "others", "L2"), io


def test_specaware_encoder_features(encoder_case):
    encoder, batch, io = encoder_case
    for block, features in zip((2, 5, 8, 11), encoder(batch), strict=True):
        assert largest_error(f"SpecAware encoder, block {block}", features, io[f"feature_{block}"]) <= TOLERANCE


def test_specaware_encoder_last_tokens(encoder_case):
    encoder, batch, io = encoder_case
    assert largest_error("SpecAware encoder, last tokens", encoder.last(batch), io["last"]) <= TOLERANCE


@pytest.fixture(scope="module")
def mae_case():
    io = tensors("specaware_mae_io")
    model = SpecAwareMae(SpecAwareConfig(**SMALL, **DECODER, content_inputs=64))
    masking = random_masking(io["mask_noise"], 0.75)
    return load(model, "specaware_mae_weights", "specaware"), specaware_batch(io, "avng", "L1"), masking, io


def test_specaware_masking(mae_case):
    _, _, masking, io = mae_case
    assert torch.equal(masking.mask, io["mask"])
    assert torch.equal(masking.restore.float(), io["ids_restore"])


@pytest.mark.parametrize("folded", [True, False])
def test_specaware_band_vectors_and_tokens(mae_case, folded):
    model, batch, _, io = mae_case
    bands, condition = model.encoder.conditions(batch)
    tokens = model.encoder.embedding(batch.pixels, condition, folded=folded)
    assert largest_error("SpecAware band vectors", bands, io["band_embedding"]) <= TOLERANCE
    assert largest_error(f"SpecAware tokens, folded={folded}", tokens, io["patch_tokens"]) <= TOLERANCE


def test_specaware_visible_tokens_only(mae_case):
    model, batch, masking, io = mae_case
    latent, _ = model.encoder.visible(batch, masking.keep, 1.0 - masking.mask)
    assert largest_error("SpecAware masked latent", latent, io["latent_masked"]) <= TOLERANCE


@pytest.mark.parametrize("folded", [True, False])
def test_specaware_prediction(mae_case, folded):
    model, batch, masking, io = mae_case
    tokens, bands = model.decode(batch, masking)
    predicted = model.prediction(tokens, bands, folded=folded)
    predicted = predicted.permute(0, 2, 3, 1).flatten(2)  # (B, C, N, Q) -> (B, N, Q C)
    assert largest_error(f"SpecAware prediction, folded={folded}", predicted, io["prediction"]) <= TOLERANCE


def test_specaware_losses(mae_case):
    model, batch, masking, io = mae_case
    loss = model(batch, masking)
    assert largest_error("SpecAware spectral loss", loss.spectral, io["loss_spectral"]) <= TOLERANCE
    assert largest_error("SpecAware Charbonnier", loss.charbonnier, io["loss_charbonnier_weighted"]) <= TOLERANCE
    assert largest_error("SpecAware loss", loss.total, io["loss"]) <= TOLERANCE


def sentinel_batch(io):
    return SpectralBatch.of(io["image"], torch.tensor(SENTINEL_NM))


def test_spectralgpt_mae():
    io = tensors("spectralgpt_mae_io")
    model = load(
        SpectralGptMae(SpectralGptConfig(**SMALL, **DECODER, size=64)), "spectralgpt_mae_weights", "spectralgpt"
    )
    masking = random_masking(io["mask_noise"], 0.90)
    batch = sentinel_batch(io)
    assert torch.equal(masking.mask, io["mask"])
    assert torch.equal(masking.restore.float(), io["ids_restore"])
    latent = model.encode(batch, masking)[0]
    assert largest_error("SpectralGPT masked latent", latent, io["latent_masked"]) <= TOLERANCE
    predicted = model.reconstruct(batch, masking)
    assert largest_error("SpectralGPT prediction", predicted, io["prediction"]) <= TOLERANCE
    assert largest_error("SpectralGPT loss", model(batch, masking).total, io["loss"]) <= TOLERANCE


@pytest.mark.parametrize(("suffix", "joint"), [("", True), ("_sep", False)])
def test_spectralgpt_classifier(suffix, joint):
    io = tensors(f"spectralgpt_classifier{suffix}_io")
    config = SpectralGptConfig(**SMALL, size=64, joint=joint)
    model = load(SpectralGptClassifier(config, 10), f"spectralgpt_classifier{suffix}_weights", "spectralgpt")
    error = largest_error(f"SpectralGPT classifier, joint={joint}", model(sentinel_batch(io)), io["logits"])
    assert error <= TOLERANCE


@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("specaware_mae_weights", "specaware"),
        ("specaware_encoder_weights", "specaware"),
        ("spectralgpt_mae_weights", "spectralgpt"),
        ("spectralgpt_classifier_weights", "spectralgpt"),
    ],
)
def test_names_go_there_and_back(name, family):
    state = as_arrays(tensors(name))
    back = to_reference(compat.to_ours(state, family)[0], family)
    assert back.keys() == state.keys()
    assert all(np.array_equal(back[key], state[key]) for key in state)


def count(module):
    return sum(parameter.numel() for parameter in module.parameters())


def test_published_models_have_the_published_number_of_parameters():
    with torch.device("meta"):
        specaware, spectralgpt = SpecAwareMae(SpecAwareConfig()), SpectralGptMae(SpectralGptConfig())
    assert count(specaware) == 117_963_659
    assert round(count(specaware.encoder) / 1e6, 1) == 89.4
    assert round(count(spectralgpt) / 1e6, 2) == 98.64
