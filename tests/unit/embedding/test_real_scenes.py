"""On a real scene, features rank pixels of a class better than spectra: why they are the default."""

import numpy as np
import pytest
import rasterio

from backend.catalog import store as model_store
from backend.embedding.likeness import FeatureLikeness, SpectralLikeness
from backend.engines import open_engine
from backend.engines.base import EngineOptions
from backend.heads.pixels.sampling import run_window
from backend.raster.source import read_normalised
from backend.raster.window import Window
from backend.scene.open import conditions_of, open_scene

pytestmark = pytest.mark.data


def average_precision(score, truth):
    hits = truth[np.argsort(-score, kind="stable")]
    return float((np.cumsum(hits)[hits] / (np.flatnonzero(hits) + 1)).mean())


def test_features_find_more_of_a_class_than_spectra(data):
    folder = data / "hymap_berlin"
    path = folder / "HyMap02_Berlin_Urban_Gradient_2009.bsq"
    scene = open_scene(path, model_store.find(), {"level": "L2"})
    with scene.product, rasterio.open(folder / "HyMap02_label_L2_pure70.tif") as file:
        engine = open_engine(scene.card, EngineOptions(features=True, threads=1, device="cpu"))
        engine.set_conditions(conditions_of(scene, check=lambda: None)[0])
        whole = Window(0, 0, scene.meta.height, scene.meta.width)
        pixels, valid = read_normalised(scene.product, scene.normaliser, scene.bands, whole)
        features = run_window(engine, pixels, valid)[1].transpose(2, 0, 1)
        truth = np.where(valid, file.read(1), 0)
    rng = np.random.default_rng(0)
    found = {"spectrum": [], "features": []}
    for kind in (1, 2, 3, 4):
        for _ in range(5):
            rows, cols = np.nonzero(truth == kind)
            picked = rng.choice(len(rows), 3, replace=False)
            at = rows[picked], cols[picked]
            rest = truth > 0
            rest[at] = False
            spectral = SpectralLikeness(pixels[:, at[0], at[1]].T, np.arange(len(pixels))).apply(pixels)
            seen = FeatureLikeness.of(features[:, at[0], at[1]].T, features[:, valid].T).apply(features[None])[0, 0]
            for name, percent in (("spectrum", spectral), ("features", seen)):
                found[name].append(average_precision(percent[rest], truth[rest] == kind))
    assert np.mean(found["features"]) > np.mean(found["spectrum"]) + 0.03
