"""Fine-tuning as a user runs it: it learns, resumes to the bit, stops early, shares work, exports what maps."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from backend.catalog.cards import ModelCard
from backend.common.errors import InputError, ModelError, SensorError
from backend.shell.main import main as engine_main
from tests.support.tiny import save_geotiff
from training.common import checkpoint
from training.finetune_task import main
from training.tasks.batching import NO_LABEL, Reads, Steps, whole_patches
from training.tasks.data.patches import BandTable, InMemory, Patch
from training.tasks.exporting import Origin, install
from training.tasks.fit import fit, task_loss
from training.tasks.networks.lora import LoraLinear, adapt, merge
from training.tasks.networks.making import make_network
from training.tasks.networks.task_networks import EncoderTask, LandCoverTask, layer_rates, stretched, trained_groups
from training.tasks.plan import DataConfig, ModelConfig, OptimConfig, Plan, RunConfig, read_plan
from training.tasks.scoring import score

SCRIPT = Path(sys.modules["training"].__file__).with_name("finetune_task.py")
CONFIGS = SCRIPT.with_name("configs")
CENTERS_NM = (442.7, 492.4, 559.8, 664.6, 704.1, 740.5, 782.8, 832.8, 864.7, 945.1, 1373.0, 1613.7, 2202.4)
TABLE = BandTable.of(CENTERS_NM, [20.0] * 13, sensor="Sentinel-2", gsd_m=10.0)
SPECAWARE = ModelConfig(kind="specaware", name="specaware-base", fresh=True, miniature=True, window=32)
SPECTRALGPT = ModelConfig(kind="spectralgpt", fresh=True, miniature=True, window=32)
DESIGNS = {
    "landcover": ModelConfig(),
    "specaware": SPECAWARE,
    "specaware-own": replace(SPECAWARE, name="specaware-own-tiny"),
    "spectralgpt": SPECTRALGPT,
    "spectralgpt-mended": replace(SPECTRALGPT, mended=True),
}
QUICK = RunConfig(eval_every=3, log_every=2, save_every=2, patience=0, threads=1)


def patches(task, *, count=6, side=24, seed=0):
    """Patches whose brightness tells their class."""
    rng = np.random.default_rng(seed)
    found = []
    for number in range(count):
        mask = np.kron(rng.integers(0, 4, (3, 3)), np.ones((side // 3, side // 3))).astype(np.uint8)
        kinds = {"dense": (), "single": (number % 3,), "multi": tuple(k for k in range(3) if number >> k & 1)}[task]
        level = 0.1 * mask if task == "dense" else np.full((side, side), 0.12 * (1 + sum(kinds)))
        tilt = 1 + level * np.linspace(-1, 2, 13)[:, None, None]
        pixels = (level + 0.05) * tilt + rng.normal(0, 0.004, (13, side, side))
        found.append(
            Patch(f"p{number}", pixels.astype(np.float32), np.ones((side, side), bool), TABLE,
                  mask=mask if task == "dense" else None, labels=kinds)
        )  # fmt: skip
    return InMemory(task, ("a", "b", "c"), tuple(found))


def plan_of(model=DESIGNS["landcover"], **optim):
    chosen = {"steps": 6, "batch": 4, "warmup": 1, "lora_rank": 2, **optim}
    return Plan(model, OptimConfig(**chosen), DataConfig(tile=24, turn=True), QUICK)


# --- what is learned ------------------------------------------------------------------------------------------------


def test_pixels_are_learned(tmp_path):
    train = patches("dense")
    made = fit(train, None, plan_of(steps=10, lr=3e-4), tmp_path, device="cpu")
    assert score(made.model, patches("dense", seed=9), side=24)["oa"] > 0.8


@pytest.mark.parametrize("mode", ["frozen", "lora", "full"])
def test_only_what_the_mode_says_changes(tmp_path, mode):
    before = make_network(ModelConfig(), "dense", ("a", "b", "c")).state_dict()
    made = fit(patches("dense"), None, plan_of(mode=mode), tmp_path, device="cpu")
    after = made.model.state_dict()
    changed = {name for name, value in after.items() if not torch.equal(value, before[name])}
    blocks = {name for name in changed if ".mlp." in name}
    assert set(after) == set(before)  # low-rank products are merged in
    assert {"net.head.weight", "net.head.bias"} <= changed
    assert bool(blocks) == (mode != "frozen")
    assert ("net.pixel_factor.head.weight" in changed) == (mode == "full")


def test_a_resumed_run_is_the_unbroken_one(tmp_path):
    class Enough(Exception):
        """Ends a run between two steps, as a kill would."""

    def tick(share):
        if share >= 0.5:
            raise Enough

    train, val = patches("dense"), patches("dense", seed=5)
    whole = fit(train, val, plan_of(), tmp_path / "whole", device="cpu")
    with pytest.raises(Enough):
        fit(train, val, plan_of(), tmp_path / "broken", device="cpu", tick=tick)
    resumed = fit(train, val, plan_of(), tmp_path / "broken", device="cpu")
    for name, value in whole.model.state_dict().items():
        assert torch.equal(value, resumed.model.state_dict()[name]), name
    assert whole.held_out == resumed.held_out
    assert (tmp_path / "whole" / "log.csv").read_text() == (tmp_path / "broken" / "log.csv").read_text()


def test_early_stopping_keeps_the_best_weights(tmp_path):
    run = replace(QUICK, eval_every=1, patience=2)
    wild = Plan(ModelConfig(), OptimConfig(steps=40, batch=2, lr=0.3, warmup=0, head_lr=1.0), DataConfig(tile=24), run)
    made = fit(patches("dense"), patches("dense", seed=5), wild, tmp_path, device="cpu")
    last = max((tmp_path / "checkpoints").glob("step-*.pt"))
    state = checkpoint.load(last)
    assert state["step"] < 40 and made.step == state["best_step"] <= state["step"] - 2
    assert score(made.model, patches("dense", seed=5), side=24)["miou"] == pytest.approx(made.held_out["miou"])


def test_another_run_in_the_folder_is_refused(tmp_path):
    fit(patches("dense"), None, plan_of(), tmp_path, device="cpu")
    with pytest.raises(InputError, match=r"another optim\.lr"):
        fit(patches("dense"), None, plan_of(lr=1e-5), tmp_path, device="cpu")
    with pytest.raises(InputError, match="other classes"):
        fit(patches("single"), None, plan_of(), tmp_path, device="cpu")


# --- every design and task ------------------------------------------------------------------------------------------


EXPORTED = [(design, "dense") for design in DESIGNS] + [("landcover", "multi"), ("specaware", "single")]
EXPORTED += [("spectralgpt", "multi"), ("spectralgpt-mended", "single")]


@pytest.mark.parametrize(("design", "task"), EXPORTED)
def test_every_design_becomes_a_model_that_the_product_runs(tmp_path, design, task):
    from backend.engines import open_engine
    from backend.engines.base import Conditions, EngineOptions

    source = patches(task)
    plan = plan_of(DESIGNS[design], steps=2, mixup=0.8 if task == "single" else 0.0)
    made = fit(source, source, plan, tmp_path / "run", device="cpu")
    card = install(made, source, source.classes, plan, Origin("mine", "cmd", "labels", side=24), tmp_path / "model")
    bands = 12 if made.model.bands_nm else 13
    engine = open_engine(ModelCard.load(card.path), EngineOptions(device="cpu", threads=1))
    center = np.array(made.model.bands_nm or CENTERS_NM, dtype=np.float32)
    ones = np.ones(bands, dtype=np.float32)
    engine.set_conditions(
        Conditions(center, 20 * ones, ones / bands, np.zeros((2, 384), "f4"), np.zeros((bands, 16), "f4"), 10.0)
    )
    found = engine.run(np.full((2, bands, 24, 32), 0.2, np.float32), np.ones((2, 24, 32), np.float32))
    assert found.shape == ((2, 3, 24, 32) if task == "dense" else (2, 3))
    if task != "multi":
        np.testing.assert_allclose(found.sum(axis=1), 1.0, atol=1e-5)


@pytest.mark.parametrize("design", DESIGNS)
def test_rates_fall_towards_the_input_and_name_every_parameter(design):
    model = make_network(DESIGNS[design], "dense", ("a", "b", "c"))
    rates = layer_rates(model, 0.5)
    assert min(rates.values()) == 0.5 ** len(model.stages) and max(rates.values()) == 1.0
    heads = {name for name, rate in rates.items() if rate == 1.0}
    assert all(name.startswith(("head.", "net.head.", "net.cover.")) for name in heads)
    groups = trained_groups(model, decay=0.5, weight_decay=0.1, head_rate=3.0)
    assert sum(len(group["params"]) for group in groups) == sum(p.requires_grad for p in model.parameters())


def test_low_rank_products_start_as_nothing_and_merge_exactly():
    model = torch.nn.Sequential(torch.nn.ModuleList([torch.nn.Linear(5, 4)])[0])
    holder = torch.nn.Module()
    holder.blocks = torch.nn.ModuleList([model])
    x = torch.randn(3, 5)
    before = model(x)
    assert adapt(holder, rank=2, alpha=4.0) == 1
    assert torch.equal(model(x), before) and isinstance(model[0], LoraLinear)
    torch.nn.init.normal_(model[0].up)
    learned = model(x)
    merge(holder)
    torch.testing.assert_close(model(x), learned)


# --- batches --------------------------------------------------------------------------------------------------------


def test_two_processes_see_the_batch_of_one():
    source, plan = patches("dense"), plan_of()
    reads = Reads.of(make_network(SPECAWARE, "dense", source.classes), 3)
    (one,) = Steps(source, reads, plan)[3]
    halves = [Steps(source, reads, plan, rank=r, world=2)[3][0] for r in range(2)]
    assert torch.equal(one.pixels, torch.cat([half.pixels for half in halves]))
    assert torch.equal(one.target, torch.cat([half.target for half in halves]))


def test_labels_are_only_where_pixels_are_valid_and_padding_has_none():
    patch = patches("dense", count=1, side=21).patches[0]
    patch.valid[:5] = False
    source = InMemory("dense", ("a", "b", "c"), (patch,))
    reads = Reads.of(make_network(ModelConfig(), "dense", source.classes), 3)
    (group,) = whole_patches(source, reads, side=64)
    assert group.pixels.shape[2:] == (24, 24)
    assert bool((group.target[:, :5] == NO_LABEL).all()) and bool((group.target[:, 21:] == NO_LABEL).all())
    expected = patch.mask[5:].astype(int) - 1
    np.testing.assert_array_equal(group.target[0, 5:21, :21].numpy(), expected)


def test_bands_of_fixed_designs_are_found_by_wavelength():
    model = make_network(SPECTRALGPT, "single", ("a", "b"))
    assert model.chosen_bands(TABLE) == (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12)  # not B10
    with pytest.raises(SensorError, match=r"model\.mended=true"):
        model.chosen_bands(TABLE.take(range(8)))


def test_stretching_is_that_of_imported_models():
    from backend.spectral.inputs import stretch

    pixels = np.random.default_rng(0).random((4, 9, 7), dtype=np.float32)
    valid = np.ones((9, 7), bool)
    valid[:3] = False
    expected = stretch.stretched(pixels, valid)
    found = stretched(torch.from_numpy(pixels)[None], torch.from_numpy(valid.astype(np.float32))[None])[0].numpy()
    np.testing.assert_allclose(np.where(valid, found, 0), np.where(valid, expected, 0), atol=1e-5)


def test_losses_are_sums_over_labels():
    logits, weights = torch.randn(2, 3, 4, 4), torch.ones(3)
    target = torch.full((2, 4, 4), NO_LABEL)
    target[0, 0, :2] = 1
    one = torch.nn.functional.cross_entropy(logits[0, :, 0, :2].T, target[0, 0, :2], reduction="sum")
    torch.testing.assert_close(task_loss(logits, target, "dense", class_weights=weights), one)


# --- configurations -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", sorted(CONFIGS.glob("finetune_*.toml")), ids=lambda path: path.stem)
def test_configurations_are_read_and_build_their_network(path):
    plan = read_plan(path, ["model.miniature=true", "model.fresh=true"])
    made = make_network(plan.model, "dense", ("a", "b"))
    assert isinstance(made, LandCoverTask if plan.model.kind == "landcover" else EncoderTask)


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        (["optim.mode=half"], "use one of full, lora, frozen"),
        (["optim.speed=1"], "unknown key 'speed'"),
        (["optim.lr=fast"], "give a value like"),
        (["other.key=1"], "unknown section 'other'"),
        (["optim.layer_decay=2.0"], "out of range"),
    ],
)
def test_settings_that_mean_nothing_are_one_sentence(settings, sentence):
    with pytest.raises(InputError, match=sentence):
        read_plan(CONFIGS / "finetune_landcover.toml", settings)


def test_weights_of_an_encoder_must_be_named():
    with pytest.raises(InputError, match=r"model\.weights=FILE"):
        make_network(ModelConfig(kind="specaware"), "dense", ("a", "b"))
    with pytest.raises(ModelError, match="no model architecture"):
        make_network(ModelConfig(kind="specaware", name="x", fresh=True), "dense", ("a", "b"))


# --- from the command line ------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """Images with masks of the same names; 1 is bright, 2 dark."""
    import rasterio

    folder = tmp_path_factory.mktemp("files")
    (folder / "images").mkdir()
    (folder / "masks").mkdir()
    (folder / "empty").mkdir()
    centers = np.linspace(450, 2200, 12)
    for number in range(5):
        rng = np.random.default_rng(number)
        mask = np.kron(rng.integers(1, 3, (3, 3)), np.ones((8, 8), int))
        cube = np.where(mask == 1, 3500, 700) * (1 + rng.normal(0, 0.03, (12, 24, 24)))
        save_geotiff(folder / "images" / f"t{number}.tif", cube.astype(np.int16), centers)
        facts = {"driver": "GTiff", "count": 1, "height": 24, "width": 24, "dtype": "uint8"}
        with rasterio.open(folder / "masks" / f"t{number}.tif", "w", **facts) as sink:
            sink.write(mask.astype(np.uint8), 1)
    return folder


L2 = ["--level", "L2", "--scale", "0.0001"]


def words_of(files, out):
    masks = ["--images", str(files / "images"), "--masks", str(files / "masks"), "--classes", "bright,dark"]
    few = ["--set", "optim.steps=8", "--set", "run.eval_every=4", "--set", "optim.batch=2", "--device", "cpu"]
    return [*masks, "--out", str(out), *L2, *few]


def test_images_with_masks_become_a_model_that_maps(files, tmp_path, caplog):
    import rasterio

    caplog.set_level(logging.INFO)
    assert main(words_of(files, tmp_path / "run")) == 0
    assert "5 patches of 2 classes: 4 trained on, 1 held out" in caplog.text
    card = ModelCard.load(tmp_path / "run" / "model")
    assert [c.title for c in card.classes] == ["bright", "dark"] and card.metrics[0]["oa"] > 0.8
    image = files / "images" / "t0.tif"
    code = engine_main(["map", str(image), "--model", str(card.path), "--out", str(tmp_path / "maps"), *L2])
    assert code == 0
    with rasterio.open(tmp_path / "maps" / "t0_classes.tif") as made, rasterio.open(files / "masks/t0.tif") as truth:
        assert (made.read(1) == truth.read(1)).mean() > 0.8
    assert engine_main(["embed", str(image), "--model", str(card.path), "--out", str(tmp_path / "maps"), *L2]) == 0
    assert main(words_of(files, tmp_path / "run")) == 1  # the model stays
    assert "holds a model already" in caplog.text


def test_two_processes_train_as_one(files, tmp_path):
    words = words_of(files, tmp_path / "two")
    launcher = [sys.executable, "-m", "torch.distributed.run", "--standalone", "--nproc_per_node=2", str(SCRIPT)]
    done = subprocess.run([*launcher, *words], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    assert main(words_of(files, tmp_path / "one")) == 0
    two, one = (json.loads((tmp_path / name / "model" / "card.json").read_text()) for name in ("two", "one"))
    assert two["properties"]["specaware:metrics"][0]["pixels"] == one["properties"]["specaware:metrics"][0]["pixels"]
    mine, theirs = (checkpoint.load(max((tmp_path / n / "checkpoints").glob("step-*.pt"))) for n in ("two", "one"))
    for name, value in mine["model"].items():
        torch.testing.assert_close(value, theirs["model"][name], rtol=1e-3, atol=1e-4)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ([], "Give one kind of data"),
        (["--images", "{files}/images"], "Images need masks"),
        (["--images", "{files}/images", "--masks", "{files}/empty"], "has a mask with the same name"),
        (["--images", "{files}/images", "--masks", "{files}/masks", "--classes", "one"], "1 class is named"),
        (["--rasters", "{files}/images/t0.tif"], "Rasters need labels"),
        (["--folders", "{files}/none"], "alone has no classes"),
    ],
)
def test_what_cannot_be_trained_on_is_one_sentence(files, tmp_path, words, sentence, caplog):
    words = [word.format(files=files) for word in words]
    assert main([*words, "--out", str(tmp_path / "run"), "--device", "cpu"]) == 1
    assert sentence in caplog.text
