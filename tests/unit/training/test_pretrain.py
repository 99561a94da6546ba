"""Pretraining as a user runs it: it learns, resumes to the bit, stops on NaN and full disks, shares work exactly."""

from __future__ import annotations

import json
import logging
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import torch

from tests.support.pretraining import SPECTRALGPT, curve, write_config, write_shards
from training.common import checkpoint
from training.common.config import read_toml
from training.pretrain import main
from training.pretraining.progress.curves import main as draw_curves

SCRIPT = Path(sys.modules["training"].__file__).with_name("pretrain.py")


@pytest.fixture(scope="module")
def shards(tmp_path_factory):
    return write_shards(tmp_path_factory.mktemp("shards"))


@pytest.fixture(scope="module")
def config(tmp_path_factory):
    return write_config(tmp_path_factory.mktemp("config"))


@pytest.fixture(scope="module")
def unbroken(shards, config, tmp_path_factory):
    """The run that others are compared with."""
    out = tmp_path_factory.mktemp("unbroken")
    assert run(config, shards, out) == 0
    return out


def run(config, shards, out, *more):
    return main(["--config", str(config), "--data", str(shards), "--out", str(out), "--device", "cpu", *more])


def command(config, shards, out, *more):
    return [sys.executable, str(SCRIPT), "--config", str(config), "--data", str(shards), "--out", str(out), *more]


def weights(out, step=10):
    return checkpoint.load(out / "checkpoints" / f"step-{step:09d}.pt")


def assert_same_run(out, other):
    assert curve(out) == curve(other)
    mine, theirs = weights(out), weights(other)
    for part in ("model", "ema"):
        assert all(torch.equal(mine[part][k], theirs[part][k]) for k in theirs[part])


def test_a_run_writes_its_curve_and_keeps_the_last_checkpoints_and_the_best(unbroken):
    rows = curve(unbroken)
    assert rows[0][:7] == ["step", "stage", "loss", "spectral", "charbonnier", "lr", "grad_norm"]
    assert rows[0][7:] == ["held_out", "mean_of_visible", "interpolated"]
    assert [r[0] for r in rows[1:]] == ["2", "4", "6", "8", "10"] and [r[1] for r in rows[1:]] == ["small"] * 3 + [
        "large"
    ] * 2
    names = sorted(p.name for p in (unbroken / "checkpoints").iterdir())
    assert names == ["best.pt", "first.pt", "step-000000009.pt", "step-000000010.pt"]


def sets(*settings):
    return [text for setting in settings for text in ("--set", setting)]


@pytest.mark.parametrize("name", ["specaware_2core", "spectralgpt_2core", "landcover_2core"])
def test_without_data_shards_are_simulated_first(tmp_path, name):
    """The configurations as they ship, made small; the second run finds the shards and goes on."""
    config = SCRIPT.parent / "configs" / f"{name}.toml"
    sections = read_toml(config, [])
    small = ["simulated.scenes=2", "simulated.tiles=3", "simulated.side=32", "data.held_out=0.3", "data.workers=0"]
    small += [f"stage.{stage}.{key}" for stage in sections["stage"] for key in ("tile=16", "batch=2")]
    small += ["run.log_every=1", "run.eval_every=2", "run.picture_every=0", "run.save_every=1"]
    words = ["--config", str(config), "--out", str(tmp_path), "--device", "cpu"]
    assert main([*words, "--steps", "2", *sets(*small)]) == 0
    index = json.loads((tmp_path / "shards" / "index.json").read_text())
    made = (tmp_path / "shards" / "index.json").stat().st_mtime_ns
    assert index
    assert [row[0] for row in curve(tmp_path)[1:]] == ["1", "2"]
    assert main([*words, "--steps", "2", *sets(*small)]) == 0
    assert (tmp_path / "shards" / "index.json").stat().st_mtime_ns == made


def test_it_learns(config, tmp_path):
    """Untrained, it predicts the mean of what is visible; what it gains from there is the spatial structure."""
    shards = write_shards(tmp_path / "shards", side=32)
    stages = [f"stage.{name}.{key}" for name in ("small", "large") for key in ("tile=32", "sensors=['EnMAP']")]
    assert run(config, shards, tmp_path / "out", "--steps", "60", *sets("run.log_every=10", *stages)) == 0
    rows = curve(tmp_path / "out")[1:]
    losses = [float(r[2]) for r in rows]
    assert losses[-1] < 0.6 * losses[0]
    loss, mean, near = (float(value) for value in rows[-1][-3:])
    assert loss < 0.6 * mean and near < 0.6 * mean


def test_the_published_two_targets_and_interpolated_codes_of_spectralgpt(shards, tmp_path):
    out = tmp_path / "out"
    assert run(write_config(tmp_path, SPECTRALGPT), shards, out, "--steps", "32", "--set", "stage.first.base_lr=0.1",
               "--set", "stage.second.base_lr=0.1") == 0  # fmt: skip
    rows = curve(out)
    assert rows[0][3:5] == ["token", "spectral"]
    losses = [float(r[2]) for r in rows[1:]]
    assert sum(losses[-5:]) < 0.6 * sum(losses[:5])
    assert (out / "pictures" / "step-000000032.png").stat().st_size > 10_000


def test_curves_of_runs_are_drawn(unbroken, tmp_path, caplog):
    assert draw_curves([str(unbroken), "--out", str(tmp_path / "curves.png")]) == 0
    assert (tmp_path / "curves.png").read_bytes()[:4] == b"\x89PNG"
    assert draw_curves([str(tmp_path), "--out", str(tmp_path / "none.png")]) == 1
    assert "holds no log.csv" in caplog.messages[-1]


def test_a_finished_run_is_left_alone(unbroken, shards, config):
    before = (unbroken / "log.csv").read_bytes()
    assert run(config, shards, unbroken) == 0
    assert (unbroken / "log.csv").read_bytes() == before


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_a_stopped_run_goes_on_to_the_same_weights(number, unbroken, shards, config, tmp_path):
    child = subprocess.Popen(command(config, shards, tmp_path / "out"), cwd=tmp_path, stderr=subprocess.PIPE)
    log = tmp_path / "out" / "log.csv"
    while child.poll() is None and not (log.exists() and log.read_text().count("\n") >= 3):
        time.sleep(0.002)
    child.send_signal(number)
    code = child.wait()
    if number == signal.SIGTERM and code != 0:
        assert code == 143
    assert run(config, shards, tmp_path / "out") == 0
    assert_same_run(tmp_path / "out", unbroken)


@pytest.mark.parametrize("stop", [1, 4, 6])
def test_a_run_cut_after_any_step_goes_on_to_the_same_weights(stop, unbroken, shards, config, tmp_path):
    """As a kill right after a step leaves it: later rows in the log, half-written files, an older checkpoint."""
    from training.pretraining.run_state import State

    class Cut(Exception):
        pass

    def cut(state, step):
        if step == stop:
            raise Cut
        return original(state, step)

    original = State.update_average
    State.update_average = cut
    try:
        with pytest.raises(Cut):
            run(config, shards, tmp_path)
    finally:
        State.update_average = original
    (tmp_path / "checkpoints" / "step-000000099.pt.tmp").write_bytes(b"half")
    assert run(config, shards, tmp_path) == 0
    assert_same_run(tmp_path, unbroken)
    assert not list((tmp_path / "checkpoints").glob("*.tmp"))


def test_a_resumed_run_computes_on_the_threads_it_began_with(unbroken, shards, config, tmp_path):
    """Sums shared out among more threads are added in another order."""
    assert weights(unbroken)["threads"] == 1
    assert run(config, shards, tmp_path) == 0
    (tmp_path / "checkpoints" / "step-000000010.pt").unlink()
    before = torch.get_num_threads()
    try:
        assert run(config, shards, tmp_path, "--set", "run.threads=3") == 0
        assert torch.get_num_threads() == 1
    finally:
        torch.set_num_threads(before)
    assert_same_run(tmp_path, unbroken)


def test_a_damaged_newest_checkpoint_falls_back_to_the_one_before(unbroken, shards, config, tmp_path):
    assert run(config, shards, tmp_path) == 0
    newest = tmp_path / "checkpoints" / "step-000000010.pt"
    newest.write_bytes(newest.read_bytes()[:5000])
    assert run(config, shards, tmp_path) == 0
    assert_same_run(tmp_path, unbroken)


def test_gradient_accumulation_changes_nothing(unbroken, shards, config, tmp_path):
    sets = ["--set", "stage.small.micro=1", "--set", "stage.large.micro=2"]
    assert run(config, shards, tmp_path, *sets) == 0
    assert closest(tmp_path, unbroken) < 1e-5


def closest(out, other):
    """Largest relative difference between the losses of two runs."""
    pairs = zip(curve(out)[1:], curve(other)[1:], strict=True)
    return max(abs(float(a[2]) / float(b[2]) - 1) for a, b in pairs)


def distance(out, other):
    """Distance of the weights of two runs, relative to their length."""
    mine, theirs = weights(out)["model"], weights(other)["model"]
    apart = sum(float((mine[k] - v).square().sum()) for k, v in theirs.items())
    return (apart / sum(float(v.square().sum()) for v in theirs.values())) ** 0.5


def torchrun(config, shards, out, *more):
    launcher = [sys.executable, "-m", "torch.distributed.run", "--standalone", "--nproc_per_node=2", str(SCRIPT)]
    arguments = ["--config", str(config), "--data", str(shards), "--out", str(out), "--device", "cpu", *more]
    done = subprocess.run([*launcher, *arguments], cwd=out.parent, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr[-2000:]
    return done


def test_two_processes_have_the_curve_of_one_with_the_doubled_batch(unbroken, shards, config, tmp_path):
    """The batch is that of all processes: two of 2 samples against one of 4. Only the order of additions differs."""
    torchrun(config, shards, tmp_path / "out", "--set", "stage.small.micro=1")
    assert closest(tmp_path / "out", unbroken) < 1e-5
    assert distance(tmp_path / "out", unbroken) < 1e-3


def test_shared_out_weights_have_the_same_curve_and_resume_alone(unbroken, shards, config, tmp_path):
    out = tmp_path / "out"
    torchrun(config, shards, out, "--set", "run.parallel=fsdp")
    assert closest(out, unbroken) < 1e-5
    (out / "checkpoints" / "step-000000010.pt").unlink()
    assert run(config, shards, out) == 0
    assert closest(out, unbroken) < 1e-5


def test_a_loss_that_is_not_finite_stops_the_run_with_a_report(shards, config, tmp_path, caplog):
    sets = ["--set", "stage.large.base_lr=1e38", "--set", "optim.clip=1e30"]
    assert run(config, shards, tmp_path, *sets) == 1
    assert "not finite" in caplog.messages[-1] and caplog.messages[-1].count("\n") == 0
    report = json.loads((tmp_path / "failure.json").read_text())
    assert report["step"] >= 6 and len(report["samples"]) == 4 and ".tif row" in report["samples"][0]
    kept = weights(tmp_path, max(int(p.stem[5:]) for p in (tmp_path / "checkpoints").glob("step-*.pt")))
    assert kept["step"] == 6 and all(torch.isfinite(v).all() for v in kept["model"].values())


def test_a_full_disk_is_one_sentence_and_leaves_the_last_good_checkpoint(shards, config, tmp_path, caplog):
    assert run(config, shards, tmp_path / "ok") == 0
    size = (tmp_path / "ok" / "checkpoints" / "step-000000010.pt").stat().st_size
    out = tmp_path / "full"
    child = [*command(config, shards, out), "--set", "run.log_every=0"]
    code = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        f"sys.argv = {child[1:]!r}; sys.path[0] = {str(SCRIPT.parent.parent)!r};"
        "from training.pretraining.progress import keep; original = keep.Keeper.save\n"
        "def save(self, state):\n"
        f"    if state['step'] > 3: resource.setrlimit(resource.RLIMIT_FSIZE, ({size // 2}, {size // 2}))\n"
        "    original(self, state)\n"
        "keep.Keeper.save = save\n"
        "from training.pretrain import main; sys.exit(main())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=tmp_path, timeout=120)
    assert done.returncode == 1 and "free space" in done.stderr.splitlines()[-1], done.stderr[-2000:]
    assert "Traceback" not in done.stderr
    assert [p.name for p in sorted((out / "checkpoints").iterdir())] == ["best.pt", "first.pt", "step-000000003.pt"]
    assert weights(out, 3)["step"] == 3


def test_without_torch_it_says_how_to_install_it(tmp_path):
    python = next(
        Path(sys.base_prefix) / "bin" / n for n in ("python3", "python") if (Path(sys.base_prefix) / "bin" / n).exists()
    )
    probe = subprocess.run([python, "-c", "import numpy, tomllib; import torch"], capture_output=True, text=True)
    if "'torch'" not in probe.stderr:
        pytest.skip("the interpreter under this environment has torch, or lacks numpy")
    done = subprocess.run([python, SCRIPT], capture_output=True, text=True, cwd=tmp_path)
    assert done.returncode == 1 and "pip install torch" in done.stderr and len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (["--set", "run.amp=fp8"], "run.amp"),
        (["--set", "model.kind=resnet"], "model.kind"),
        (["--set", "model.widht=3"], "widht"),
        (["--set", "stage.small.tile=4"], "stage.small.tile"),
        (["--set", "stages.small.tile=4"], "unknown section"),
        (["--set", "data.units=dn"], "data.units"),
        (["--steps", "1"], "--steps 1"),
        (["--data", "nowhere"], "holds no shards"),
        (["--config", "nowhere.toml"], "does not exist"),
    ],
)
def test_bad_input_is_one_sentence_and_exit_code_1(change, words, shards, config, tmp_path, caplog):
    caplog.set_level(logging.ERROR)
    assert run(config, shards, tmp_path / "out", *change) == 1
    assert len(caplog.messages) == 1 and words in caplog.messages[0]


def test_another_model_or_length_in_the_same_folder_is_refused(unbroken, shards, config, caplog):
    caplog.set_level(logging.ERROR)
    assert run(config, shards, unbroken, "--set", "model.depth=3") == 1
    assert run(config, shards, unbroken, "--steps", "50") == 1
    assert "model.depth" in caplog.messages[0] and "10 steps, not 50" in caplog.messages[1]


def test_half_precision_trains_too(shards, config, unbroken, tmp_path):
    assert run(config, shards, tmp_path, "--set", "run.amp=bf16") == 0
    assert closest(tmp_path, unbroken) < 0.05


def test_every_configuration_builds_its_model_and_plan():
    from training.common.config import read_toml
    from training.pretraining.recipes import make_recipe
    from training.pretraining.schedule import read_stages

    expected = {"specaware_base": 118e6, "specaware_large": 330e6, "spectralgpt_base": 98e6, "spectralgpt_huge": 650e6}
    found = {}
    for path in sorted(SCRIPT.parent.glob("configs/spec*_*.toml")):
        sections = read_toml(path, [])
        if "stage" not in sections:
            continue
        recipe, plan = make_recipe(sections["model"]), read_stages(sections["stage"])
        with torch.device("meta"):
            model = recipe.model()
        found[path.stem] = sum(p.numel() for p in model.parameters())
        assert plan.steps > 0 and set(sections) <= {"model", "data", "simulated", "optim", "run", "stage"}
    assert {"specaware_base", "specaware_large", "specaware_2core", "spectralgpt_base", "spectralgpt_large",
            "spectralgpt_huge", "spectralgpt_2core"} <= set(found)  # fmt: skip
    for name, size in expected.items():
        assert found[name] == pytest.approx(size, rel=0.1), name
