"""Pretraining on the two-core configuration against a plain transcription of the published model, one run, one thread.

Samples a second of a whole optimiser step. Times are the smallest processor times of interleaved repeats, so that a
busy machine disturbs little. bfloat16 and the compiled model are shown apart.
"""

from __future__ import annotations

import os
import time
from dataclasses import replace
from pathlib import Path

import pytest

torch = pytest.importorskip("torch")

from backend.models.batch import SpectralBatch  # noqa: E402
from backend.models.encoders.masking import random_masking  # noqa: E402
from backend.models.encoders.specaware_mae import SpecAwareMae  # noqa: E402
from tests.bench import plain_mae  # noqa: E402
from training.common.config import read_toml  # noqa: E402
from training.common.loop.optim import adamw  # noqa: E402
from training.pretraining.recipes import make_recipe  # noqa: E402
from training.pretraining.schedule import read_stages  # noqa: E402

CONFIG = Path(__file__).resolve().parents[2] / "training" / "configs" / "specaware_2core.toml"
REPEATS = int(os.environ.get("SPECAWARE_BENCH_REPEATS", "5"))
BANDS = 100
PUBLISHED_DECODER = {"decoder_width": 512, "decoder_depth": 8, "decoder_heads": 16}


@pytest.fixture(autouse=True)
def one_thread():
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture
def plan():
    sections = read_toml(CONFIG, [])
    return make_recipe(sections["model"]).config, read_stages(sections["stage"]).stages[0]


def batch_of(size, side):
    torch.manual_seed(0)
    center = torch.linspace(420.0, 1640.0, BANDS)
    spectra = 0.3 + 0.1 * torch.sin(center / 300.0)[None, :, None, None] * torch.rand(size, 1, side, side)
    attributes = torch.randn(2, 384)
    return SpectralBatch.of(spectra + 0.01 * torch.randn(size, BANDS, side, side), center, attributes=attributes)


def about(batch):
    return batch.center_nm, batch.fwhm_nm, batch.attributes


def faithful(config, stage, **sizes):
    torch.manual_seed(1)
    cells = (stage.tile // config.patch) ** 2
    return SpecAwareMae(replace(config, faithful=True, content_inputs=cells, **sizes))


def plain_loss(model, batch, noise):
    c = model.config
    weights = dict(model.named_parameters())
    return plain_mae.loss(
        weights, batch.pixels, about(batch), batch.gsd_m, noise, patch=c.patch, rank=c.rank,
        depths=(c.depth, c.decoder_depth), heads=(c.heads, c.decoder_heads),
    )  # fmt: skip


def test_the_transcription_computes_what_the_faithful_model_does(plan):
    config, stage = plan
    batch, noise = batch_of(2, stage.tile), torch.rand(2, (stage.tile // config.patch) ** 2)
    model = faithful(config, stage)
    with torch.no_grad():
        mine, theirs = float(model(batch, random_masking(noise, 0.75)).total), float(plain_loss(model, batch, noise))
    assert abs(mine / theirs - 1) < 1e-5


def stepper(model, loss):
    """A function that makes one optimiser step."""
    optimiser = adamw(model, lr=1e-4, weight_decay=0.05, betas=(0.9, 0.95))

    def step():
        optimiser.zero_grad(set_to_none=True)
        loss().backward()
        optimiser.step()

    return step


def fastest(runs):
    """Smallest processor seconds of each of ``runs``, called in turns after one warm-up each."""
    best = dict.fromkeys(runs, float("inf"))
    for number in range(REPEATS + 1):
        for name, run in runs.items():
            start = time.process_time()
            run()
            if number:
                best[name] = min(best[name], time.process_time() - start)
    return best


def test_pretraining_is_faster_than_the_plain_transcription(plan):
    config, stage = plan
    batch = batch_of(stage.batch, stage.tile)
    noise = torch.rand(stage.batch, (stage.tile // config.patch) ** 2)
    masking = random_masking(noise, stage.mask_ratio)
    torch.manual_seed(1)
    ours, published, same = SpecAwareMae(config), faithful(config, stage, **PUBLISHED_DECODER), faithful(config, stage)

    def half():
        with torch.autocast("cpu", dtype=torch.bfloat16):
            return ours(batch, masking).total

    runs = {
        "plain, published decoder": stepper(published, lambda: plain_loss(published, batch, noise)),
        "plain, small decoder": stepper(same, lambda: plain_loss(same, batch, noise)),
        "ours": stepper(ours, lambda: ours(batch, masking).total),
        "ours, bfloat16": stepper(ours, half),
    }
    seconds = fastest(runs)
    mine = seconds["ours"]
    print()
    for name, value in seconds.items():
        print(f"{name:<28} {stage.batch / value:8.1f} samples/s   ours is {value / mine:5.2f}x as fast")
    assert seconds["plain, published decoder"] / mine >= 4.0
    assert seconds["plain, small decoder"] / mine >= 1.3
