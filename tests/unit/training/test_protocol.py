"""``training/protocol.py`` through the command line: the list, a look at a folder, a protocol run to its figure."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("torch", reason="torch is needed to train")

from tests.unit.training import published_folders as made
from training.protocols.entry import find, known
from training.protocols.items import Place
from training.protocols.running import Outcome, comparison, figures_of, overview, places_of

ROOT = Path(__file__).resolve().parents[3]
FEW = ["--set", "optim.steps=2", "--set", "optim.batch=2", "--set", "data.tile=16", "--set", "run.eval_every=0"]


def protocol(*args: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run the script."""
    command = [sys.executable, str(ROOT / "training" / "protocol.py"), *args]
    env = {**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
    return subprocess.run(command, capture_output=True, text=True, cwd=cwd, env=env, check=False)


def test_the_page_of_protocols_is_that_of_the_entries() -> None:
    """docs/protocols.md holds the table and the remarks that ``--list`` prints."""
    page = (ROOT / "docs" / "protocols.md").read_text(encoding="utf-8")
    assert "\n".join(overview([find(name) for name in known()])) in page


def test_every_option_is_on_the_page() -> None:
    """docs/protocols.md explains each option."""
    page = (ROOT / "docs" / "protocols.md").read_text(encoding="utf-8")
    shown = protocol("--help").stdout
    options = {word.strip("[],") for word in shown.split() if word.strip("[]").startswith("--")}
    assert len(options) > 10
    assert [name for name in sorted(options - {"--help"}) if f"`{name}" not in page] == []


def test_mistakes_end_in_a_sentence(tmp_path: Path) -> None:
    """No data, no such folder, no such set, a split that a set does not have: exit code 1 and what to do."""
    for args, word in (
        (["eurosat"], "--data"), (["eurosat", "--data", str(tmp_path / "no")], "does not exist"),
        (["eurosit", "--data", str(tmp_path)], "eurosat"), (["eurosat", "--data", str(tmp_path)], "as it is published"),
        (["eurosat", "--data", str(tmp_path), "--split", "random"], "--split"),
    ):  # fmt: skip
        done = protocol(*args)
        assert done.returncode == 1
        assert word in done.stderr
        assert "Traceback" not in done.stderr


def test_a_scene_gets_both_figures(tmp_path: Path) -> None:
    """Indian Pines in its layout: the random split with its warning, the disjoint one beside it, and a document."""
    entry = find("pavia_university")
    made.cube(entry, tmp_path / "data", side=60)
    looked = protocol("pavia_university", "--data", str(tmp_path / "data"), "--check")
    assert looked.returncode == 0
    assert "random, seed 0" in looked.stderr + looked.stdout
    done = protocol("pavia_university", "--data", str(tmp_path / "data"), "--out", str(tmp_path / "out"), *FEW)
    assert done.returncode == 0, done.stderr
    text = done.stderr + done.stdout
    assert "| landcover, this run | random, seed 0 |" in text
    assert "| landcover, this run | disjoint, seed 0 |" in text
    assert "side by side" in text
    result = json.loads((tmp_path / "out" / "result.json").read_text())
    assert [run["split"] for run in result["runs"]] == ["random, seed 0", "disjoint, seed 0"]
    assert all(0 <= run["figures"]["oa"] <= 1 for run in result["runs"])


def test_scenes_of_spectralgpt(tmp_path: Path) -> None:
    """EuroSAT with SpectralGPT in miniature: its figure beside the published ones."""
    entry = find("eurosat")
    made.class_folders(entry, tmp_path / "tif", each=2)
    lists = tmp_path / "lists"
    lists.mkdir()
    for name, i in (("train_euro_result.txt", 1), ("val_euro_result.txt", 2)):
        (lists / name).write_text("".join(f"tif/{c}/{c}_{i}.tif {k}\n" for k, c in enumerate(entry.classes)))
    done = protocol(
        "eurosat", "--data", str(tmp_path), "--splits", str(lists), "--model", "spectralgpt-base", "--out",
        str(tmp_path / "out"), "--set", "model.fresh=true", "--set", "model.miniature=true", "--set", "data.workers=0",
        *FEW,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    text = done.stderr + done.stdout
    assert "| SpectralGPT+ (Hong et al. 2024) | SpectralGPT's lists | 99.21 |  |" in text
    assert "published |" in text


def test_change_without_training(tmp_path: Path) -> None:
    """The product's own detection on the test cities, beside the published figure; other data sets refuse it."""
    entry = find("oscd")
    made.oscd(tmp_path / "data", entry.bands.names, {"abudhabi": "train", "dubai": "test"})
    done = protocol("oscd", "--data", str(tmp_path / "data"), "--model", "change", "--out", str(tmp_path / "out"))
    assert done.returncode == 0, done.stderr
    assert "| change, no training, this run | published |" in done.stderr + done.stdout
    assert json.loads((tmp_path / "out" / "result.json").read_text())["runs"][0]["figures"]["f1"] > 0.5
    made.cube(find("salinas"), tmp_path / "other")
    done = protocol("salinas", "--data", str(tmp_path / "other"), "--model", "change")
    assert done.returncode == 1
    assert "not a data set of changes" in done.stderr


def test_figures_and_their_table() -> None:
    """Change is judged by F1 of what changed; mean recall is added; the published figure stands beside."""
    entry = find("oscd")
    details = {
        "oa": 0.9, "miou": 0.5, "kappa": None, "precision": {"unchanged": 0.9, "changed": 0.5},
        "recall": {"unchanged": 0.8, "changed": 0.25},
    }  # fmt: skip
    figures = figures_of(entry, details)
    assert figures["f1"] == pytest.approx(1 / 3)
    assert figures["aa"] == pytest.approx(0.525)
    lines = comparison(entry, [Outcome("published", "landcover", figures, {}, 5, details)])
    assert lines[0] == "OSCD (Onera changes): F1"
    assert any("| 33.33 |" in line and "kappa none" in line for line in lines)
    assert any("54.29" in line for line in lines)


def test_splits_that_are_run(tmp_path: Path) -> None:
    """Scenes of labelled pixels run both splits unless one is asked for."""
    place = Place(tmp_path)
    assert [p.split for p in places_of(find("salinas"), place, "both")] == ["random", "disjoint"]
    assert [p.split for p in places_of(find("salinas"), place, "disjoint")] == ["disjoint"]
    assert places_of(find("eurosat"), place, "both") == [place]
