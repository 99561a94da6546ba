"""The shard format: what goes in comes out; damage and a full disk are noticed."""

from __future__ import annotations

import resource
import signal

import numpy as np
import pytest

from backend.common.errors import InputError, OutputError
from training.shards.files import Group, ShardStore, ShardWriter, StoredScene, write_index

GROUP = Group("AVIRIS-NG", "L2", "reflectance", tuple(range(1, 13)), (16, 24))
SCENES = [
    StoredScene(f"line {i}", tuple(400.0 + 10 * k + i for k in range(12)), (6.0,) * 12, (1.0,) * 12, gsd_m=3.5)
    for i in range(2)
]


def patches(count: int) -> list[tuple[np.ndarray, np.ndarray]]:
    rng = np.random.default_rng(0)
    return [(rng.random((12, 16, 24), dtype=np.float32), rng.random((16, 24)) > 0.2) for _ in range(count)]


def write(root, count=5, name="a", dtype="float32"):
    group = Group(**{**GROUP.__dict__, "dtype": dtype})
    writer = ShardWriter(root, name, group)
    for number, (values, valid) in enumerate(patches(count)):
        writer.add(values, valid, SCENES[number % 2], row=16 * number, col=0, lon=-117.5, lat=34.25)
    writer.close()
    return group


def test_patches_come_back_with_their_scenes_and_places(tmp_path):
    write(tmp_path)
    assert write_index(tmp_path, ["a"]) == 5
    store = ShardStore(tmp_path)
    group = store.groups[0]
    for number, (values, valid) in enumerate(patches(5)):
        got, mask = store.read(group, number)
        assert np.array_equal(got, values) and np.array_equal(mask, valid)
        assert store.scene(group, number) == SCENES[number % 2]
        assert store.patch(group, number).row == 16 * number


def test_a_window_of_bands_rows_and_columns_is_that_of_the_patch(tmp_path):
    write(tmp_path)
    write_index(tmp_path, ["a"])
    store = ShardStore(tmp_path)
    values, valid = patches(5)[3]
    got, mask = store.read(store.groups[0], 3, bands=np.array([2, 5, 7]), rows=slice(3, 11), cols=slice(5, 13))
    assert np.array_equal(got, values[[2, 5, 7], 3:11, 5:13]) and np.array_equal(mask, valid[3:11, 5:13])


def test_half_floats_keep_three_digits(tmp_path):
    write(tmp_path, dtype="float16")
    write_index(tmp_path, ["a"])
    store = ShardStore(tmp_path)
    values, _ = patches(5)[1]
    assert np.allclose(store.read(store.groups[0], 1)[0], values, rtol=6e-4, atol=1e-6)


def test_groups_run_on_over_shards(tmp_path):
    write(tmp_path, 3, "a")
    write(tmp_path, 4, "b")
    assert write_index(tmp_path, ["b", "a"]) == 7
    group = ShardStore(tmp_path).groups[0]
    assert [group.locate(i) for i in (0, 2, 3, 6)] == [("a", 0), ("a", 2), ("b", 0), ("b", 3)]


def test_a_changed_bit_and_a_short_file_are_noticed(tmp_path):
    write(tmp_path)
    write_index(tmp_path, ["a"])
    assert ShardStore(tmp_path).verify() == []
    path = tmp_path / "shards" / "a.pixels"
    data = bytearray(path.read_bytes())
    data[100] ^= 1
    path.write_bytes(data)
    assert ShardStore(tmp_path).verify() == ["a"]
    path.write_bytes(data[:-4])
    store = ShardStore(tmp_path)
    with pytest.raises(InputError, match="too short"):
        store.read(store.groups[0], 0)


def test_a_folder_without_shards_says_how_to_make_them(tmp_path):
    with pytest.raises(InputError, match="build_hyper400k"):
        ShardStore(tmp_path)


def test_a_patch_of_another_shape_is_refused(tmp_path):
    writer = ShardWriter(tmp_path, "a", GROUP)
    with pytest.raises(InputError, match="does not fit"):
        writer.add(np.zeros((12, 16, 16), np.float32), np.ones((16, 16), bool), SCENES[0], row=0, col=0)


def test_a_full_disk_is_one_sentence(tmp_path):
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, before[1]))
    try:
        with pytest.raises(OutputError, match="free space"):
            write(tmp_path, 50)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)
    assert not list((tmp_path / "shards").glob("*.json"))
