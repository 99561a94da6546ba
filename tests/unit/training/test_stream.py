"""Batches: complete epochs, one sensor each, the same for any number of processes and after any pause."""

from __future__ import annotations

from dataclasses import fields

import numpy as np
import pytest
import torch

from backend.common.errors import InputError
from backend.spectral.inputs.attributes import attributes
from tests.support.pretraining import write_shards
from training.pretraining.schedule import read_stages
from training.pretraining.stream import DataConfig, ShardStream, Tokens, batches
from training.shards.files import Group, ShardWriter, StoredScene, write_index

TABLES = {
    "one": {"steps": 30, "tile": 8, "batch": 4, "band_drop": 0.3,
            "views": [{"low_nm": 400, "high_nm": 1650, "bands": 12}, {"low_nm": 1250, "bands": 12}]},
    "two": {"steps": 5, "tile": 16, "batch": 4, "views": [{}], "sensors": ["EnMAP"]},
}  # fmt: skip
CONFIG = DataConfig(seed=3, held_out=0.2, workers=0)
TOKENS = Tokens(4)


@pytest.fixture(scope="module")
def shards(tmp_path_factory):
    return write_shards(tmp_path_factory.mktemp("shards"))


def stream(shards, **options):
    return ShardStream([shards], read_stages(TABLES), CONFIG, TOKENS, **options)


def same(a, b):
    return all(
        torch.equal(getattr(x.spectra, f.name), getattr(y.spectra, f.name))
        for x, y in zip(a.views, b.views, strict=True)
        for f in fields(x.spectra)
    ) and all(torch.equal(x.noise, y.noise) for x, y in zip(a.views, b.views, strict=True))


def test_a_step_is_the_same_whenever_it_is_asked_for(shards):
    first, second = stream(shards), stream(shards)
    _ = [first[i] for i in range(7)]
    assert same(first[7], second[7]) and first[7].origins == second[7].origins
    assert not torch.equal(first[7].views[0].noise, first[8].views[0].noise)


def test_worker_processes_give_what_this_process_gives(shards):
    here = stream(shards)
    away = ShardStream([shards], read_stages(TABLES), DataConfig(seed=3, held_out=0.2, workers=1), TOKENS)
    got = list(batches(away, start=4, stop=6))
    assert [b.step for b in got] == [4, 5] and all(same(b, here[b.step]) for b in got)


def test_processes_share_the_batch_of_one(shards):
    whole, parts = stream(shards)[9], [stream(shards, rank=r, world=2)[9] for r in range(2)]
    for number, view in enumerate(whole.views):
        joined = torch.cat([p.views[number].spectra.pixels for p in parts])
        assert torch.equal(joined, view.spectra.pixels)
        assert torch.equal(torch.cat([p.views[number].noise for p in parts]), view.noise)


def test_batches_are_of_one_sensor_and_an_epoch_shows_each_patch_once(shards):
    source = stream(shards)
    seen = []
    epoch = sum(-(-len(numbers) // 4) for _, numbers in source._plans[0])
    for step in range(epoch):
        batch = source[step]
        assert len({o.split()[0] for o in batch.origins}) == 1
        seen += [o.rsplit(" row ", 1)[0] for o in batch.origins]
    train = sum(len(numbers) for _, numbers in source._plans[0])
    assert set(seen) == {"EnMAP.tif", "AVIRIS-NG.tif", "Sentinel-2.tif"} and len(seen) - train < 4 * 3


def test_held_out_patches_are_never_trained_on(shards):
    training, held_out = stream(shards), stream(shards, held_out=True)
    for (group, mine), (other, theirs) in zip(training._plans[0], held_out._plans[0], strict=True):
        assert group.group == other.group and not set(mine) & set(theirs)
        assert len(mine) + len(theirs) == len(group)


def test_views_have_their_bands_and_everything_else_fits(shards):
    batch = next(b for b in (stream(shards)[i] for i in range(30)) if b.group.startswith("aviris"))
    low, high = (v.spectra for v in batch.views)
    assert 8 <= low.pixels.shape[1] <= 12 and low.center_nm.max() <= 1650 and high.center_nm.min() >= 1250
    assert low.pixels.shape[2:] == (8, 8) and low.valid.shape == (4, 8, 8) and batch.views[0].noise.shape == (4, 4)
    assert torch.allclose(low.weight.sum(1), torch.ones(4)) and low.attributes.shape == (4, 2, 384)
    assert (low.gsd_m == 30).all()


def test_a_stage_draws_from_its_sensors_only_and_says_if_there_are_none(shards):
    source = stream(shards)
    assert all(source[s].group.startswith("enmap") for s in range(30, 35))
    tables = {"one": {**TABLES["one"], "levels": ["L1"]}}
    with pytest.raises(InputError, match="no patches of L1"):
        ShardStream([shards], read_stages(tables), CONFIG, TOKENS)


def test_radiance_is_turned_into_reflectance_unless_asked_otherwise(tmp_path):
    group = Group("AVIRIS-NG", "L1", "radiance", tuple(range(1, 9)), (8, 8), "float32")
    gain = tuple(0.01 * (i + 1) for i in range(8))
    writer = ShardWriter(tmp_path, "a", group)
    scene = StoredScene("x", tuple(np.linspace(450, 900, 8)), (5.0,) * 8, gain)
    for _ in range(4):
        writer.add(np.full((8, 8, 8), 2.0, np.float32), np.ones((8, 8), bool), scene, row=0, col=0)
    writer.close()
    write_index(tmp_path, ["a"])
    plan = read_stages({"one": {"steps": 1, "tile": 8, "batch": 2}})
    reflectance = ShardStream([tmp_path], plan, DataConfig(held_out=0.0), TOKENS)[0].views[0].spectra
    assert torch.allclose(reflectance.pixels[0, :, 0, 0], 2 * torch.tensor(gain)) and (reflectance.gsd_m == 30).all()
    physical = ShardStream([tmp_path], plan, DataConfig(held_out=0.0, units="physical"), TOKENS)[0]
    assert (physical.views[0].spectra.pixels == 2).all()


def test_a_share_of_the_batches_is_not_told_the_sensor(shards):
    plan = read_stages(TABLES)
    source = ShardStream([shards], plan, DataConfig(seed=3, held_out=0.2, unnamed=0.5), TOKENS)
    enmap = [b.views[0].spectra.attributes[0, 0] for b in (source[i] for i in range(30)) if b.group.startswith("enmap")]
    other, named = torch.from_numpy(attributes(None, "L2"))[0], torch.from_numpy(attributes("EnMAP", "L2"))[0]
    assert {torch.equal(a, other) for a in enmap} == {True, False}
    assert all(torch.equal(a, other) or torch.equal(a, named) for a in enmap)


def test_tokens_are_counted_as_the_models_cut():
    assert Tokens(8).count(100, 32, 36) == 4 * 5 and Tokens(8, 3).count(13, 32, 32) == 16 * 5
