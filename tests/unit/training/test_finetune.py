"""The training of the bundled model, end to end in miniature: train, stop, resume, export, map, judge."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="torch is needed to train")

from backend.common.errors import InputError  # noqa: E402
from backend.models.landcover.dense import build_network, unpack  # noqa: E402
from backend.models.landcover.landcover import LandCoverConfig, LandCoverNet  # noqa: E402
from training.common.loop.optim import learning_rate  # noqa: E402
from training.export import example  # noqa: E402
from training.landcover.dataset import MERGED, SimulatedScenes, StreamConfig  # noqa: E402
from training.landcover.prior import prior_odds, set_prior  # noqa: E402
from training.landcover.run import LandCoverOptim, Run  # noqa: E402
from training.pretraining.pretrained import load_context  # noqa: E402
from training.pretraining.progress.keep import Keeper  # noqa: E402
from training.pretraining.recipes import make_recipe  # noqa: E402
from training.real.benchmarks import SETS  # noqa: E402
from training.simulate import SimConfig  # noqa: E402

TINY = [
    "model.band_width=32", "model.width=16", "model.mlp_depth=1", "model.conv_depth=1", "model.context_width=24",
    "model.context_depth=1", "model.context_heads=2", "data.landscapes=1", "data.mixtures=1", "data.tiles=1",
    "data.size=16", "data.workers=0", "simulation.canopies=60", "simulation.max_bands=30", "optim.warmup=2",
    "optim.save_every=2", "optim.log_every=1", "optim.steps=6",
]  # fmt: skip


def make_config() -> dict[str, int]:
    """The miniature's sizes."""
    pairs = (text.partition("=") for text in TINY if text.startswith("model."))
    return {key.removeprefix("model."): int(value) for key, _, value in pairs}


def vit(root: Path) -> list[str]:
    return ["--config", str(root / "training" / "configs" / "landcover_vit.toml")]


def finetune(root: Path, out: Path, *extra: str, cache: Path) -> subprocess.CompletedProcess[str]:
    settings = [text for pair in zip(["--set"] * len(TINY), TINY, strict=True) for text in pair]
    command = [sys.executable, str(root / "training" / "finetune.py"), *vit(root), "--out", str(out), *settings]
    command += ["--set", f"simulation.cache_dir='{cache}'", *extra]
    return subprocess.run(command, capture_output=True, text=True, cwd=out.parent, timeout=300, check=False)


@pytest.fixture(scope="module")
def run(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("finetune")
    done = finetune(root, folder / "whole", cache=folder / "cache")
    assert done.returncode == 0, done.stderr
    return folder


def state(folder: Path) -> dict[str, object]:
    return dict(torch.load(folder / "last.pt", weights_only=True))


def test_a_run_writes_checkpoint_and_log(run: Path) -> None:
    saved = state(run / "whole")
    assert saved["step"] == 6
    losses = np.loadtxt(run / "whole" / "log.csv", delimiter=",")[:, 1]
    assert losses.shape == (6,) and np.all(np.isfinite(losses))


def test_resuming_gives_the_same_weights_as_an_unbroken_run(root: Path, run: Path) -> None:
    part = run / "part"
    code = (
        "import sys; sys.path.insert(0, sys.argv.pop(1)); import training.finetune as f\n"
        "step = f.Run.advance\n"
        "def advance(self, scenes):\n"
        "    out = step(self, scenes)\n"
        "    self.stopping = self.step == 3\n"
        "    return out\n"
        "f.Run.advance = advance\n"
        "sys.exit(f.main())\n"
    )
    settings = [text for pair in zip(["--set"] * len(TINY), TINY, strict=True) for text in pair]
    command = [sys.executable, "-c", code, str(root), *vit(root), "--out", str(part), *settings]
    command += ["--set", f"simulation.cache_dir='{run / 'cache'}'"]
    stopped = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert stopped.returncode == 0 and state(part)["step"] == 3, stopped.stderr
    resumed = finetune(root, part, cache=run / "cache")
    assert resumed.returncode == 0 and "resuming at step 3" in resumed.stderr
    whole, again = state(run / "whole")["model"], state(part)["model"]
    assert isinstance(whole, dict) and isinstance(again, dict)
    assert all(torch.equal(whole[key], again[key]) for key in whole)


def test_the_pyramid_trains_with_its_head_alone(root: Path, run: Path) -> None:
    config = root / "training" / "configs" / "specaware_fast.toml"
    others = ("conv_depth", "context_width", "context_depth", "context_heads", "optim.steps")
    settings = [text for text in TINY if not any(key in text for key in others)]
    settings += ["model.cell_widths=[16, 16]", "model.cell_depths=[1, 1]", "optim.frozen=true", "optim.steps=2"]
    settings += [f"simulation.cache_dir='{run / 'cache'}'"]
    command = [sys.executable, str(root / "training" / "finetune.py"), "--out", str(run / "pyramid")]
    command += ["--config", str(config)]
    command += [text for pair in zip(["--set"] * len(settings), settings, strict=True) for text in pair]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    torch.manual_seed(1)
    fresh = build_network(unpack(state(run / "pyramid")["config"])).state_dict()
    moved = {key for key, value in state(run / "pyramid")["model"].items() if not torch.equal(value, fresh[key])}
    assert moved and all(key.startswith(("head", "cover", "log_")) for key in moved)


def test_a_run_starts_from_the_averaged_weights_of_another(root: Path, run: Path) -> None:
    done = finetune(root, run / "on", "--steps", "1", "--set", f"init.run='{run / 'whole'}'", "--set", "optim.lr=0.0",
                    cache=run / "cache")  # fmt: skip
    assert done.returncode == 0, done.stderr
    before, after = state(run / "whole")["ema"], state(run / "on")["model"]
    assert all(torch.allclose(before[key], after[key], atol=1e-6) for key in before)
    lost = finetune(root, run / "lost", "--set", f"init.run='{run / 'nothing'}'", cache=run / "cache")
    assert lost.returncode == 1 and "holds no run" in lost.stderr and "Traceback" not in lost.stderr


@pytest.mark.parametrize("text", ["roof=2", "built_up", "built_up=-1", "tree=x", "tree=inf"])
def test_a_factor_of_no_class_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="not a class with a factor"):
        prior_odds(text)


def test_a_prior_multiplies_odds_and_leaves_probabilities_and_fractions() -> None:
    torch.manual_seed(3)
    model = LandCoverNet(LandCoverConfig(**make_config())).eval()
    model.temperature.fill_(1.7)
    inputs = example(1, 12, 16, 16)
    with torch.no_grad():
        before, cover = model.maps(*inputs)
        set_prior(model, {"tree": 1.5})
        after, same = model.maps(*inputs)
    tree = list(MERGED).index("tree")
    weights = torch.ones(len(MERGED)).index_fill(0, torch.tensor(tree), 1.5)[:, None, None]
    assert torch.allclose(after, before * weights / (before * weights).sum(1, keepdim=True), atol=1e-6)
    assert torch.equal(cover, same)


def test_the_rate_falls_to_the_floor(root: Path, run: Path) -> None:
    done = finetune(root, run / "floor", "--set", "optim.floor=0.5", "--set", "optim.lr=1e-3", cache=run / "cache")
    assert done.returncode == 0, done.stderr
    last = state(run / "floor")["optimiser"]["param_groups"][0]["lr"]
    assert last == pytest.approx(learning_rate(5, steps=6, warmup=2, peak=1e-3, floor=0.5))
    assert last > learning_rate(5, steps=6, warmup=2, peak=1e-3) + 2e-4


def test_finer_classes_teach_the_network_and_stay_in_training(root: Path, run: Path) -> None:
    for name, weight in (("finer", 0.5), ("coarse", 0.0)):
        done = finetune(root, run / name, "--steps", "3", "--set", f"optim.kinds={weight}", cache=run / "cache")
        assert done.returncode == 0, done.stderr
    finer, coarse = state(run / "finer"), state(run / "coarse")  # all else is the same
    assert set(finer["ema"]) == set(coarse["ema"]) == set(state(run / "whole")["ema"])
    assert finer["kinds"]["weight"].shape == (11, finer["model"]["head.weight"].shape[1])
    assert not torch.equal(coarse["kinds"]["weight"], finer["kinds"]["weight"])
    assert not torch.equal(coarse["model"]["head_norm.weight"], finer["model"]["head_norm.weight"])
    more = finetune(root, run / "finer", "--steps", "4", "--set", "optim.lr=0.0", "--set", "optim.kinds=0.5",
                    cache=run / "cache")  # fmt: skip
    assert more.returncode == 0 and "resuming at step 3" in more.stderr
    assert torch.equal(state(run / "finer")["kinds"]["weight"], finer["kinds"]["weight"])


def test_an_installed_model_is_trained_on_as_it_was_before_its_export(root: Path, run: Path) -> None:
    script = [sys.executable, str(root / "training" / "export.py"), str(run / "whole"), "--out", str(run / "shipped")]
    script += ["--calibration-steps", "1", "--cache", str(run / "cache"), "--canopies", "60", "--prior", "tree=2"]
    script += ["--drop", "cloud_shadow"]  # a class that the model has not got starts as unlikely as its rarest
    exported = subprocess.run(script, capture_output=True, text=True, timeout=300, check=False)
    assert exported.returncode == 0, exported.stderr
    done = finetune(root, run / "more", "--steps", "1", "--set", f"init.model='{run / 'shipped'}'", "--set",
                    "optim.lr=0.0", cache=run / "cache")  # fmt: skip
    assert done.returncode == 0, done.stderr
    before, after = state(run / "whole")["ema"], state(run / "more")["model"]
    for key, value in before.items():  # a graph keeps the softmax of the mixture alone
        found, wanted = (v.softmax(0) if key.endswith(".mix") else v for v in (after[key], value))
        known = slice(-1) if key.startswith(("head.", "cover.")) else ...
        assert torch.allclose(found[known], wanted[known], atol=1e-5), key
    assert after["head.bias"][-1] == after["head.bias"].min()
    other = finetune(root, run / "other_network", "--set", "init.model=specaware-fast", cache=run / "cache")
    assert other.returncode == 1 and "has another network" in other.stderr and "Traceback" not in other.stderr


def test_without_a_class_head_the_class_is_that_of_the_largest_fraction(root: Path, run: Path) -> None:
    done = finetune(root, run / "cover", "--steps", "2", "--set", "optim.dominant=0.0", cache=run / "cache")
    assert done.returncode == 0, done.stderr
    saved = state(run / "cover")
    assert all(torch.equal(saved[part]["head.weight"], saved[part]["cover.weight"]) for part in ("model", "ema"))


def test_an_unknown_kind_is_refused_in_one_sentence(root: Path, run: Path) -> None:
    done = finetune(root, run / "bad", "--set", "model.kind=cube", cache=run / "cache")
    assert done.returncode == 1
    assert "use vit or pyramid" in done.stderr and "Traceback" not in done.stderr


def pretrained(folder: Path, **sizes: object) -> Path:
    """A pretraining run of the miniature's sizes, as far as a later run reads it."""
    recipe = make_recipe({"kind": "landcover", "decoder_width": 16, "decoder_heads": 2, **make_config(), **sizes})
    torch.manual_seed(9)
    weights = {key: torch.randn_like(value) for key, value in recipe.model().state_dict().items()}
    keeper = Keeper(folder, 1)
    keeper.prepare()
    keeper.save({"step": 3, "kind": recipe.name, "config": recipe.to_dict(), "model": weights, "ema": {}})
    return folder


def test_a_pretrained_context_branch_is_taken_over_by_name(tmp_path: Path) -> None:
    folder = pretrained(tmp_path / "run")
    model = LandCoverNet(LandCoverConfig(**make_config()))
    loaded = load_context(model, folder)
    assert {key.split(".")[0] for key in loaded} == {
        "conditions", "patch_u", "patch_v", "patch_norm", "context_blocks", "context_norm", "log_mean", "log_std",
    }  # fmt: skip
    saved = Keeper(folder, 1).newest()["model"]
    assert all(torch.equal(model.state_dict()[key], saved[f"encoder.{key}"]) for key in loaded)


def test_a_pretrained_run_of_other_sizes_or_kind_is_refused(root: Path, run: Path, tmp_path: Path) -> None:
    folder = pretrained(tmp_path / "run", context_width=32)
    done = finetune(root, run / "other", "--set", f"init.pretrained='{folder}'", cache=run / "cache")
    assert done.returncode == 1 and "other sizes (context_width=32)" in done.stderr and "Traceback" not in done.stderr
    keeper = Keeper(tmp_path / "specaware", 1)
    keeper.prepare()
    keeper.save({"step": 3, "kind": "specaware", "config": {}, "model": {}, "ema": {}})
    with pytest.raises(InputError, match="kind 'specaware'"):
        load_context(LandCoverNet(LandCoverConfig()), tmp_path / "specaware")


def test_an_unknown_key_is_refused_in_one_sentence(root: Path, run: Path) -> None:
    done = finetune(root, run / "bad", "--set", "optim.speed=3", cache=run / "cache")
    assert done.returncode == 1
    assert "unknown key 'speed'" in done.stderr and "Traceback" not in done.stderr


def test_the_export_maps_a_raster_and_carries_a_whole_card(root: Path, run: Path, tmp_path: Path) -> None:
    out = tmp_path / "mini"
    export = [sys.executable, str(root / "training" / "export.py"), str(run / "whole"), "--out", str(out)]
    done = subprocess.run(
        [*export, "--calibration-steps", "1", "--cache", str(run / "cache"), "--canopies", "60",
         "--prior", "built_up=1.5", "--drop", "cloud,cloud_shadow"],
        capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    card = json.loads((out / "card.json").read_text(encoding="utf-8"))
    assert card["properties"]["mlm:name"] == "mini"
    assert card["properties"]["specaware:prior_odds"] == {"built_up": 1.5}
    assert [entry["name"] for entry in card["properties"]["classification:classes"]] == list(MERGED)[:-2]
    assert "no label of a real scene" in card["properties"]["specaware:training_data"]
    sample = root / "resources" / "sample" / "simulated_enmap_30m.tif"
    mapped = subprocess.run(
        [sys.executable, "-m", "backend", "map", str(sample), "--model", str(out), "--out", str(tmp_path)],
        capture_output=True, text=True, cwd=root, timeout=300, check=False,
    )  # fmt: skip
    assert mapped.returncode == 0, mapped.stderr
    assert (tmp_path / "simulated_enmap_30m_classes.tif").exists()


@pytest.mark.parametrize("real", SETS, ids=lambda s: s.name)
def test_each_real_set_groups_consistently(real) -> None:
    assert set(real.truth.values()) <= set(real.groups)
    assert set(real.mapped.values()) <= set(real.groups)
    labels = np.array([[0, *real.truth]], dtype=np.uint8)
    positions = real.truth_positions(labels)
    assert positions[0, 0] == -1
    assert [real.groups[p] for p in positions[0, 1:]] == list(real.truth.values())


@pytest.mark.parametrize(("where", "words"), [("loss", "loss became nan"), ("gradient", "gradient became nan")])
def test_numbers_that_are_none_stop_a_run_before_its_weights_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str, words: str
) -> None:
    """A gradient can fail while the loss is still a number; weights that took it would be lost."""
    config = LandCoverConfig(**make_config())
    training = Run(tmp_path, config, LandCoverOptim(steps=4), seed=0)

    def failing(*_: object, **__: object) -> tuple[float, int]:
        for weights in training.model.parameters():
            weights.grad = torch.full_like(weights, np.nan if where == "gradient" else 1.0)
        return (float("nan") if where == "loss" else 1.0), 16

    monkeypatch.setattr(training, "accumulate", failing)
    before = {name: value.clone() for name, value in training.model.state_dict().items()}
    with pytest.raises(InputError, match=words):
        training.advance([])
    assert all(torch.equal(before[name], value) for name, value in training.model.state_dict().items())
    assert training.step == 0


def test_scenes_that_are_seen_again_are_handed_out_as_copies(tmp_path: Path) -> None:
    """A loader moves what it is given to shared memory from another thread; a scene that moved while read gave NaN."""
    config = StreamConfig(landscapes=1, mixtures=0, tiles=1, size=16, replayed=2, workers=0)
    scenes = SimulatedScenes(config, SimConfig(cache_dir=tmp_path, canopies=60, max_bands=20), None)
    given = [sample for step in range(3) for sample in scenes[step]]
    kept = [sample for samples in scenes._recent.values() for sample in samples]
    owners = [{value.data_ptr() for value in vars(sample).values()} for sample in (*given, *kept)]
    assert len(set.union(*owners)) == sum(map(len, owners))
    assert all(torch.equal(a, b) for a, b in zip(scenes[1][0].inputs, given[1].inputs, strict=True))


def test_places_are_left_out_of_a_second_stage_alone(root: Path, run: Path) -> None:
    done = finetune(root, run / "whole", "--leave-out", "berlin", cache=run / "cache")
    assert done.returncode == 1 and "needs the second stage" in done.stderr and "Traceback" not in done.stderr
