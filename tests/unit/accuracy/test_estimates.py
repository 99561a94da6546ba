"""The published worked examples, and what has no estimate.

Source of all figures: Olofsson, Foody, Herold, Stehman, Woodcock and Wulder (2014), Good practices for estimating area
and assessing accuracy of land change, Remote Sensing of Environment 148, 42-57, doi:10.1016/j.rse.2014.02.015: Tables 8
and 9, sections 5.1.1 and 5.2. The counts, areas and results were taken from public transcriptions of the paper.
"""

import numpy as np
import pytest

from backend.accuracy.class_map import MapClass
from backend.accuracy.design import Design
from backend.accuracy.statistics.allocation import allocate, needed_points, standard_error
from backend.accuracy.statistics.estimates import label_figures, map_figures
from backend.accuracy.statistics.scores import Scores
from backend.accuracy.statistics.weighted import Z95, area_adjusted, estimate_areas

NAMES = ("deforestation", "forest gain", "stable forest", "stable non-forest")
TABLE_8 = np.array([[66, 0, 5, 4], [0, 55, 8, 12], [1, 0, 153, 11], [2, 1, 9, 313]])  # the map in rows
PIXELS = np.array([200_000, 150_000, 3_200_000, 6_450_000])
HECTARES = PIXELS.sum() * 0.09
CLASSES = [MapClass(i + 1, name, name, "#000000") for i, name in enumerate(NAMES)]


@pytest.fixture
def found():
    return estimate_areas(TABLE_8.T, PIXELS / PIXELS.sum())


def test_table_9_the_estimated_proportions_of_area(found):
    printed = [
        [0.0176, 0, 0.0013, 0.0011], [0, 0.0110, 0.0016, 0.0024], [0.0019, 0, 0.2967, 0.0213],
        [0.0040, 0.0020, 0.0179, 0.6212],
    ]  # fmt: skip
    assert found.proportions == pytest.approx(np.array(printed), abs=0.00005)


def test_section_5_2_1_accuracies_with_their_intervals(found):
    assert found.oa == pytest.approx(0.95, abs=0.005)
    assert Z95 * found.oa_error == pytest.approx(0.02, abs=0.005)
    assert found.users == pytest.approx([0.88, 0.73, 0.93, 0.96], abs=0.005)
    assert Z95 * found.users_error == pytest.approx([0.07, 0.10, 0.04, 0.02], abs=0.005)
    assert found.producers == pytest.approx([0.75, 0.85, 0.93, 0.96], abs=0.005)
    # Printed are 0.21, 0.23, 0.03 and 0.01; the second and the last disagree with equation 7 and Table 8, which give
    # 0.254 and 0.018.
    half = Z95 * found.producers_error
    assert half[[0, 2]] == pytest.approx([0.21, 0.03], abs=0.005)
    assert half[[1, 3]] == pytest.approx([0.254, 0.018], abs=0.0005)


def test_section_5_2_2_areas_with_their_intervals(found):
    assert HECTARES * found.area == pytest.approx([21_158, 11_686, 285_770, 581_386], abs=1)
    # printed with 1.96 for the quantile
    assert HECTARES * 1.96 * found.area_error == pytest.approx([6_158, 3_756, 15_510, 16_282], abs=1)


def test_section_5_1_1_the_size_of_the_sample():
    share, users = PIXELS / PIXELS.sum(), np.array([0.70, 0.60, 0.90, 0.95])
    assert needed_points(share, users, 0.01) == 641
    equal = np.array([160, 160, 160, 160])
    assert standard_error(share, users, equal) > standard_error(share, users, np.array([13, 10, 205, 413]))


def test_producers_intervals_agree_with_a_simulation():
    rng = np.random.default_rng(3)
    truth = TABLE_8 / TABLE_8.sum(axis=1, keepdims=True)
    share = np.array([0.2, 0.1, 0.3, 0.4])
    runs = [
        estimate_areas(np.stack([rng.multinomial(200, row) for row in truth]).T, share).producers for _ in range(4000)
    ]
    theory = estimate_areas((truth * 200).T, share).producers_error
    assert np.std(runs, axis=0) == pytest.approx(theory, rel=0.08)


def test_the_report_of_a_training_gives_the_same_figures():
    found = area_adjusted(TABLE_8.T, PIXELS / PIXELS.sum())
    assert (found["oa"], found["oa_95"]) == (0.9465, 0.0185)
    assert found["users"] == [0.88, 0.7333, 0.9273, 0.9631]


def figures(matrix, pixels, design):
    scores = Scores(NAMES, matrix)
    counts = {one.value: int(count) for one, count in zip(CLASSES, pixels)}
    return map_figures(scores, CLASSES, pixels=counts, area_m2=HECTARES * 1e4, design=design)


def test_a_class_with_too_few_labels_limits_the_part_of_the_map_that_the_estimates_hold_for():
    matrix = TABLE_8.copy()
    matrix[1] = [0, 1, 0, 0]
    found = figures(matrix.T, PIXELS, Design("stratified", "stated"))
    assert found["left_out"] == ["forest gain"]
    assert found["share_of_map"] == 0.985
    assert found["oa"] is not None
    assert found["classes"][1]["users"] is None
    assert sum(one["mapped_m2"] for one in found["classes"]) == pytest.approx(HECTARES * 1e4 * 0.985, rel=1e-6)


def test_without_two_labels_anywhere_there_is_no_estimate_and_the_report_says_why():
    found = figures(np.eye(4, dtype=int), PIXELS, Design("random", "stated"))
    assert found["oa"] is None
    assert "two labels" in found["reason"]


def test_where_labels_were_not_drawn_one_by_one_there_is_no_interval():
    found = figures(TABLE_8.T, PIXELS, Design("clustered", "polygons", reason="because"))
    assert (found["oa"], found["oa_95"], found["reason"]) == (0.9465, None, "because")
    assert all(one[key] is None for one in found["classes"] for key in one if key.endswith("_95"))


def test_the_figures_of_the_labels_themselves():
    found = label_figures(Scores(NAMES, TABLE_8.T), CLASSES)
    assert found["oa"] == round(587 / 640, 4)
    first = found["classes"][0]
    assert first["users"] == round(66 / 75, 4)
    assert first["producers"] == round(66 / 69, 4)
    assert first["f1"] == round(2 * 66 / (75 + 69), 4)
    assert first["iou"] == round(66 / (75 + 69 - 66), 4)


def test_points_are_shared_by_area_with_a_minimum():
    assert allocate(640, [200_000, 150_000, 3_200_000, 6_450_000], 75).tolist() == [75, 75, 162, 328]
    assert allocate(100, [1000, 1000], 2).tolist() == [50, 50]
    assert allocate(50, [5, 10_000], 10).tolist() == [5, 45]
    assert allocate(1000, [5, 20], 10).tolist() == [5, 20]
