"""Classes of a map: values of clouds never meet those of the model."""

from dataclasses import replace

import numpy as np
import pytest

from backend.catalog.cards import ModelCard, ModelClass
from backend.common.errors import ModelError
from backend.mapping.report import ClassCounter
from backend.products.quality import CLOUD, SHADOW
from backend.scene.map_classes import MapClasses


@pytest.fixture
def card(tiny_model):
    return ModelCard.load(tiny_model)


def classes(*values, names=()):
    names = [*names, *(f"class {value}" for value in values[len(names) :])]
    return tuple(ModelClass(v, n, n, (v, v, v)) for v, n in zip(values, names))


@pytest.mark.parametrize(
    ("own", "values"),
    [((1, 2, 3), [4, 5]), ((7, 3), [8, 9]), ((1, 254), [255, 2]), ((255, 1, 2), [3, 4])],
)
def test_values_come_after_the_last_one_else_they_are_free_ones(card, own, values):
    found = MapClasses.of(replace(card, classes=classes(*own)), "class")
    assert [one.value for one in found.added] == values
    assert [one.value for one in found.all] == [*own, *values]
    assert found.tags == {"SPECAWARE_CLOUD_CLASSES": f"{values[0]} {values[1]}"}


def test_a_model_that_uses_all_values_says_so(card):
    full = replace(card, classes=classes(*range(1, 256)))
    with pytest.raises(ModelError, match="none is left for clouds; map with clouds as nodata"):
        MapClasses.of(full, "class")
    assert MapClasses.of(full, "nodata").added == ()


@pytest.mark.parametrize("clouds", ["nodata", "keep"])
def test_without_the_choice_there_are_the_classes_of_the_model_alone(card, clouds):
    found = MapClasses.of(card, clouds)
    assert found.all == card.classes and found.masked == {} and found.tags == {}


def test_own_classes_of_clouds_are_used(card):
    own = replace(card, classes=classes(4, 2, 9, names=("Cloud", "tree", "cloud shadows")))
    found = MapClasses.of(own, "class")
    assert {code: one.value for code, one in found.masked.items()} == {CLOUD: 4, SHADOW: 9}
    assert found.added == () and found.tags == {}
    assert not any("masked" in entry for entry in found.entries())


def test_colors_are_none_of_the_models(card):
    grey = ModelClass(1, "concrete", "Concrete", (217, 217, 217))
    found = MapClasses.of(replace(card, classes=(grey,)), "class")
    assert len({one.color for one in found.all}) == 3


def test_tables_count_them_with_the_others(card):
    counter = ClassCounter(np.array([10.0]))
    counter.add(np.array([[1, 1, 6, 7, 0]], dtype=np.uint8), 0)
    rows = counter.table(MapClasses.of(card, "class"))
    assert {row["name"]: (row["pixels"], row["share"], row["area_m2"]) for row in rows if row["pixels"]} == {
        "built_up": (2, 0.5, 20.0), "cloud": (1, 0.25, 10.0), "cloud_shadow": (1, 0.25, 10.0)
    }  # fmt: skip
