"""The ablations: each variant leaves out what its name says, is exported, and is not trained twice."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("torch", reason="torch is needed to train")

from training.finetune import read_plan
from training.landcover.ablate import EFFECTS, HERE, IDEAS, VARIANTS
from training.simulate import SimConfig
from training.simulate.effects import NAMES

TINY = [
    "model.band_width=32", "model.width=16", "model.cell_widths=[16, 16]", "model.cell_depths=[1, 1]",
    "data.tiles=1", "data.size=16", "data.workers=0", "data.replayed=0", "simulation.max_bands=30",
]  # fmt: skip


def ablate(root: Path, out: Path, *extra: str) -> subprocess.CompletedProcess[str]:
    settings = [text for setting in TINY for text in ("--set", setting)]
    script = root / "training" / "landcover" / "ablate.py"
    command = [sys.executable, str(script), "--out", str(out), "--steps", "1", *settings]
    return subprocess.run(
        [*command, "--calibration-steps", "1", *extra], capture_output=True, text=True, timeout=300, check=False
    )


def test_a_variant_becomes_a_model_once(root: Path, tmp_path: Path) -> None:
    first = ablate(root, tmp_path, "--only", "no_content")
    assert first.returncode == 0, first.stderr
    card = json.loads((tmp_path / "no_content" / "card.json").read_text(encoding="utf-8"))
    assert "model.content=false" in card["properties"]["specaware:training_command"]
    assert str(tmp_path) not in json.dumps(card)
    again = ablate(root, tmp_path, "--only", "no_content")
    assert again.returncode == 0 and "already exists" in again.stderr


def test_an_unknown_variant_is_refused_in_one_sentence(root: Path, tmp_path: Path) -> None:
    done = ablate(root, tmp_path, "--only", "no_coffee")
    assert done.returncode == 1
    assert "choose from full, no_content" in done.stderr and "Traceback" not in done.stderr


def test_the_variants_are_those_that_the_table_names() -> None:
    assert {"full", "no_content", "no_meta", "no_landscapes", "one_sensor", "random_features"} <= set(VARIANTS)
    assert VARIANTS["vit"].config == VARIANTS["vit_pretrained"].config != VARIANTS["full"].config


def test_effects_are_left_out_one_at_a_time_and_nothing_else_differs() -> None:
    """All start from the bundled weights; the simulations differ by the named effect alone."""
    full = read_plan(HERE / "configs" / f"{EFFECTS['with_all'].config}.toml", list(EFFECTS["with_all"].settings))
    assert full.init.model == "specaware-fast" and not full.simulation.without
    off = {}
    for name, variant in EFFECTS.items():
        plan = read_plan(HERE / "configs" / f"{variant.config}.toml", list(variant.settings))
        assert (plan.network, plan.optim, plan.init) == (full.network, full.optim, full.init)
        changed = {k: v for k, v in vars(plan.simulation).items() if v != vars(full.simulation)[k]}
        off[name] = changed
        assert plan.data == full.data or name == "with_all_seed_2"
    assert off.pop("with_all") == off.pop("with_all_seed_2") == {}
    assert {f"without_{name}" for name in NAMES} < set(off) and not set(IDEAS) & set(EFFECTS)
    named = {name: changed for name, changed in off.items() if "without" in changed}
    assert all(changed == {"without": [name.removeprefix("without_")]} for name, changed in named.items())
    shares = [changed for changed in off.values() if "without" not in changed]
    assert all(len(changed) == 1 and set(changed.values()) == {0.0} for changed in shares) and len(shares) == 3
    assert SimConfig(without=("seasons",)).effects.seasons is False
