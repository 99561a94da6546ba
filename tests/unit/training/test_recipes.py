"""The two recipes: masks, weights and pictures belong to the pixels they are about."""

from __future__ import annotations

import pytest
import torch
from torch import nn

from backend.common.errors import InputError
from backend.models.batch import SpectralBatch
from backend.models.blocks.hyper_embedding import TYPICAL, to_patches
from training.pretraining.recipes import make_recipe
from training.pretraining.run_state import compile_blocks
from training.pretraining.stream import StepBatch, ViewBatch

SIZES = {"width": 32, "depth": 1, "heads": 2, "decoder_width": 16, "decoder_depth": 1, "decoder_heads": 2, "patch": 4}
SPECAWARE = make_recipe({"kind": "specaware", "rank": 4, "band_width": 16, **SIZES})
LANDCOVER = make_recipe(
    {"kind": "landcover", "rank": 4, "band_width": 16, "width": 8, "context_width": 32, "context_depth": 1,
     "context_heads": 2, "patch": 4, "decoder_width": 16, "decoder_depth": 1, "decoder_heads": 2}
)  # fmt: skip
SPECTRALGPT = make_recipe({"kind": "spectralgpt", "size": 16, **SIZES})
RECIPES = [SPECAWARE, LANDCOVER, SPECTRALGPT]


def view(recipe, bands=12, height=16, width=12):
    torch.manual_seed(0)
    center = torch.linspace(450.0, 2300.0, bands)[torch.randperm(bands)]
    valid = torch.ones(2, height, width)
    valid[:, :3] = 0
    spectra = SpectralBatch.of(torch.rand(2, bands, height, width), center, valid=valid)
    return ViewBatch(spectra, torch.rand(2, recipe.tokens.count(bands, height, width)))


class Echo(nn.Module):
    """A model that predicts the truth, cut as the real one cuts it."""

    def __init__(self, cut):
        super().__init__()
        self.cut = cut

    def reconstruct(self, spectra, masking):
        return self.cut(spectra)


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda r: r.name)
def test_a_perfect_prediction_draws_the_true_picture(recipe):
    sample = view(recipe)
    whole = torch.ones_like(sample.spectra.valid)
    sample = ViewBatch(SpectralBatch(**{**sample.spectra.__dict__, "valid": whole}), sample.noise)
    cut = recipe.model().targets if recipe is SPECTRALGPT else lambda s: to_patches(s.pixels, 4)
    masking = recipe.masking(sample, 0.75)
    picture, hidden = recipe.images(Echo(cut), sample, masking)
    assert torch.equal(picture, sample.spectra.pixels)
    assert float(hidden.float().mean()) == pytest.approx(0.75, abs=0.03)


@torch.no_grad()
@pytest.mark.parametrize("recipe", RECIPES, ids=lambda r: r.name)
def test_visible_pixels_are_shown_as_they_are(recipe):
    sample = view(recipe)
    picture, hidden = recipe.images(recipe.model().eval(), sample, recipe.masking(sample, 0.5))
    assert torch.equal(picture[~hidden], sample.spectra.pixels[~hidden])
    assert not torch.equal(picture[hidden], sample.spectra.pixels[hidden])


def test_specaware_weighs_a_loss_by_its_hidden_valid_pixels():
    sample = view(SPECAWARE)
    masking = SPECAWARE.masking(sample, 0.75)
    hidden = masking.mask.reshape(2, 4, 3).repeat_interleave(4, 1).repeat_interleave(4, 2)
    assert float(SPECAWARE.weight(sample, masking)) == float((hidden * sample.spectra.valid).sum())


@torch.no_grad()
def test_a_loss_is_the_weighed_mean_of_its_parts():
    sample, model = view(SPECAWARE), SPECAWARE.model().eval()
    masking = SPECAWARE.masking(sample, 0.75)
    total = float(model(sample.spectra, masking).total)
    parts = [sample.part(slice(i, i + 1)) for i in range(2)]
    masks = [SPECAWARE.masking(p, 0.75) for p in parts]
    weights = [float(SPECAWARE.weight(p, m)) for p, m in zip(parts, masks, strict=True)]
    losses = [float(model(p.spectra, m).total) for p, m in zip(parts, masks, strict=True)]
    assert total == pytest.approx(sum(w * v for w, v in zip(weights, losses, strict=True)) / sum(weights), rel=1e-5)


@torch.no_grad()
def test_untrained_tokens_of_a_typical_surface_are_as_large_as_their_positions():
    sample = view(SPECAWARE)
    flat = torch.full_like(sample.spectra.pixels, TYPICAL)
    sizes = []
    for seed in range(8):
        torch.manual_seed(seed)
        encoder = SPECAWARE.model().encoder
        condition = encoder.conditions(sample.spectra)[1]
        tokens = encoder.embedding(flat, condition, weight=sample.spectra.weight)
        sizes.append(float(tokens.square().mean().sqrt()))
    assert 0.5 < sum(sizes) / len(sizes) < 2.0
    published = make_recipe({"kind": "specaware", "rank": 4, "band_width": 16, "faithful": True, **SIZES}).model()
    assert float(published.encoder.embedding.scale) == pytest.approx(0.02)


@torch.no_grad()
def test_the_land_cover_network_learns_its_input_tables_from_the_first_batches():
    sample, model = view(LANDCOVER), LANDCOVER.model()
    before = model.encoder.log_mean.clone()
    LANDCOVER.calibrate(model, [StepBatch(0, "g", (sample, sample), ())])
    logs = torch.log(sample.spectra.pixels + 0.01)[sample.spectra.valid[:, None].expand(-1, 12, -1, -1) > 0]
    assert not torch.equal(model.encoder.log_mean, before)
    assert float(model.encoder.log_mean.mean()) == pytest.approx(float(logs.mean()), abs=0.05)
    assert float(model.encoder.log_std.mean()) == pytest.approx(float(logs.std()), rel=0.1)


@torch.no_grad()
def test_compiled_blocks_compute_the_same_under_the_same_names():
    sample, model = view(SPECAWARE), SPECAWARE.model().eval()
    masking = SPECAWARE.masking(sample, 0.75)
    before, names = float(model(sample.spectra, masking).total), list(model.state_dict())
    compile_blocks(model, backend="aot_eager")  # traced and split like the others, without their C++ compiler
    assert float(model(sample.spectra, masking).total) == pytest.approx(before, rel=1e-5)
    assert list(model.state_dict()) == names


def test_an_unknown_kind_or_size_is_refused():
    with pytest.raises(InputError, match="'landcover' or 'spectralgpt'"):
        make_recipe({"kind": "resnet"})
    with pytest.raises(InputError, match="widht"):
        make_recipe({"kind": "specaware", "widht": 3})
