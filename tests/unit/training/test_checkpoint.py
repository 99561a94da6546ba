"""Checkpoints: whole or not there, and no code in them."""

from __future__ import annotations

import os
import pickle

import pytest
import torch

from backend.common.errors import InputError, OutputError
from training.common import checkpoint

STATE = {"step": 3, "weights": {"a": torch.arange(400_000, dtype=torch.float32)}}


def test_what_is_saved_is_loaded(tmp_path):
    checkpoint.save(STATE, tmp_path / "a.pt")
    loaded = checkpoint.load(tmp_path / "a.pt")
    assert loaded["step"] == 3 and torch.equal(loaded["weights"]["a"], STATE["weights"]["a"])
    assert os.listdir(tmp_path) == ["a.pt"]


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full, a file on a disk that is always full")
@pytest.mark.parametrize("size", [1, 400_000])  # fails when flushed, and in the midst of torch's writer
def test_a_full_disk_is_one_sentence_and_leaves_the_earlier_checkpoint(tmp_path, size):
    checkpoint.save({"step": 1}, tmp_path / "a.pt")
    (tmp_path / "a.pt.tmp").symlink_to("/dev/full")
    with pytest.raises(OutputError, match="No space left"):
        checkpoint.save({"step": 2, "weights": torch.zeros(size)}, tmp_path / "a.pt")
    assert checkpoint.load(tmp_path / "a.pt")["step"] == 1 and os.listdir(tmp_path) == ["a.pt"]


class Harm:
    def __reduce__(self):
        return os.mkdir, ("harm",)


@pytest.mark.filterwarnings("ignore:Detected pickle protocol")
def test_a_pickle_with_code_and_a_cut_file_are_refused(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.pt").write_bytes(pickle.dumps({"x": Harm()}))
    with pytest.raises(InputError, match="cannot be read"):
        checkpoint.load(tmp_path / "a.pt")
    assert not (tmp_path / "harm").exists()
    checkpoint.save(STATE, tmp_path / "b.pt")
    (tmp_path / "b.pt").write_bytes((tmp_path / "b.pt").read_bytes()[:-100])
    with pytest.raises(InputError, match="cannot be read"):
        checkpoint.load(tmp_path / "b.pt")
    with pytest.raises(InputError, match="does not exist"):
        checkpoint.load(tmp_path / "c.pt")
