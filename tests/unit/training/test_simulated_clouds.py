"""Simulated clouds over a scene, and what the product finds of them."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("torch", reason="torch is needed to train")
pytest.importorskip("pvlib", reason="the training extras are not installed")

from backend.catalog import store
from backend.products import quality
from backend.spectral.resampling import Bands
from training.evaluation.checks.simulated_clouds import ClearScene, cloudy, found_in, judged

CENTERS = np.array([485.0, 560.0, 660.0, 830.0, 1650.0, 2215.0])
GRASS = np.array([0.04, 0.08, 0.06, 0.42, 0.22, 0.11])


@pytest.fixture(scope="module")
def scene():
    rng = np.random.default_rng(0)
    pixels = np.broadcast_to(GRASS[:, None, None], (6, 200, 200)) * (1 + 0.05 * rng.normal(size=(1, 200, 200)))
    return ClearScene(
        "field", pixels.astype(np.float32), np.ones((200, 200), bool), Bands(CENTERS, np.full(6, 60.0)), "L2", 30.0
    )


def test_clouds_cover_and_shadows_darken(scene):
    pixels, clouds = cloudy(scene, 4)
    thick, shade = clouds.opacity > 0.9, (clouds.shadow > 0.7) & (clouds.opacity < 0.02)
    assert thick.any() and shade.any()
    assert pixels[0][thick].min() > 0.2
    assert pixels[3][shade].max() < 0.5 * GRASS[3]
    untouched = (clouds.opacity == 0) & (clouds.shadow == 0)
    np.testing.assert_allclose(pixels[:, untouched], scene.pixels[:, untouched], atol=1e-6)


def test_what_is_found_is_counted(scene, tmp_path):
    pixels, clouds = cloudy(scene, 4)
    codes = found_in(scene, pixels, store.find(""), tmp_path)
    shares = {name: hit[of].mean() for name, hit, of in judged(codes, clouds, scene.valid, 3) if of.any()}
    assert shares["thick cloud"] > 0.9 and shares["shadow"] > 0.5
    assert shares["clear called cloud"] == 0.0 and shares["clear called shadow"] < 0.01
    assert not (found_in(scene, scene.pixels, store.find(""), tmp_path) >= quality.SHADOW).any()
