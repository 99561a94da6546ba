"""Fine-tuning as a job: a process of its own trains, tells its progress, stops when asked, and goes on later."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
import threading
from dataclasses import replace

import numpy as np
import pytest

from backend.catalog.cards import ModelCard
from backend.common.cancellation import CancelToken
from backend.heads import finetuning
from backend.job.kinds.finetune import FineTuning
from backend.job.spec import JobSpec, Options, Outputs
from backend.serve.runner import JobRunner
from backend.shell.main import main
from tests.support.tiny import save_geotiff

pytest.importorskip("torch")
L2 = ["--level", "L2", "--scale", "0.0001"]


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """Images with masks of the same names; 1 is bright, 2 dark."""
    import rasterio

    folder = tmp_path_factory.mktemp("files")
    for name in ("images", "masks"):
        (folder / name).mkdir()
    for number in range(5):
        rng = np.random.default_rng(number)
        mask = np.kron(rng.integers(1, 3, (3, 3)), np.ones((8, 8), int))
        cube = np.where(mask == 1, 3500, 700) * (1 + rng.normal(0, 0.03, (12, 24, 24)))
        save_geotiff(folder / "images" / f"t{number}.tif", cube.astype(np.int16), np.linspace(450, 2200, 12))
        facts = {"driver": "GTiff", "count": 1, "height": 24, "width": 24, "dtype": "uint8"}
        with rasterio.open(folder / "masks" / f"t{number}.tif", "w", **facts) as sink:
            sink.write(mask.astype(np.uint8), 1)
    return folder


def job(files, out, **settings):
    wish = FineTuning(**{"masks": str(files / "masks"), "class_names": "bright,dark", "steps": 4, **settings})
    return JobSpec(
        "finetune", source=str(files / "images"), overrides={"level": "L2", "scale": 1e-4},
        outputs=Outputs(model=str(out)), options=Options(device="cpu", threads=1), settings=wish,
    )  # fmt: skip


def run(spec, token=None, on_event=lambda event: None):
    events = []

    def send(event):
        events.append(event)
        on_event(event)

    JobRunner().run(spec, send=send, token=token or CancelToken())
    return events


def test_a_command_makes_a_model_that_maps(files, tmp_path, capsys):
    import rasterio

    masks = ["--masks", str(files / "masks"), "--classes", "bright,dark"]
    words = [*masks, "--steps", "6", "--device", "cpu", "--threads", "1", *L2]
    out = tmp_path / "mine"
    assert main(["finetune", str(files / "images"), "--out", str(out), *words]) == 0
    said = capsys.readouterr().out
    assert "2 classes: bright, dark" in said and "4 patches to train on, 1 held out" in said
    report = json.loads((out / "report.json").read_text())
    assert report["held_out"]["oa"] > 0.8 and report["device"] == "cpu" and report["classes"] == ["bright", "dark"]
    assert report["command"].startswith("python -m backend run") and not (out / "training").exists()
    assert {path.name for path in out.iterdir()} == {
        "card.json", "weights.onnx", "report.json", "report.txt", "training.csv"
    }  # fmt: skip
    card = ModelCard.load(out)
    assert card.properties["mlm:name"] == "mine" and card.properties["specaware:training_command"] == report["command"]
    image = files / "images" / "t0.tif"
    assert main(["map", str(image), "--model", str(card.path), "--out", str(tmp_path / "maps"), *L2]) == 0
    with rasterio.open(tmp_path / "maps" / "t0_classes.tif") as made, rasterio.open(files / "masks/t0.tif") as truth:
        assert (made.read(1) == truth.read(1)).mean() > 0.8
    assert main(["finetune", str(files / "images"), "--out", str(out), *words]) == 1  # the model stays
    assert "allow overwriting" in capsys.readouterr().err


def test_a_cancelled_run_goes_on_where_it_was(files, tmp_path):
    token = CancelToken()

    def stop(event):
        if event.type == "progress" and event.message == "training" and event.fraction > 0.055:
            token.cancel()

    events = run(job(files, tmp_path / "m", steps=300), token, stop)
    assert events[-1].code == "cancelled" and "resumes" in events[-1].message, events[-1]
    assert not (tmp_path / "m" / "card.json").exists() and list((tmp_path / "m/training/checkpoints").glob("step-*"))
    token, seen = CancelToken(), []

    def again(event):
        seen.append(event.message)
        if any(text.startswith("resuming at step") for text in seen):
            token.cancel()

    assert run(job(files, tmp_path / "m", steps=300), token, again)[-1].code == "cancelled"
    assert any(text.startswith("resuming at step") for text in seen)
    other = run(job(files, tmp_path / "m"))  # another job is not mixed with it
    assert other[-1].code == "input" and "unfinished" in other[-1].message


def test_events_tell_of_progress_and_figures(files, tmp_path):
    events = run(job(files, tmp_path / "m", held_out=0.4))
    shares = [event.fraction for event in events if event.type == "progress"]
    assert events[-1].type == "result" and shares == sorted(shares) and shares[-1] == 0.95
    assert any("held out" in event.message for event in events if event.type == "log")
    assert events[-1].data["patches"] == {"trained on": 3, "held out": 2}


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"labels": "x.gpkg", "class_field": "a"}, "one of the two"),
        ({"masks": "", "labels": "x.gpkg"}, "field that holds the class"),
        ({"design": "spectralgpt"}, "published weights"),
        ({"weights": "x.pth"}, "choose that network"),
        ({"held_out": 2.0}, "held out"),
        ({"mode": "some"}, "is not known"),
        ({"cell_px": 16}, "Masks label pixels"),
    ],
)
def test_settings_that_mean_nothing_are_one_sentence(files, tmp_path, settings, sentence):
    with pytest.raises(Exception, match=sentence):
        job(files, tmp_path / "m", **settings)


def test_what_the_process_says_went_wrong_is_the_jobs_error(files, tmp_path):
    found = run(job(files, tmp_path / "m", class_names="one"))[-1]
    assert found.code == "input" and "1 class is named" in found.message
    assert not (tmp_path / "m" / "card.json").exists()


def test_without_torch_one_sentence_says_what_to_install(files, tmp_path, monkeypatch):
    find = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name, *a: None if name == "torch" else find(name, *a))
    found = run(job(files, tmp_path / "m"))[-1]
    assert found.code == "engine" and "needs torch" in found.message and "with fine-tuning" in found.message
    assert not (tmp_path / "m").exists()


def test_a_process_that_dies_is_one_sentence(files, tmp_path, monkeypatch):
    broken = tmp_path / "broken.py"
    broken.write_text("raise SystemExit('the roof fell in')")
    monkeypatch.setattr(finetuning, "SCRIPT", broken)
    found = run(job(files, tmp_path / "m"))[-1]
    assert found.code == "engine" and "the roof fell in" in found.message
    assert threading.active_count() < 50


def test_a_run_whose_engine_is_killed_is_saved(files, tmp_path):
    spec, state = job(files, tmp_path / "m", steps=2000), tmp_path / "m" / "training"
    state.mkdir(parents=True)
    command = [sys.executable, "-u", str(finetuning.SCRIPT), str(state)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen(command, text=True, **pipes)
    process.stdin.write(spec.to_line() + "\n")
    process.stdin.flush()
    for line in process.stdout:
        if '"training"' in line and json.loads(line)["fraction"] > 0.05:
            break
    process.stdout.close()  # nobody reads any more
    process.stdin.close()
    process.wait(60)
    assert list((state / "checkpoints").glob("step-*.pt"))


def test_facts_of_a_run_over_files_are_read_as_they_were_written(files, tmp_path):
    spec = replace(job(files, tmp_path / "m"), source=str(files / "images" / "t0.tif"))
    first = finetuning._state_of(spec, tmp_path / "m")
    (first / "mark").touch()
    assert (finetuning._state_of(spec, tmp_path / "m") / "mark").exists()
