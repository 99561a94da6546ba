"""A model taught its own answers: what is changed for the student, and the command from teacher to card."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="torch is needed to train")

import training  # noqa: E402
from backend.catalog import store  # noqa: E402
from backend.common.errors import InputError  # noqa: E402
from backend.spectral.inputs.content import content_quantiles  # noqa: E402
from backend.spectral.resampling import Bands  # noqa: E402
from training.export import load_run, mixed  # noqa: E402
from training.finetune import read_plan  # noqa: E402
from training.landcover.dataset import MERGED, SimulatedScene  # noqa: E402
from training.landcover.distil import (  # noqa: E402
    TURNS,
    DistilConfig,
    DistilRun,
    UnlabelledScenes,
    draw,
    multiplied,
    turned,
    turned_back,
)
from training.landcover.run import LandCoverOptim  # noqa: E402
from training.real.scene import LabelledScene  # noqa: E402

CONFIGS = Path(training.__file__).parent / "configs"
BANDS = Bands(np.array([480.0, 560.0, 660.0, 850.0, 1600.0]), np.full(5, 20.0))


def scene(*, positions: bool = True, side: int = 37) -> LabelledScene:
    rng = np.random.default_rng(3)
    shape = (side, side) if positions else (1, side * side)
    valid = rng.random(shape) > 0.1
    return LabelledScene(
        name="a", set="a", fold="a", pixels=rng.uniform(0.01, 0.5, (*shape, 5)).astype(np.float32), valid=valid,
        bands=BANDS, level="L2", sensor="EnMAP", gsd_m=30.0, labels=np.zeros(shape, np.uint8), classes={},
        positions=positions,
    )  # fmt: skip


@pytest.mark.parametrize("turn", range(TURNS))
def test_turning_back_undoes_a_turn(turn: int) -> None:
    values = torch.rand(2, 3, 4, 6)
    there = turned(values, turn)
    assert there.shape == ((2, 3, 6, 4) if turn & 4 else (2, 3, 4, 6))
    assert torch.equal(turned_back(there, turn), values)


def test_all_eight_orientations_differ() -> None:
    values = torch.arange(16.0).reshape(4, 4)
    seen = {tuple(turned(values, turn).reshape(-1).tolist()) for turn in range(TURNS)}
    assert len(seen) == TURNS


@pytest.mark.parametrize("positions", [True, False])
def test_real_scenes_come_without_labels_in_whole_cells(positions: bool) -> None:
    drawn = draw(np.random.default_rng(0), scene(positions=positions), 24)
    assert not hasattr(drawn, "allowed") and drawn.pixels.shape[-1] % 4 == 0 and drawn.pixels.shape[-2] % 4 == 0
    assert drawn.pixels.shape[-2:] == drawn.valid.shape[-2:]
    assert (drawn.pixels[:, :, drawn.valid[0] == 0] == 0).all() and drawn.valid.mean() > 0.5


def test_a_scene_times_a_factor_is_told_as_such() -> None:
    drawn = draw(np.random.default_rng(0), scene(), 36)
    brighter = multiplied(drawn, 1.7)
    assert torch.allclose(brighter.pixels, 1.7 * drawn.pixels)
    sample = np.random.default_rng(1).uniform(0, 0.5, (5, 999)).astype(np.float32)
    told = torch.from_numpy(content_quantiles(sample))
    wanted = content_quantiles(np.float32(1.7) * sample)
    got = multiplied(replace(drawn, content=told), 1.7).content
    np.testing.assert_allclose(got.numpy(), wanted, atol=1e-4)


def test_an_answer_is_the_mean_over_turns_and_factors(tmp_path: Path) -> None:
    run = DistilRun(tmp_path, LandCoverOptim(amp="off"), DistilConfig(teacher="specaware-fast"), seed=1)
    drawn = draw(np.random.default_rng(0), scene(), 16)
    views = [(0, 0.5), (3, 2.0), (4, 1.0)]
    got = run.answer(drawn, views)
    parts = [run.answer(drawn, [view]) for view in views]
    for index in (0, 1):
        wanted = torch.stack([part[index] for part in parts]).mean(0)
        torch.testing.assert_close(got[index], wanted)
        assert got[index].shape[-2:] == drawn.valid.shape[-2:]
    assert not torch.allclose(parts[0][0], parts[2][0])
    assert torch.isfinite(run.scene_loss(drawn, use_context=True))


def test_corrected_classes_have_the_truth_of_the_simulation_as_target(tmp_path: Path) -> None:
    config = DistilConfig(teacher="specaware-fast", corrected=("snow",))
    run = DistilRun(tmp_path, LandCoverOptim(amp="off"), config, seed=1)
    drawn = draw(np.random.default_rng(0), scene(), 16)
    cover = torch.zeros(1, len(MERGED), *drawn.valid.shape[-2:])
    snow, water = list(MERGED).index("snow"), list(MERGED).index("water")
    cover[:, water] = 1.0
    cover[:, water, :5], cover[:, snow, :5] = 0.25, 0.75
    cover[:, water, 5:9], cover[:, snow, 5:9] = 0.75, 0.25
    simulated = SimulatedScene(**vars(drawn), fractions=cover, kinds=torch.zeros(1, 11, *drawn.valid.shape[-2:]))
    answer = run.answer(drawn, [(0, 1.0)])
    classes, covers = run.with_truth(simulated, answer)
    names = run.taught["classes"]
    assert (classes[:, names.index("snow"), :5] == 1).all() and (classes[:, :, :5].sum(dim=1) == 1).all()
    assert (covers[:, names.index("snow"), :5] == 0.75).all() and (covers[:, names.index("water"), :5] == 0.25).all()
    assert torch.equal(classes[:, :, 5:], answer[0][:, :, 5:]) and torch.equal(covers[:, :, 5:], answer[1][:, :, 5:])
    assert run.with_truth(drawn, answer) is answer  # a real scene has no truth
    assert torch.isfinite(run.scene_loss(simulated, use_context=True))


def test_a_class_that_the_teacher_lacks_cannot_be_corrected(tmp_path: Path) -> None:
    config = DistilConfig(teacher="specaware-fast", corrected=("cloud",))
    with pytest.raises(InputError, match="names 'cloud', which 'specaware-fast' does not map"):
        DistilRun(tmp_path, LandCoverOptim(amp="off"), config, seed=1)


def test_weights_are_mixed_with_the_teachers_by_share(tmp_path: Path) -> None:
    run = DistilRun(tmp_path, LandCoverOptim(amp="off"), DistilConfig(teacher="specaware-fast"), seed=1)
    run.average.state = {k: v + 1.0 if v.is_floating_point() else v for k, v in run.average.state.items()}
    run.save()
    teacher = run.teacher.state_dict()
    for share in (0.0, 0.5, 1.0):
        found = mixed(load_run(tmp_path), share)
        assert found.taught["share"] == share
        for key, value in found.model.state_dict().items():
            if value.is_floating_point():
                torch.testing.assert_close(value, teacher[key] + share)
    with pytest.raises(InputError, match="from 0 to 1"):
        mixed(load_run(tmp_path), 1.5)
    with pytest.raises(InputError, match="had none"):
        mixed(replace(load_run(tmp_path), taught={}), 0.5)
    other = {**load_run(tmp_path).taught, "sha256": "0"}
    with pytest.raises(InputError, match="other weights"):
        mixed(replace(load_run(tmp_path), taught=other), 0.5)


def test_a_smaller_student_keeps_the_teachers_conditions_and_learns_its_answers(tmp_path: Path) -> None:
    plan = read_plan(CONFIGS / "specaware_small.toml", [])
    assert plan.sized and not read_plan(CONFIGS / "specaware_steady.toml", []).sized
    optim = LandCoverOptim(steps=12, lr=3e-3, warmup=1, amp="off", save_every=100)
    run = DistilRun(tmp_path, optim, DistilConfig("specaware-fast", same=1.0), seed=3, student=plan.network)
    teacher, student = run.teacher.state_dict(), run.model.state_dict()
    assert student["head.weight"].shape == (len(run.taught["classes"]), 48)
    conditions = [name for name in student if name.startswith("conditions.")]
    assert conditions
    assert all(torch.equal(student[name], teacher[name]) for name in (*conditions, "log_mean", "log_std"))
    assert sum(v.numel() for v in run.model.parameters()) < 0.5 * sum(v.numel() for v in run.teacher.parameters())
    seen = draw(np.random.default_rng(0), scene(), 36)
    losses = [run.advance([seen])[0] for _ in range(optim.steps)]
    assert losses[-1] < 0.8 * losses[0]
    run.save()
    again = DistilRun(tmp_path, optim, DistilConfig("specaware-fast"), seed=3, student=plan.network)
    assert again.step == optim.steps and torch.equal(again.model.state_dict()["head.weight"], run.model.head.weight)
    with pytest.raises(InputError, match="one size"):
        mixed(load_run(tmp_path), 0.5)


def test_without_data_there_are_simulated_scenes_alone() -> None:
    scenes = UnlabelledScenes([["simulated"]], None, leave_out=(), count=3, crop=32)  # type: ignore[arg-type]
    assert scenes[0] == ["simulated"]


def test_a_taught_model_that_learned_nothing_is_its_teacher(root: Path, tmp_path: Path) -> None:
    settings = [
        "data.workers=0", "data.tiles=1", "data.size=16", "data.replayed=0", "data.mixtures=0",
        "simulation.canopies=60", "simulation.max_bands=30", "optim.lr=0.0", "optim.steps=1",
        f"simulation.cache_dir='{tmp_path / 'cache'}'",
    ]  # fmt: skip
    command = [sys.executable, str(root / "training" / "finetune.py"), "--out", str(tmp_path / "run")]
    command += ["--config", str(root / "training" / "configs" / "specaware_steady.toml")]
    command += [text for pair in zip(["--set"] * len(settings), settings, strict=True) for text in pair]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    export = [sys.executable, str(root / "training" / "export.py"), str(tmp_path / "run"), "--out"]
    made = subprocess.run([*export, str(tmp_path / "m")], capture_output=True, text=True, timeout=300, check=False)
    assert made.returncode == 0, made.stderr
    teacher, student = store.find("specaware-fast"), store.find(str(tmp_path / "m"))
    assert [c.name for c in student.classes] == [c.name for c in teacher.classes]
    card = json.loads((tmp_path / "m" / "card.json").read_text())["properties"]
    assert "the outputs of specaware-fast" in card["specaware:training_data"]
    assert card["specaware:teacher_weights"] == f"sha256:{teacher.sha256}" and card["specaware:limits"]
    for name in ("specaware:prior_odds", "specaware:temperature"):
        assert card[name] == teacher.properties[name]
    import onnxruntime

    from training.export import INPUTS, example

    inputs = {n: v.numpy() for n, v in zip(INPUTS, example(1, 12, 16, 16), strict=True)}
    outputs = [
        onnxruntime.InferenceSession(str(c.weights), providers=["CPUExecutionProvider"]).run(None, inputs)
        for c in (teacher, student)
    ]
    for a, b in zip(*outputs, strict=True):
        np.testing.assert_allclose(a, b, atol=1e-4)
