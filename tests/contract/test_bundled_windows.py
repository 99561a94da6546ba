"""The windows of every bundled model: the map does not depend on blocks, hardly on the grid, and shows no seam."""

import json
from pathlib import Path

import numpy as np
import pytest
import rasterio

from backend.catalog import store as model_store
from backend.job.spec import JobSpec, Options, Outputs
from tests.support.mosaic import mosaic

BUNDLED = [card for card in model_store.installed()[0] if card.path.is_relative_to(model_store.folders()[-1])]
TIMES = 15  # windows side by side in the scene whose seams are looked at


@pytest.fixture(params=BUNDLED, ids=lambda card: card.name)
def card(request):
    return request.param


@pytest.fixture
def mapped(run_job, card, tmp_path):
    """Return a function that maps a raster with the model and gives classes and, if asked for, probabilities."""
    made = iter(range(100))

    def run(source, *, probabilities=False, **options):
        folder = tmp_path / f"out{next(made)}"
        outputs = Outputs(classes=str(folder / "c.tif"), probabilities=str(folder / "p.tif") if probabilities else None)
        spec = JobSpec("map", str(source), model=card.name, outputs=outputs, options=Options(threads=1, **options))
        final, _ = run_job(spec)
        assert final.type == "result", final.message
        report = json.loads(Path(final.data["outputs"]["report"]).read_text())
        return [_read(path) for path in (outputs.classes, outputs.probabilities) if path] + [report]

    return run


def _read(path):
    with rasterio.open(path) as file:
        return file.read() if file.count > 1 else file.read(1)


def test_the_grid_is_in_the_card_and_anchored_at_the_origin(card):
    window = json.loads(card.path.read_text())["properties"]["specaware:window"]
    assert (window["size"], window["overlap"], window["anchor"]) == (card.window_px, card.overlap_px, "origin")


def test_blocks_of_64_128_256_and_the_whole_raster_agree(card, mapped, tmp_path):
    source = mosaic(tmp_path / "a.tif", rows=64, cols=4 * card.window_px - 37)
    whole, report = mapped(source)
    assert report["grid"]["blocks"] == 1
    for px in (64, 128, 256):
        classes, report = mapped(source, block_px=px)
        assert report["grid"]["blocks"] > 1
        assert np.mean(classes == whole) >= 0.999


def test_a_grid_shifted_by_half_a_window_changes_at_most_two_percent(card, mapped, tmp_path):
    side, half = card.window_px + 40, card.window_px // 2
    plain, _ = mapped(mosaic(tmp_path / "a.tif", rows=side, cols=side))
    shifted, _ = mapped(mosaic(tmp_path / "b.tif", rows=side, cols=side, shift=half))
    assert (shifted[:half] == 0).all() and (shifted[:, :half] == 0).all()
    assert np.mean(shifted[half:, half:] != plain) <= 0.02


def test_the_step_across_seams_is_that_elsewhere(card, mapped, tmp_path):
    stride, overlap = card.window_px - card.overlap_px, card.overlap_px
    source = mosaic(tmp_path / "a.tif", rows=64, cols=TIMES * stride + overlap)
    _, probabilities, _ = mapped(source, probabilities=True)
    steps = np.abs(np.diff(probabilities.astype(np.float64), axis=2)).mean(axis=(0, 1))  # (W - 1,)
    starts = np.arange(stride, TIMES * stride, stride)
    seams = (starts[:, None] + np.arange(-1, overlap)).ravel()  # from before a window's first column to its ramp's end
    elsewhere = np.delete(steps, seams).mean()
    assert steps[seams].mean() <= 1.05 * elsewhere


def test_windows_without_a_valid_pixel_are_not_run(card, mapped, tmp_path, monkeypatch):
    from backend.engines.onnx_engine import OnnxEngine

    runs, real = [], OnnxEngine.run
    monkeypatch.setattr(OnnxEngine, "run", lambda self, *a: runs.append(len(a[0])) or real(self, *a))
    stride = card.window_px - card.overlap_px
    source = mosaic(tmp_path / "a.tif", rows=40, cols=40, shift=2 * stride + card.overlap_px)
    classes, report = mapped(source)
    assert report["grid"]["tiles"] == 9 and sum(runs) == 1
    assert (classes[-40:, -40:] > 0).all() and (classes > 0).sum() == 1600
