"""The parts of a head: discriminants, noise fractions, context, bands, fusion, folds."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.accuracy.statistics.weighted import area_adjusted
from backend.heads.fitting.calibration import calibrate
from backend.heads.fitting.discriminant import fit_discriminant, shrunk_covariance
from backend.heads.fitting.folds import blocks_of, folds_of
from backend.heads.fitting.fusion import HeadRecipe, fit_fusion
from backend.heads.fitting.grouping import fit_grouping
from backend.heads.fitting.validation import accuracy_report, choose_scales, cross_validate
from backend.heads.pixels.context import SCALE_SETS, smooth
from backend.heads.pixels.mnf import ImageStatistics, mnf_directions
from backend.heads.pixels.neighbours import NEIGHBOURS, Neighbours
from backend.heads.pixels.samples import Pixels, TrainingSet
from backend.spectral.resampling import Bands, common_bands, resampling_matrix

RNG = np.random.default_rng


def labelled(samples=60, bands=12, classes=3, seed=0):
    rng = RNG(seed)
    kinds = np.arange(samples) % classes
    means = rng.normal(0.3, 0.1, (classes, bands))
    return means[kinds] + rng.normal(0, 0.05, (samples, bands)) @ rng.normal(0, 0.5, (bands, bands)), kinds


# --- discriminant ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("samples", [9, 60, 400])
def test_covariance_is_that_of_scikit_learn(samples):
    covariance = pytest.importorskip("sklearn.covariance", reason="scikit-learn is absent: install the training group")
    features, _ = labelled(samples)
    deviation = features.std(axis=0)
    expected, _ = covariance.ledoit_wolf((features - features.mean(axis=0)) / deviation)
    np.testing.assert_allclose(shrunk_covariance(features), expected * np.outer(deviation, deviation), rtol=1e-9)


def test_discriminant_is_that_of_scikit_learn():
    analysis = pytest.importorskip("sklearn.discriminant_analysis", reason="scikit-learn is absent")
    features, kinds = labelled()
    theirs = analysis.LinearDiscriminantAnalysis(solver="lsqr", shrinkage="auto").fit(features, kinds)
    ours = fit_discriminant(features, kinds, count=3)
    np.testing.assert_allclose(ours.log_probabilities(features), theirs.predict_log_proba(features), atol=1e-5)


def test_units_do_not_matter():
    features, kinds = labelled()
    factors = 10.0 ** RNG(1).uniform(-3, 4, features.shape[1])
    plain, scaled = fit_discriminant(features, kinds, count=3), fit_discriminant(features * factors, kinds, count=3)
    np.testing.assert_allclose(
        plain.log_probabilities(features), scaled.log_probabilities(features * factors), rtol=1e-6, atol=1e-6
    )


@pytest.mark.parametrize("kinds", [[0, 1], [0, 0, 1], [0, 0, 0, 1, 1]])
def test_single_labels_and_equal_spectra_give_finite_scores(kinds):
    features = np.repeat(RNG(0).random((2, 6)), 3, axis=0)[: len(kinds)]
    features[-1] += 0.1
    found = fit_discriminant(features, np.array(kinds), count=2).log_probabilities(features)
    assert np.isfinite(found).all()


# --- minimum noise fraction -----------------------------------------------------------------------------------------


def image(noise=0.02, bands=10, side=40, seed=0):
    rng = RNG(seed)
    rows, cols = np.mgrid[0:side, 0:side] / side
    signals = np.stack([np.sin(4 * rows), np.cos(5 * cols)])
    cube = np.tensordot(rng.normal(0, 1, (bands, 2)), signals, axes=1) + rng.normal(0, noise, (bands, side, side))
    return cube.astype(np.float32), np.ones((side, side), dtype=bool)


def test_statistics_are_those_of_all_pixels_however_cut():
    cube, valid = image()
    valid[3, 5] = False
    whole, parts = ImageStatistics(10), ImageStatistics(10)
    whole.add(cube, valid)
    for rows in (slice(0, 17), slice(17, 40)):
        parts.add(cube[:, rows], valid[rows])
    np.testing.assert_allclose(whole.covariance, np.cov(cube[:, valid], bias=True), rtol=1e-4)
    np.testing.assert_allclose(parts.covariance, whole.covariance, rtol=1e-9)
    assert whole.pairs == 2 * 40 * 39 - 4


def test_components_come_in_order_of_signal_are_uncorrelated_and_of_unit_variance():
    cube, valid = image()
    statistics = ImageStatistics(10)
    statistics.add(cube, valid)
    directions = mnf_directions(statistics.covariance, statistics.noise, components=6)
    np.testing.assert_allclose(directions.T @ statistics.covariance @ directions, np.eye(6), atol=1e-6)
    noise = np.diag(directions.T @ statistics.noise @ directions)
    assert (np.diff(noise) > -1e-9).all()
    assert noise[1] < 0.05 < 0.5 < noise[2]  # two signals, the rest is noise


def test_bands_that_repeat_each_other_do_no_harm():
    cube, valid = image(bands=4)
    statistics = ImageStatistics(8)
    statistics.add(np.concatenate([cube, cube]), valid)
    assert np.isfinite(mnf_directions(statistics.covariance, statistics.noise)).all()


# --- context --------------------------------------------------------------------------------------------------------


def test_smoothing_keeps_constants_and_never_looks_at_invalid_pixels():
    planes = np.full((1, 2, 16, 24), 3.0, dtype=np.float32)
    valid = np.ones((1, 16, 24), dtype=np.float32)
    planes[:, :, 4:9, 5] = 1e6
    valid[:, 4:9, 5] = 0
    found = smooth(planes, valid, 2.0)
    np.testing.assert_allclose(found, 3.0, rtol=1e-5)


# --- bands ----------------------------------------------------------------------------------------------------------


def bands(low, high, step, width):
    centers = np.arange(low, high, step, dtype=np.float64)
    return Bands(centers, np.full(len(centers), float(width)))


def test_equal_bands_stay_as_they_are_in_any_order():
    first = bands(420, 2400, 8, 10)
    order = RNG(0).permutation(first.count)
    second = Bands(first.center_nm[order], first.fwhm_nm[order])
    matrix, covered = resampling_matrix(second, first)
    assert covered.all()
    np.testing.assert_array_equal(matrix @ second.center_nm, first.center_nm)
    assert common_bands(first, first).count == first.count


@pytest.mark.parametrize(("step", "width"), [(6.5, 9.0), (12.0, 14.0), (40.0, 50.0)])
def test_a_smooth_spectrum_is_the_same_through_both_sensors(step, width):
    def spectrum(sensor):
        return 0.3 + 0.2 * np.sin(sensor.center_nm / 300)

    first, second = bands(420, 2400, 10, 12), bands(500, 1700, step, width)
    common = common_bands(first, second)
    assert common.count > 20
    np.testing.assert_allclose(common.first @ spectrum(first), common.second @ spectrum(second), atol=0.004)
    np.testing.assert_allclose(common.first.sum(axis=1), 1.0)
    np.testing.assert_allclose(common.second.sum(axis=1), 1.0)


def test_bands_that_lie_apart_have_nothing_in_common():
    assert common_bands(bands(420, 800, 10, 10), bands(1500, 1800, 10, 10)).count == 0


# --- fusion and validation ------------------------------------------------------------------------------------------


def training_set(samples=90, *, bands_count=8, seed=0, zero_shot_right=True):
    features, kinds = labelled(samples, bands_count, seed=seed)
    zero_shot = np.full((samples, 4), 0.1)
    zero_shot[np.arange(samples), kinds if zero_shot_right else 3] = 0.7
    cube, valid = image(bands=bands_count)
    statistics = ImageStatistics(bands_count)
    statistics.add(cube, valid)
    smoothed = {1.0: features, 2.0: RNG(9).normal(0, 1, features.shape)}
    network = np.eye(3)[kinds] + RNG(seed + 1).normal(0, 0.3, (samples, 3))
    pixels = Pixels(zero_shot, features, smoothed, network)
    return TrainingSet(
        classes=kinds, groups=np.arange(samples) // 3, pixels=pixels, anchors=pixels.take(RNG(3).permutation(samples)),
        bands=bands(500, 500 + 50 * bands_count, 50, 20), image=statistics.image,
        scene_share=np.array([0.5, 0.2, 0.2, 0.1]), gsd_m=30.0, level="L2",
    )  # fmt: skip


def test_grouping_learns_what_zero_shot_classes_mean_and_the_prior_it_is_told():
    samples = training_set()
    for prior, expected in (("uniform", [1 / 3] * 3), ("labels", [1 / 3] * 3), ("zero-shot", None)):
        grouping = fit_grouping(
            samples.pixels.zero_shot, samples.classes, count=3, prior=prior, scene_share=samples.scene_share
        )
        np.testing.assert_allclose(grouping.table.sum(axis=0), 1.0)
        np.testing.assert_allclose(grouping.shares.sum(axis=1), 1.0)
        assert (grouping.shares[:3].argmax(axis=1) == [0, 1, 2]).all()
        if expected:
            np.testing.assert_allclose(grouping.prior, expected)
        else:
            assert grouping.prior[0] > 0.5 > grouping.prior[1]


def test_the_map_of_a_head_is_what_it_says_pixel_by_pixel():
    samples = training_set()
    fused = fit_fusion(samples, HeadRecipe((0.0,)), count=3)
    assert fused.neighbours is not None and fused.features is not None
    rng = RNG(4)
    pixels, zero_shot = rng.random((2, 8, 16, 8), dtype=np.float32), rng.dirichlet(np.ones(4), (2, 16, 8))
    zero_shot = zero_shot.transpose(0, 3, 1, 2).astype(np.float32)
    features = rng.normal(0, 1, (2, 16, 8, 3)).astype(np.float32)
    found = fused.map(zero_shot, pixels, np.ones((2, 16, 8), dtype=np.float32), features)
    np.testing.assert_allclose(found.sum(axis=1), 1.0, rtol=1e-5)
    place = (1, slice(None), 3, 5)
    one = Pixels(*(a[place][None].astype(np.float64) for a in (zero_shot, pixels)), {}, features[1, 3, 5][None])
    np.testing.assert_allclose(found[place], np.exp(fused.log_probabilities(one))[0], rtol=2e-3, atol=1e-5)


def test_every_part_has_its_say():
    samples = training_set()
    whole = fit_fusion(samples, HeadRecipe((0.0,)), count=3).log_probabilities(samples.pixels)
    for left_out in ({"feature_weight": 0.0}, {"neighbour_share": 0.0}, {"zero_shot_weight": 0.0}):
        without = fit_fusion(samples, HeadRecipe((0.0,), **left_out), count=3).log_probabilities(samples.pixels)
        assert np.abs(whole - without).max() > 0.01, left_out


def test_neighbours_are_the_nearest_and_a_stray_is_drawn_to_their_class():
    rng = RNG(0)
    spectra = rng.normal(0, 1, (600, 5))
    said = np.eye(2)[(spectra[:, 0] > 0).astype(int)]
    near = Neighbours.of(spectra, said, directions=np.eye(5), share=1.0)
    seen = rng.normal(0, 1, (40, 5))
    seen[:, 0] = np.where(seen[:, 0] > 0, 2.0, -2.0)
    found = near.blend(np.full((2, 40), 0.5, np.float32), seen.T.astype(np.float32))
    away = ((seen[:, None] - spectra) ** 2).sum(axis=2)
    nearest = np.take_along_axis(said[:, 1][None], away.argsort(axis=1)[:, :NEIGHBOURS], axis=1).mean(axis=1)
    assert np.corrcoef(found[1], nearest)[0, 1] > 0.98
    np.testing.assert_allclose(found.sum(axis=0), 1.0, rtol=1e-5)
    half = Neighbours.of(spectra, said, directions=np.eye(5), share=0.5)
    np.testing.assert_allclose(
        half.blend(np.tile([[1.0], [0.0]], 40).astype(np.float32), seen.T.astype(np.float32))[1],
        found[1] / 2,
        rtol=1e-5,
    )


def test_neighbours_of_equal_spectra_and_of_fewer_than_asked_for_are_finite():
    few = Neighbours.of(np.ones((3, 4)), np.full((3, 2), 0.5), directions=np.eye(4), share=0.5)
    found = few.blend(np.full((2, 7), 0.5, np.float32), np.ones((4, 7), np.float32))
    np.testing.assert_allclose(found, 0.5)


def test_context_that_tells_nothing_is_not_chosen():
    recipe, accuracies = choose_scales(training_set(), HeadRecipe(), count=3)
    assert recipe.scales_px == SCALE_SETS[0]
    assert set(accuracies) == {"0, 1 px", "0 px", "0, 1, 2 px"}


def test_the_report_adds_up():
    samples = training_set()
    report = accuracy_report(cross_validate(samples, HeadRecipe(), count=3), ["a", "b", "c"])
    matrix = np.array(report["confusion"])
    assert matrix.sum() == report["labels_judged"] == samples.count
    assert report["oa"] == pytest.approx(np.trace(matrix) / matrix.sum(), abs=1e-4)
    assert report["parts_oa"]["fusion"] == report["oa"] > 0.9
    assert report["recall"]["a"] == pytest.approx(matrix[0, 0] / matrix[0].sum(), abs=1e-4)


def test_a_class_in_one_group_cannot_be_judged_and_is_said_so():
    samples = training_set(30)
    samples.groups[samples.classes == 2] = 99
    report = accuracy_report(cross_validate(samples, HeadRecipe(), count=3), ["a", "b", "c"])
    assert report["labels_not_judged"] == np.sum(samples.classes == 2)


@given(st.integers(2, 60), st.integers(0, 10**6))
def test_folds_keep_groups_whole(count, seed):
    rng = RNG(seed)
    groups, classes = rng.integers(0, 12, count), rng.integers(0, 3, count)
    fold = folds_of(groups, classes)
    for group in np.unique(groups):
        assert len(np.unique(fold[groups == group])) == 1


def test_blocks_are_as_large_as_the_labels_allow_and_keep_polygons_whole():
    rng = RNG(0)
    rows, cols = rng.integers(0, 400, 80), rng.integers(0, 400, 80)
    none = np.zeros(80, dtype=np.int64)
    groups, side = blocks_of(rows, cols, none, np.arange(80), np.arange(80) % 2)
    assert side == 64
    assert groups.max() + 1 >= 15
    groups, side = blocks_of(rows // 40, cols // 40, none, np.arange(80), np.arange(80) % 2)
    assert side < 8
    one = blocks_of(rows, cols, none, np.arange(80) // 8, np.arange(80) // 40)[0]
    assert all(len(np.unique(one[8 * i : 8 * i + 8])) == 1 for i in range(10))


def test_scores_that_are_too_sure_are_tempered():
    easy = training_set()
    noise = RNG(1).normal(0, 1, (90, 60)) @ RNG(2).normal(0, 1, (60, 8)) + easy.pixels.spectra
    vague = replace(easy, pixels=replace(easy.pixels, spectra=noise))
    sure, unsure = calibrate(easy, (0.0,), count=3), calibrate(vague, (0.0,), count=3)
    assert unsure.raw < sure.raw
    assert unsure.mnf[0.0] < sure.mnf[0.0]
    plain = fit_discriminant(easy.pixels.spectra, easy.classes, count=3)
    np.testing.assert_allclose(plain.tempered(0.3).scores(easy.pixels.spectra), 0.3 * plain.scores(easy.pixels.spectra))


# --- areas ----------------------------------------------------------------------------------------------------------


def test_area_adjustment_is_that_of_the_papers_worked_example():
    """Olofsson et al. 2014, tables 8 and 9: four classes, 640 samples, areas of the map known."""
    counts = np.array([[66, 0, 5, 4], [0, 55, 8, 12], [1, 0, 153, 11], [2, 1, 9, 313]])  # map in rows
    pixels = np.array([200_000, 150_000, 3_200_000, 6_450_000])
    found = area_adjusted(counts.T, pixels / pixels.sum())
    assert found["oa"] == pytest.approx(0.947, abs=6e-4)
    assert found["oa_95"] == pytest.approx(0.018, abs=6e-4)
    np.testing.assert_allclose(found["users"], [0.88, 0.73, 0.93, 0.96], atol=6e-3)
    np.testing.assert_allclose(found["producers"], [0.75, 0.85, 0.93, 0.96], atol=6e-3)
    hectares = np.array(found["area_share"]) * pixels.sum() * 0.09
    np.testing.assert_allclose(hectares, [21_158, 11_686, 285_770, 581_386], rtol=2e-3)


def test_areas_are_not_adjusted_where_a_mapped_class_has_no_labels():
    assert area_adjusted(np.array([[5, 0], [0, 0]]), np.array([0.5, 0.5])) is None
