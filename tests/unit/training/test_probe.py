"""The linear probe: features belong to their pixels, and a probe of a real run gives its table."""

from __future__ import annotations

import csv

import numpy as np
import pytest
import torch
from torch import nn
from torch.nn import functional as fn

from backend.models.batch import SpectralBatch
from tests.support.pretraining import write_config, write_shards
from training.pretrain import main as pretrain
from training.probe import (
    Tile,
    block_numbers,
    common_spectra,
    cut_windows,
    main,
    pixel_features,
    probe,
    surroundings,
)


class Mean(nn.Module):
    """An encoder whose features are the patch means of each band."""

    def forward(self, batch):
        return [fn.avg_pool2d(batch.pixels, 4)]


@pytest.mark.parametrize(("height", "width"), [(16, 16), (13, 18), (8, 5)])
def test_the_feature_of_a_pixel_is_that_of_the_patch_around_it(height, width):
    pixels = torch.rand(1, 3, height, width)
    features = pixel_features(Mean(), SpectralBatch.of(pixels, torch.linspace(450, 850, 3)), patch=4)
    padded = np.pad(pixels[0].numpy(), ((0, 0), (2, 2), (2, 2)), mode="reflect")
    for row, col in ((0, 0), (height // 2, width // 2), (height - 1, width - 1)):
        wanted = padded[:, row : row + 4, col : col + 4].mean((1, 2))
        assert np.allclose(features[row, col], wanted, atol=1e-6)


def test_the_probe_learns_what_is_there_and_nothing_from_noise():
    rng = np.random.default_rng(0)
    truth = rng.integers(0, 3, 600)
    blocks = np.arange(600) // 20
    separable = np.eye(3, dtype=np.float32)[truth] + rng.normal(0, 0.1, (600, 3)).astype(np.float32)
    assert probe(separable, truth, blocks, labels=20, seeds=2)[0].min() > 0.99
    noise = rng.normal(0, 1, (600, 3)).astype(np.float32)
    assert 0.2 < probe(noise, truth, blocks, labels=20, seeds=2)[0].mean() < 0.45


def test_a_folder_without_a_run_is_one_sentence(tmp_path, caplog):
    assert main(["--run", str(tmp_path), "--data", str(tmp_path)]) == 1
    assert "pretrain first" in caplog.messages[-1]


@pytest.mark.data
def test_a_run_is_probed_on_real_labels(data, tmp_path):
    """On one small scene, and on windows of a large one, of which some have no label."""
    shards = write_shards(tmp_path / "shards")
    run = ["--config", str(write_config(tmp_path)), "--data", str(shards), "--out", str(tmp_path / "run")]
    assert pretrain([*run, "--device", "cpu"]) == 0
    table = tmp_path / "table.csv"
    arguments = ["--run", str(tmp_path / "run"), "--data", str(data), "--sets", "hymap4", "sentinel2"]
    assert main([*arguments, "--seeds", "1", "--labels", "10", "--out", str(table)]) == 0
    with table.open(newline="") as file:
        rows = list(csv.DictReader(file))
    unlearned = ["spectra", "spectra, surroundings"]
    learned = ["random weights", "spectra, random weights", "pretrained", "spectra, pretrained"]
    assert [r["features"] for r in rows] == [*unlearned, *learned] * 3
    assert [r["set"] for r in rows] == [name for name in ("hymap4", "sentinel2", "mean") for _ in range(6)]
    assert all(0.2 < float(r["oa"]) < 1.0 for r in rows)
    of_set = [float(r["oa"]) for r in rows]
    np.testing.assert_allclose(of_set[12:], np.mean([of_set[:6], of_set[6:12]], axis=0))
    assert {(r["run"], int(r["steps"]) > 0) for r in rows} == {("", False), ("run", False), ("run", True)}
    assert all((int(r["parameters"]) > 0) == (r["run"] == "run") for r in rows)


def test_surroundings_are_means_of_valid_neighbours():
    rng = np.random.default_rng(0)
    cube = rng.random((7, 9, 3), dtype=np.float32)
    valid = rng.random((7, 9)) > 0.3
    batch = SpectralBatch.of(
        torch.from_numpy(cube.transpose(2, 0, 1))[None], torch.linspace(450, 850, 3),
        valid=torch.from_numpy(valid.astype(np.float32))[None],
    )  # fmt: skip
    means = surroundings(cube, Tile(batch, np.zeros((7, 9), dtype=np.int64)))
    assert means.shape == (7, 9, 6)
    for row, col in ((0, 0), (3, 4), (6, 8)):
        for part, reach in ((means[..., :3], 1), (means[..., 3:], 3)):
            area = (slice(max(row - reach, 0), row + reach + 1), slice(max(col - reach, 0), col + reach + 1))
            np.testing.assert_allclose(part[row, col], cube[area][valid[area]].mean(0), rtol=1e-5)


def test_a_large_scene_is_probed_in_windows_at_one_pixel_of_each_patch():
    torch.manual_seed(0)
    batch = SpectralBatch.of(torch.rand(1, 3, 300, 200), torch.linspace(450, 850, 3))
    labels = np.arange(300 * 200).reshape(300, 200)
    windows = cut_windows(Tile(batch, labels), patch=4)
    assert len(windows) == 12 and all((w.labels >= 0).sum() == 256 for w in windows)
    for window in windows:
        wanted = window.labels >= 0
        row, col = divmod(int(window.labels[wanted][0]), 200)
        assert torch.equal(window.batch.pixels, batch.pixels[..., row : row + 64, col : col + 64])
        some = pixel_features(Mean(), window.batch, patch=4, wanted=wanted)
        assert np.array_equal(some[wanted], pixel_features(Mean(), window.batch, patch=4)[wanted])
        assert not some[~wanted].any()


def test_spectra_are_compared_in_the_bands_that_all_tiles_have():
    pixels = torch.arange(2 * 4 * 4, dtype=torch.float32).reshape(1, 2, 4, 4)
    whole = SpectralBatch.of(torch.cat([pixels, pixels[:, :1] + 100], 1), torch.tensor([450.0, 550.0, 650.0]))
    less = SpectralBatch.of(pixels, torch.tensor([450.0, 650.0]))
    one, other = common_spectra([whole, less])
    assert one.shape == other.shape == (4, 4, 2)
    assert np.array_equal(one[..., 1], whole.pixels[0, 2].numpy()) and np.array_equal(
        other[..., 1], pixels[0, 1].numpy()
    )


def test_a_single_scene_is_split_into_blocks():
    batch = SpectralBatch.of(torch.rand(1, 4, 20, 16), torch.linspace(450, 850, 4))
    blocks = block_numbers([Tile(batch, np.zeros((20, 16), dtype=np.int64))])[0]
    assert len(np.unique(blocks)) == 6 and (blocks[:8, :8] == 0).all() and blocks[19, 15] == 5
