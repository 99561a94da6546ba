"""Real labelled scenes on their way into training: what labels allow, what is changed, what never gets in."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="torch is needed to train")

from backend.common.errors import InputError  # noqa: E402
from backend.spectral.resampling import Bands  # noqa: E402
from training.landcover import real_samples as samples  # noqa: E402
from training.landcover.dataset import MERGED  # noqa: E402
from training.landcover.losses import grouped_cross_entropy  # noqa: E402
from training.landcover.real_samples import CELL, RealScenes  # noqa: E402
from training.real import packed  # noqa: E402
from training.real.scene import LabelledScene  # noqa: E402

PLANTS = ("low_vegetation", "tree", "dry_vegetation")
HYPERSPECTRAL = Bands(np.linspace(430.0, 2400.0, 60), np.full(60, 30.0))
BROAD = Bands(np.array([480.0, 560.0, 660.0, 850.0, 1610.0, 2200.0]), np.full(6, 60.0))


def scene(name: str, fold: str, *, bands: Bands = HYPERSPECTRAL, positions: bool = True) -> LabelledScene:
    """Labels 1 (water, one in ten) and 2 (any plant) in a scene of 30 x 21 pixels, or a table of 630."""
    rng = np.random.default_rng(4)
    shape = (30, 21) if positions else (1, 630)
    labels = np.where(rng.random(shape) < 0.1, 1, 2).astype(np.uint8)
    labels[:, :3] = 0
    pixels = np.where(labels[..., None] == 1, 0.02, 0.3) * np.ones((*shape, bands.count))
    valid = rng.random(shape) > 0.05
    return LabelledScene(
        name=name, set=name, fold=fold, pixels=pixels.astype(np.float32), valid=valid, bands=bands, level="L2",
        sensor=None, gsd_m=10.0, labels=labels, classes={1: ("water",), 2: PLANTS}, positions=positions,
    )  # fmt: skip


@pytest.fixture
def real(monkeypatch: pytest.MonkeyPatch) -> RealScenes:
    scenes = [
        scene("cube", "here"),
        scene("broad", "there", bands=BROAD),
        scene("table", "there", bands=BROAD, positions=False),
    ]

    def found(data: Path, *, leave_out: tuple[str, ...]) -> list[LabelledScene]:
        return [s for s in scenes if s.fold not in leave_out]

    monkeypatch.setattr("training.real.reading.labelled_scenes", found)
    return RealScenes(Path(), leave_out=("nowhere",), size=16, content_drop=0.2)


def test_samples_fit_the_network_and_carry_their_labels(real: RealScenes) -> None:
    water = list(MERGED).index("water")
    bands = set()
    for seed in range(60):
        sample = real.draw(np.random.default_rng(seed))
        _, count, height, width = sample.pixels.shape
        assert height % CELL == width % CELL == 0 and max(height, width) <= 16
        assert sample.center_nm.shape == sample.fwhm_nm.shape == sample.weight.shape == (count,)
        assert sample.content.shape == (count, 16) and count >= 4
        assert torch.isfinite(sample.pixels).all() and float(sample.weight.sum()) == pytest.approx(1.0, abs=1e-4)
        assert torch.all(sample.pixels[(sample.valid[:, None] == 0).expand_as(sample.pixels)] == 0)
        assert torch.all(sample.counts[sample.valid == 0] == 0) and sample.counts.sum() > 0
        labelled = sample.counts > 0
        only_water = labelled & (sample.allowed.sum(1) == 1)
        assert torch.all(sample.allowed[:, water][only_water] == 1)
        plants = labelled & (sample.allowed.sum(1) == len(PLANTS))
        assert torch.all(sample.allowed[:, water][plants] == 0)
        assert torch.equal(only_water | plants, labelled)
        bands.add(count)
    assert len(bands) > 4


def test_pixels_of_a_table_lie_in_blocks_among_their_like(real: RealScenes) -> None:
    """As they are judged; in one sample of four in random order."""
    table = next(members[0] for members in real.sets if members[0].scene.name == "table")
    unlike = []
    for seed in range(40):
        pixels, valid, labels = (x[0] for x in samples._mosaic(np.random.default_rng(seed), table, 16))
        blocks = pixels[::2, ::2, 0]
        assert np.array_equal(np.kron(blocks, np.ones((2, 2))), pixels[..., 0])
        assert np.array_equal(labels > 0, valid) and len(np.unique(labels[valid])) == 2
        unlike.append(np.mean(labels[:, :-2][valid[:, 2:]] != labels[:, 2:][valid[:, 2:]]))
    assert 5 <= np.sum(np.array(unlike) > 0.25) <= 20 and np.median(unlike) < 0.2


def test_rare_labels_weigh_more_but_not_all(real: RealScenes) -> None:
    known = real.sets[0][0]
    rare, common = known.counts[1], known.counts[2]
    number = np.bincount(known.scene.labels[known.scene.valid], minlength=3)
    assert rare / common == pytest.approx(np.sqrt(number[2] / number[1]), rel=1e-5)
    assert (rare * number[1] + common * number[2]) / number[1:].sum() == pytest.approx(1.0, rel=1e-5)


def test_folds_left_out_are_never_drawn(monkeypatch: pytest.MonkeyPatch, real: RealScenes) -> None:
    without = RealScenes(Path(), leave_out=("there",), size=16, content_drop=0.0)
    assert [members[0].scene.name for members in without.sets] == ["cube"]


def test_packed_scenes_are_the_scenes_around_their_labels(tmp_path: Path) -> None:
    given = [scene("cube", "here"), scene("table", "there", bands=BROAD, positions=False)]
    packed.write_scenes(given, tmp_path)
    found = list(packed.read_scenes(tmp_path))
    assert [s.name for s in found] == ["cube", "table"]
    for before, after in zip(given, found, strict=True):
        assert np.array_equal(before.labels, after.labels) and np.array_equal(before.valid, after.valid)
        assert np.allclose(before.pixels, after.pixels, rtol=1e-3) and before.classes == after.classes
        assert np.array_equal(before.bands.center_nm, after.bands.center_nm)
        assert (before.fold, before.level, before.gsd_m, before.positions) == (
            after.fold, after.level, after.gsd_m, after.positions,
        )  # fmt: skip
    assert [s.name for s in packed.read_scenes(tmp_path, leave_out=("here",))] == ["table"]
    with pytest.raises(InputError, match="no fold 'moon'"):
        list(packed.read_scenes(tmp_path, leave_out=("moon",)))
    (tmp_path / packed.NAME).write_bytes(b"no archive")
    with pytest.raises(InputError, match="pack the data again"):
        list(packed.read_scenes(tmp_path))


def test_a_packed_folder_is_read_in_place_of_a_data_folder(tmp_path: Path) -> None:
    packed.write_scenes([scene("cube", "here")], tmp_path)
    real = RealScenes(tmp_path, leave_out=(), size=16, content_drop=0.0)
    assert [members[0].scene.name for members in real.sets] == ["cube"]


def test_any_class_that_a_label_allows_is_right() -> None:
    logits = torch.zeros(1, 4, 1, 2)
    logits[0, 1, 0, 0] = 50.0
    allowed = torch.tensor([0.0, 1.0, 1.0, 0.0]).reshape(1, 4, 1, 1).expand(1, 4, 1, 2)
    sure = grouped_cross_entropy(logits, allowed, torch.tensor([[[1.0, 0.0]]]))
    unsure = grouped_cross_entropy(logits, allowed, torch.tensor([[[0.0, 1.0]]]))
    assert float(sure) == pytest.approx(0.0, abs=1e-6)
    assert float(unsure) == pytest.approx(np.log(2.0), abs=1e-6)
