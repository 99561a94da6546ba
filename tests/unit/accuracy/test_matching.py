"""Classes by stated pair, by name, by value."""

import pytest

from backend.accuracy.class_map import MapClass
from backend.accuracy.matching import find_class, match_classes, parse_pairs
from backend.common.errors import InputError

CLASSES = [
    MapClass(1, "tree", "Trees", "#000000"), MapClass(2, "water", "Water", "#000000"), MapClass(7, "3", "3", "#000000"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("tree", 1),
        ("Trees", 1),
        ("TREES", 1),
        (" water ", 2),
        ("2", 2),
        ("3", 7),
        ("7", 7),
        ("9", None),
        ("wood", None),
    ],
)
def test_a_name_wins_over_a_value(name, value):
    assert find_class(name, CLASSES) == value


def test_stated_pairs_win_over_names():
    assert match_classes(["wood", "tree", "lake"], CLASSES, {"tree": "2", "wood": "Trees"}) == [1, 2, None]


@pytest.mark.parametrize(
    ("stated", "text"), [({"none": "tree"}, "labels have no class 'none'"), ({"a": "none"}, "map has no class 'none'")]
)
def test_a_pair_of_something_else_is_refused(stated, text):
    with pytest.raises(InputError, match=text):
        match_classes(["a"], CLASSES, stated)


def test_pairs_are_read_with_quotes():
    assert parse_pairs('a=b, "x,y" = "p=q"', what="Match") == {"a": "b", "x,y": "p=q"}
    assert parse_pairs("", what="Match") == {}


@pytest.mark.parametrize("text", ["a", "a=", "=b", "a=b=c", "a=b,a=c"])
def test_what_is_no_pair_is_refused(text):
    with pytest.raises(InputError, match="Match"):
        parse_pairs(text, what="Match")
