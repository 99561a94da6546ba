"""The plan of a run."""

from __future__ import annotations

import pytest

from backend.common.errors import InputError
from tests.support.pretraining import write_config
from training.common.config import read_toml
from training.common.loop.parallel import split
from training.pretraining.schedule import read_stages

TABLES = {
    "one": {
        "steps": 60,
        "tile": 32,
        "batch": 64,
        "base_lr": 0.1,
        "warmup": 10,
        "views": [{"low_nm": 400, "bands": 50}],
    },
    "two": {"steps": 40, "tile": 64, "batch": 32, "base_lr": 0.05},
}


def test_steps_fall_into_stages_in_order():
    plan = read_stages(TABLES)
    assert plan.steps == 100
    assert [plan.at(s)[0] for s in (0, 59, 60, 99)] == [0, 0, 1, 1]
    assert plan.at(60)[1].tile == 64 and plan.at(75)[2] == 15


def test_each_stage_warms_up_to_its_own_scaled_rate():
    plan = read_stages(TABLES)
    assert plan.lr(9) == pytest.approx(0.1 * 64 / 256)
    assert plan.lr(0) == pytest.approx(plan.lr(9) / 10)
    assert plan.lr(60) == pytest.approx(0.05 * 32 / 256)
    assert plan.lr(99) < 0.02 * plan.lr(60)


@pytest.mark.parametrize("steps", [2, 7, 50, 1000])
def test_a_scaled_plan_has_the_steps_asked_for_and_every_stage(steps):
    plan = read_stages(TABLES).scaled(steps)
    assert plan.steps == steps and all(s.steps >= 1 and 0 <= s.warmup < s.steps for s in plan.stages)
    assert abs(plan.stages[0].steps - 0.6 * steps) <= 1


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"steps": 0}, "stage.one.steps"),
        ({"mask_ratio": 1.0}, "mask_ratio"),
        ({"warmup": 60}, "warmup"),
        ({"tyle": 3}, "tyle"),
        ({"views": [{"low": 3}]}, "low"),
        ({"views": []}, "views"),
    ],
)
def test_what_cannot_be_meant_is_refused_by_name(change, words):
    with pytest.raises(InputError, match=words):
        read_stages({"one": {**TABLES["one"], **change}})


def test_missing_stages_and_keys_are_named():
    with pytest.raises(InputError, match="no stage"):
        read_stages({})
    with pytest.raises(InputError, match="'batch'"):
        read_stages({"one": {"steps": 1, "tile": 8}})
    with pytest.raises(InputError, match="less than the 2 stages"):
        read_stages(TABLES).scaled(1)


def test_nested_settings_can_be_changed_on_the_command_line(tmp_path):
    sections = read_toml(write_config(tmp_path), ["stage.small.steps=9", "run.amp=bf16", "stage.large.resize=true"])
    assert sections["stage"]["small"]["steps"] == 9 and sections["stage"]["small"]["tile"] == 8
    assert sections["run"]["amp"] == "bf16" and sections["stage"]["large"]["resize"] is True
    with pytest.raises(InputError, match=r"section\.key=value"):
        read_toml(write_config(tmp_path), ["steps=3"])


def test_a_batch_is_shared_out_equally_or_refused():
    assert [split(8, 4, i) for i in range(4)] == [slice(0, 2), slice(2, 4), slice(4, 6), slice(6, 8)]
    with pytest.raises(InputError, match="multiple of 3"):
        split(8, 3, 0)
