"""The score of what is unknown: real and simulated ground is known, noise and shuffled spectra are not."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import rasterio

from backend.common.errors import ModelError
from backend.mapping.outputs.novelty import LEVELS, Detector, UnknownRunner, load_kinds
from backend.shell.main import main
from backend.spectral.resampling import Bands
from tests.support.tiny import save_geotiff

SAMPLE = Path(__file__).resolve().parents[3] / "resources/sample/simulated_enmap_30m.tif"


def sample(step: int = 7) -> tuple[np.ndarray, Bands]:
    """Spectra (C, n) of the bundled sample, and its bands."""
    with rasterio.open(SAMPLE) as file:
        cube = file.read()[:, ::step, ::step].astype(np.float32) * file.scales[0]
        centers, widths = (np.array([float(file.tags(b)[k]) for b in file.indexes]) for k in ("wavelength", "fwhm"))
    return cube.reshape(len(cube), -1), Bands(centers, widths)


def detector(bands: Bands, level: str = "L2") -> Detector:
    """A detector for bands that must tell something."""
    found = Detector.of(load_kinds()[level], bands)
    assert found is not None
    return found


def test_a_simulated_scene_is_known_and_noise_is_not() -> None:
    spectra, bands = sample()
    rng = np.random.default_rng(0)
    known = detector(bands)
    assert (known.scores(spectra) >= 0.5).mean() < 0.02
    assert (known.scores(rng.uniform(0, 0.6, spectra.shape).astype(np.float32)) >= 0.5).mean() > 0.99
    shuffled = np.stack([spectra[rng.permutation(len(spectra)), n] for n in range(spectra.shape[1])], axis=1)
    assert (known.scores(shuffled) >= 0.5).mean() > 0.7
    uneven = spectra * np.exp(rng.normal(0, 0.4, spectra.shape)).astype(np.float32)
    assert (known.scores(uneven) >= 0.5).mean() > 0.7


def test_a_material_of_narrow_features_is_stranger_than_ground_of_the_same_colour() -> None:
    """Absorptions of a plastic (polyethylene: 1215, 1730, 2310 nm), as deep as those of a thick sheet."""
    spectra, bands = sample()
    plastic = np.full(bands.count, 0.7)
    for center, width, depth in (
        (1215, 15, 0.35),
        (1540, 20, 0.15),
        (1730, 20, 0.65),
        (2310, 25, 0.75),
        (2350, 20, 0.6),
    ):
        plastic *= 1 - depth * np.exp(-0.5 * ((bands.center_nm - center) / width) ** 2)
    known = detector(bands)
    ground = known.distances(spectra)
    assert known.distances(plastic[:, None].astype(np.float32))[0] > np.quantile(ground, 0.99)


@pytest.mark.parametrize("step", [2, 5, 20])
def test_the_same_ground_is_as_known_through_fewer_bands_in_any_order(step: int) -> None:
    spectra, bands = sample()
    order = np.random.default_rng(step).permutation(np.arange(0, bands.count, step))
    few = Bands(bands.center_nm[order], bands.fwhm_nm[order])
    assert (detector(few).scores(spectra[order]) >= 0.5).mean() < 0.03
    straight = detector(Bands(few.center_nm[np.argsort(order)], few.fwhm_nm[np.argsort(order)]))
    np.testing.assert_allclose(
        straight.distances(spectra[np.sort(order)]), detector(few).distances(spectra[order]), rtol=1e-3
    )


def test_a_few_dead_bands_do_not_make_a_spectrum_strange() -> None:
    spectra, bands = sample()
    spectra[[20, 90, 170]] = 0
    assert (detector(bands).scores(spectra) >= 0.5).mean() < 0.05


def test_bands_that_tell_too_little_call_nothing_unknown() -> None:
    assert Detector.of(load_kinds()["L2"], Bands(np.full(3, 500.0) + np.arange(3), np.full(3, 10.0))) is None
    far = Bands(np.linspace(3000, 4000, 8), np.full(8, 20.0))
    assert Detector.of(load_kinds()["L1"], far) is None

    class Half:
        notes = ()

        def run(self, pixels: np.ndarray, valid: np.ndarray) -> np.ndarray:
            return np.full((len(pixels), 2, *pixels.shape[2:]), 0.5, np.float32)

    runner = UnknownRunner(Half(), None)
    planes = runner.run(np.ones((1, 4, 8, 8), np.float32), np.ones((1, 8, 8), np.float32))
    assert planes.shape == (1, 3, 8, 8)
    assert not planes[:, 2].any()
    assert "no pixel is marked as unknown" in runner.notes[0]


def test_kinds_are_whole_and_a_missing_file_is_one_sentence(tmp_path: Path) -> None:
    for level in LEVELS:
        kinds = load_kinds()[level]
        assert kinds.mean.shape == kinds.rest.shape == kinds.directions.shape[:2]
        assert (kinds.rest > 0).all()
        assert 1.0 < kinds.limit < 5.0
    with pytest.raises(ModelError, match="install the plugin again"):
        load_kinds(tmp_path / "none.safetensors")


def test_the_command_line_writes_the_score_and_leaves_the_map_as_it_is(tiny_model: Path, tmp_path: Path) -> None:
    spectra, bands = sample(1)
    side = int(np.sqrt(spectra.shape[1]))
    cube = np.rint(spectra.reshape(len(spectra), side, side) * 1e4).astype(np.int16)[:, :40, :40]
    rng = np.random.default_rng(0)
    cube[:, 10:20, 10:20] = rng.integers(0, 6000, (len(cube), 10, 10))
    cube[:, 30:, :5] = -32768
    kept = (bands.center_nm < 1330) | ((bands.center_nm > 1500) & (bands.center_nm < 1780)) | (bands.center_nm > 1980)
    source = save_geotiff(tmp_path / "a.tif", cube[kept], bands.center_nm[kept], nodata=-32768)
    words = ["map", str(source), "--level", "L2", "--scale", "0.0001", "--units", "reflectance"]
    words += ["--model", str(tiny_model)]
    assert main([*words, "--out", str(tmp_path / "plain")]) == 0
    assert main([*words, "--out", str(tmp_path / "more"), "--unknown", "--probabilities"]) == 0
    with rasterio.open(tmp_path / "plain/a_classes.tif") as a, rasterio.open(tmp_path / "more/a_classes.tif") as b:
        np.testing.assert_array_equal(a.read(), b.read())
    with rasterio.open(tmp_path / "more/a_unknown.tif") as file:
        score = file.read(1)
    with rasterio.open(tmp_path / "more/a_probabilities.tif") as file:
        assert file.count == 4
    assert (score[11:19, 11:19] >= 50).mean() > 0.95
    assert (score[30:, :5] == 255).all()
    rest = score[:8, :][score[:8, :] < 255]
    assert (rest >= 50).mean() < 0.05
