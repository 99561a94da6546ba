"""The check of graphics cards, tried on the processor from its first line to its last."""

import json
import os
import subprocess
import sys

import pytest

pytest.importorskip("torch")


def check(root, *words):
    command = [sys.executable, str(root / "tests" / "bench" / "gpu_check.py"), *map(str, words)]
    environment = {**os.environ, "PYTHONPATH": str(root), "SPECAWARE_DATA": ""}
    return subprocess.run(command, capture_output=True, text=True, cwd=root, env=environment, check=False)


@pytest.mark.slow
def test_every_part_of_the_check_gives_a_table_on_the_processor(root, tmp_path):
    done = check(root, "--device", "cpu", "--small", "--out", tmp_path)
    assert done.returncode == 0, done.stderr[-2000:]
    found = json.loads((tmp_path / "gpu_check.json").read_text())
    parts = {part["title"].split(",")[0]: part for part in found["parts"]}
    assert len(parts) == 6 and all(part["rows"] for part in parts.values()), [p["notes"] for p in found["parts"]]
    measured = [row for part in parts.values() for row in part["rows"]]
    assert not any(row.get("kpx/s", row.get("samples/s")) == "not measured" for row in measured)
    agree = parts["Maps of the device against those of the processor"]["rows"]
    assert all(row["labels equal"] >= 0.99 for row in agree)
    assert all(row["enough"] == "yes" for row in agree if row["numbers"] in ("float32", "TF32"))
    errors = parts["Dense inference against the plain transcription (random weights)"]["rows"]
    assert all(row["largest relative error"] < 1e-4 for row in errors if row["numbers"] == "float32")
    losses = [row["loss"] for row in parts["Pretraining: loss"]["rows"]]
    assert len(losses) >= 3 and all(0 < loss < 10 for loss in losses)
    text = (tmp_path / "gpu_check.md").read_text()
    assert all(f"### {part['title']}" in text for part in found["parts"])


def test_without_a_card_it_ends_in_one_sentence(root, tmp_path):
    import torch

    if torch.cuda.is_available():
        pytest.skip("there is a card")
    done = check(root, "--out", tmp_path)
    assert done.returncode == 1 and done.stderr.count("\n") == 1 and "--device cpu --small" in done.stderr
    assert not list(tmp_path.iterdir())
