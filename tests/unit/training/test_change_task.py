"""A change network from pairs: it learns, also across sensors; its ONNX file is what the command ``change`` runs."""

from __future__ import annotations

import csv
import json
from dataclasses import replace

import numpy as np
import pytest
import rasterio
import torch

from backend.catalog.cards import ModelCard
from backend.shell.main import main as engine_main
from tests.support.dates import WORDS, exchanged, save_changes
from training.finetune_task import main
from training.tasks.batching import NO_LABEL, Reads, Steps, whole_patches
from training.tasks.data.pairs import from_pairs
from training.tasks.data.patches import CHANGES, InMemory
from training.tasks.exporting import Origin, install
from training.tasks.fit import fit
from training.tasks.networks.making import make_network
from training.tasks.plan import DataConfig, ModelConfig, OptimConfig, Plan, RunConfig

STATED = {"level": "L2", "scale": 0.0001, "units": "reflectance"}
SENSOR = ["--level", "L2", "--scale", "0.0001", "--units", "reflectance"]
BUNDLED = ModelConfig()
QUICK = RunConfig(eval_every=0, log_every=10, save_every=0, patience=0, threads=1)


@pytest.fixture(scope="module")
def table(tmp_path_factory):
    """Three pairs, one of another sensor on its second date."""
    folder = tmp_path_factory.mktemp("pairs")
    rows = []
    for name, seed, bands in (("one", 1, 0), ("two", 2, 6), ("three", 3, 0)):
        before, after, ways = exchanged(folder, name, seed=seed, second_bands=bands)
        rows.append([before.name, after.name, save_changes(folder / f"{name}.tif", ways).name])
    path = folder / "pairs.csv"
    with path.open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream).writerows([["before", "after", "changes"], *rows])
    return path


def plan_of(model=BUNDLED, tile=48, **optim):
    chosen = {"steps": 40, "batch": 4, "warmup": 2, "lr": 5e-4, "head_lr": 10.0, "average": 0.0, **optim}
    return Plan(model, OptimConfig(**chosen), DataConfig(tile=tile, held_out=0.0), QUICK)


def test_pairs_are_patches_of_both_dates(table):
    source = from_pairs(table, overrides=STATED)
    assert source.task == "change" and source.classes == CHANGES and len(source) == 3
    one, two = source[0], source[1]
    assert one.later[0].pixels.shape == one.pixels.shape and len(two.later[0].pixels) == 6 < len(two.pixels)
    assert set(np.unique(one.mask)) == {1, 2}
    assert len({source.group(i) for i in range(3)}) == 3


def test_both_dates_are_cut_and_turned_alike_and_brightened_apart(table):
    source = from_pairs(table, overrides=STATED)
    model = make_network(ModelConfig(), "change", CHANGES)
    plan = replace(plan_of(), data=DataConfig(tile=32, gain=0.2))
    reads = Reads.of(model, 2)
    (group,) = Steps(InMemory("change", CHANGES, (source[0],)), reads, plan)[0][:1]
    assert len(group.inputs) == 16 and group.pixels.shape == group.later[0].pixels.shape
    still = group.target == 0
    ratio = (group.later[0].pixels / group.pixels).median(dim=1).values[still]
    assert float(ratio.std() / ratio.mean()) < 0.1  # the same pixels, else materials would be mixed up
    whole = list(whole_patches(source, reads, side=256))
    assert sum(int((g.target != NO_LABEL).sum()) for g in whole) == 3 * 64 * 96


def test_a_network_learns_one_kind_of_change_and_the_command_finds_it(table, tmp_path):
    source = from_pairs(table, overrides=STATED)
    plan = plan_of()
    fitted = fit(source, None, plan, tmp_path / "run", device="cpu")
    card = install(fitted, None, CHANGES, plan, Origin("mine", "this test", "pairs"), tmp_path / "mine")
    assert card.tasks == ("change-detection",) and [c.title for c in card.classes] == ["Unchanged", "Changed"]
    for seed, bands in ((9, 0), (8, 6)):
        before, after, ways = exchanged(tmp_path, f"other{bands}", seed=seed, second_bands=bands)
        out = tmp_path / f"out{bands}"
        words = ["change", before, after, "--out", out, "--model", tmp_path / "mine", *WORDS]
        assert engine_main([*map(str, words)]) == 0
        (path,) = out.glob("*_change.json")
        report = json.loads(path.read_text(encoding="utf-8"))
        assert report["change_model"]["name"] == "mine" and report["model"]["name"] == "specaware-fast"
        assert report["grid"]["size"] == card.window_px
        with rasterio.open(path.with_suffix(".tif")) as file:
            changed = file.read(1)
        inner = changed == 1
        assert inner[ways == 1].mean() > 0.7 and inner[ways == 2].mean() < 0.3 and inner[ways == 0].mean() < 0.05


DESIGNS = {
    "landcover": ModelConfig(),
    "specaware": ModelConfig(kind="specaware", name="specaware-base", fresh=True, miniature=True, window=32),
    "specaware-own": ModelConfig(kind="specaware", name="specaware-own-tiny", fresh=True, miniature=True, window=32),
    "spectralgpt-mended": ModelConfig(kind="spectralgpt", fresh=True, miniature=True, window=32, mended=True),
}


@pytest.mark.parametrize("design", DESIGNS)
def test_every_design_trains_exports_and_runs(table, tmp_path, design):
    source = from_pairs(table, overrides=STATED)
    plan = plan_of(DESIGNS[design], tile=32, steps=2, batch=2)
    fitted = fit(source, None, plan, tmp_path / "run", device="cpu")
    install(fitted, None, CHANGES, plan, Origin("mine", "this test", "pairs"), tmp_path / "mine")
    before, after, _ = exchanged(tmp_path, "other", seed=8, second_bands=6)
    words = ["change", before, after, "--out", tmp_path / "out", "--model", tmp_path / "mine", *WORDS]
    assert engine_main([*map(str, words)]) == 0


def test_the_difference_is_what_the_head_sees():
    """Dates that are alike give the head zeros, and dates that are exchanged its negative (Hong et al. 2024, 4.4)."""
    model = make_network(DESIGNS["spectralgpt-mended"], "change", CHANGES).eval()
    seen = []
    model.head.register_forward_pre_hook(lambda _, given: seen.append([m.clone() for m in given[0]]))
    g = torch.Generator().manual_seed(0)
    dates = [
        (
            torch.rand(1, bands, 32, 32, generator=g), torch.ones(1, 32, 32), torch.linspace(450, 2300, bands),
            torch.full((bands,), 20.0), torch.full((bands,), 1 / bands), torch.zeros(2, 384), torch.zeros(bands, 16),
            torch.tensor(10.0),
        )
        for bands in (12, 9)
    ]  # fmt: skip
    with torch.no_grad():
        model(*dates[0], *dates[0])
        model(*dates[0], *dates[1])
        model(*dates[1], *dates[0])
    assert all(float(m.abs().max()) == 0 for m in seen[0])
    assert all(torch.equal(a, -b) for a, b in zip(seen[1], seen[2], strict=True))
    assert all(float(m.abs().max()) > 0 for m in seen[1])


def test_the_command_trains_and_resumes(table, tmp_path):
    config = ["--config", "training/configs/finetune_change.toml", "--set", "optim.steps=2", "--set", "optim.batch=2"]
    more = ["--set", "data.tile=32", "--set", "data.held_out=0.4", "--set", "run.eval_every=1", "--device", "cpu"]
    words = ["--pairs", str(table), "--out", str(tmp_path / "run"), *config, *more, *SENSOR]
    assert main(words) == 0
    card = ModelCard.load(tmp_path / "run" / "model")
    assert "change_f1" in card.metrics[0] and card.training_command.startswith(
        "python training/finetune_task.py --pairs"
    )
    assert main([*words, "--overwrite"]) == 0


def test_bands_that_a_published_encoder_lacks_are_one_sentence(table, tmp_path, capsys):
    source = from_pairs(table, overrides=STATED)
    plan = plan_of(ModelConfig(kind="spectralgpt", fresh=True, miniature=True, window=32), tile=32, steps=2)
    with pytest.raises(Exception, match="needs bands near"):
        fit(source, None, plan, tmp_path / "run", device="cpu")


def test_a_map_refuses_it_in_one_sentence(table, tmp_path, capsys):
    plan = plan_of(tile=32, steps=1, batch=1)
    fitted = fit(from_pairs(table, overrides=STATED), None, plan, tmp_path / "run", device="cpu")
    install(fitted, None, CHANGES, plan, Origin("mine", "this test", "pairs"), tmp_path / "mine")
    before, _, _ = exchanged(tmp_path, "site", seed=4)
    assert (
        engine_main(["map", str(before), "--out", str(tmp_path / "o"), "--model", str(tmp_path / "mine"), *WORDS]) == 1
    )
    assert "change between two dates" in capsys.readouterr().err
