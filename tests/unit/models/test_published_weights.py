"""Weights of the names, shapes and wrappers of the published Base files; what the published code does to pixels."""

from __future__ import annotations

import argparse
import json
import math

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from backend.catalog.cards import ModelCard  # noqa: E402
from backend.imported import install as importing  # noqa: E402
from backend.models.registry import encoder_entry  # noqa: E402
from backend.models.weights import compat  # noqa: E402
from backend.models.weights.checkpoint import Wanted, import_weights  # noqa: E402
from backend.shell.main import main  # noqa: E402
from backend.spectral.inputs.attributes import attributes  # noqa: E402
from backend.spectral.inputs.stretch import stretched  # noqa: E402
from tests.support.reference_names import to_reference  # noqa: E402

from . import published_shapes as published  # noqa: E402
from .golden import SENTINEL_NM, as_arrays  # noqa: E402
from .rasters import write_raster  # noqa: E402

SPECAWARE, SPECTRALGPT = encoder_entry("specaware-base"), encoder_entry("spectralgpt-base")


def loaded(shapes, *, wrapper=None, prefix=""):
    """What a file of these weights holds once read: one number for each weight, which takes no memory."""
    state = {
        f"{prefix}{n}": np.broadcast_to(np.float32(1e-3 * (i % 7)), shape)
        for i, (n, shape) in enumerate(shapes.items())
    }
    more = {"epoch": 199, "optimizer": {"state": {}}, "args": argparse.Namespace(model="mae_vit_base_patch8_128")}
    return compat.unwrap({wrapper: state, **more} if wrapper else state)


def test_the_shapes_are_those_of_the_published_models():
    count = sum(math.prod(shape) for shape in published.specaware_base().values())
    assert count == published.SPECAWARE_PARAMETERS
    count = sum(math.prod(shape) for shape in published.spectralgpt_base(128).values())
    assert abs(count - published.SPECTRALGPT_PARAMETERS) < 10_000


@pytest.mark.parametrize("size", [96, 128])
def test_spectralgpt_base_of_both_stages(size):
    """The tile is the file's own, every weight is accounted for and decoders are left out."""
    shapes = published.spectralgpt_base(size)
    made = import_weights(loaded(shapes, wrapper="model"), Wanted(entry=SPECTRALGPT))
    assert made.side == made.config.size == size
    assert not made.report.missing and not made.report.unexpected and not made.report.resized
    assert (
        made.report.loaded == sum(".attn." not in k for k in shapes if not k.startswith(("decoder", "mask"))) + 12 * 4
    )
    assert all(key.startswith(("decoder", "mask_token", "prediction")) for key in made.report.unused)


def test_one_layer_for_queries_keys_and_values_is_read_too():
    """The newest published code has ``attn.to_qkv``."""
    state = loaded(published.spectralgpt_base(128, layers=("to_qkv",)))
    made = import_weights(state, Wanted(entry=SPECTRALGPT))
    assert made.arrays["blocks.3.attn.qkv.weight"][0, 0] == state["blocks.3.attn.to_qkv.weight"][0, 0]


@pytest.mark.parametrize(
    ("wrapper", "prefix", "decoder"), [(None, "", True), ("model", "", False), (None, "encoder.", False)]
)
def test_specaware_base(wrapper, prefix, decoder):
    """Plain as published, wrapped, and with the prefix of the published example."""
    shapes = published.specaware_base(decoder=decoder)
    made = import_weights(loaded(shapes, wrapper=wrapper, prefix=prefix), Wanted(entry=SPECAWARE))
    assert made.report.loaded == len(published.specaware_base(decoder=False))
    assert not made.report.missing and not made.report.unexpected and not made.report.resized
    assert (made.config.patch, made.config.rank, made.side) == (8, 64, 224)
    assert bool(made.report.unused) is decoder


# --- what pixels become ---------------------------------------------------------------------------------------------
def test_a_tile_is_stretched_band_by_band_over_what_was_observed():
    pixels = np.array([[[0.1, 0.3], [9.0, 0.5]], [[0.2, 0.2], [0.7, 0.2]]], np.float32)
    valid = np.array([[True, True], [False, True]])
    np.testing.assert_allclose(stretched(pixels, valid), [[[0, 0.5], [0, 1]], [[0, 0], [0, 0]]], atol=1e-6)
    assert not stretched(pixels, np.zeros((2, 2), bool)).any()


def small_spectralgpt(folder, *words):
    """Install a SpectralGPT in miniature under the published names."""
    torch.manual_seed(0)
    own = {compat.ENCODER + k: v for k, v in as_arrays(SPECTRALGPT.miniature().build().state_dict()).items()}
    state = {k: torch.from_numpy(v.copy()) for k, v in to_reference(own, "spectralgpt").items()}
    folder.mkdir(parents=True, exist_ok=True)
    torch.save({"model": state}, folder / "weights.pth")
    command = ["import-model", str(folder / "weights.pth"), "--arch", "spectralgpt-base", "--heads", "2", "--json"]
    assert main([*command, "--name", "small", "--out", str(folder), *words]) == 0
    return ModelCard.load(folder / "small")


def test_features_of_spectralgpt_follow_the_range_of_a_tile(tmp_path):
    """Brightness and contrast of a tile leave no trace, as in the published code; with ``--values unit`` they do."""
    import rasterio

    rng = np.random.default_rng(0)
    ground = rng.uniform(0.05, 0.4, (12, 32, 32)).astype(np.float32)
    rasters = [
        write_raster(tmp_path / f"{name}.tif", pixels, SENTINEL_NM, gsd_m=10.0)
        for name, pixels in (("plain", ground), ("hazy", ground * 0.7 + 0.02))
    ]
    for words, same in (((), True), (("--values", "unit"), False)):
        card = small_spectralgpt(tmp_path / f"m{same}", *words)
        found = []
        for raster in rasters:
            out = tmp_path / f"out{same}"
            command = ["embed", str(raster), "--model", str(card.path.parent), "--out", str(out), "--level", "L2"]
            assert main([*command, "--units", "reflectance"]) == 0
            with rasterio.open(out / f"{raster.stem}_embedding.tif") as file:
                found.append(file.read())
        assert np.allclose(*found, atol=1e-3) is same
        report = json.loads((out / "hazy_embedding.json").read_text())
        assert report["values"].startswith("each band of a tile" if same else "reflectance clipped")


def test_the_mended_spectralgpt_takes_reflectance(tmp_path):
    assert small_spectralgpt(tmp_path, "--mended").properties["specaware:values"] == "reflectance"


def test_words_of_the_option_are_those_of_the_cards():
    from backend.imported.score import VALUES

    assert set(importing.VALUES_OF.values()) < set(VALUES)


def test_the_published_specaware_knows_three_sensors():
    """All others go in as one of the other HSI sensors, as in the published code, and the user is told."""
    from types import SimpleNamespace

    from backend.imported.score import FeatureScene

    def opened(name, values):
        meta = SimpleNamespace(sensor=SimpleNamespace(name=name, gsd_m=5.0))
        normaliser = SimpleNamespace(center_nm=np.array([500.0, 600.0]), fwhm_nm=np.array([10.0, 10.0]))
        card = SimpleNamespace(window_px=8)
        scene = SimpleNamespace(meta=meta, normaliser=normaliser, level="L2", card=card, warnings=())
        return FeatureScene(scene, SimpleNamespace(notes=()), values)

    pixels, valid = np.zeros((2, 8, 8), np.float32), np.ones((8, 8), bool)
    for name, values, wanted in (
        ("EnMAP", "published", None), ("EnMAP", "reflectance", "EnMAP"), ("AVIRIS-NG", "published", "AVIRIS-NG"),
        (None, "published", None),
    ):  # fmt: skip
        features = opened(name, values)
        np.testing.assert_array_equal(features.fields(pixels, valid)["attributes"][0], attributes(wanted, "L2"))
        assert any("does not know EnMAP" in text for text in features.warnings) is (wanted is None and name is not None)
