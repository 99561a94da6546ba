"""Files, folders, products and patterns as scenes; nothing is opened."""

import os

import pytest

from backend.job.sources import find_scenes, scene_name


@pytest.fixture
def tree(tmp_path):
    """A folder as users keep them: rasters with sidecars, an ENVI pair, products, our own maps, a folder below."""
    for name in (
        "b.tif", "b.tif.aux.xml", "a.bsq", "a.hdr", "notes.txt", "b_classes.tif", "b_classes.json", "b_confidence.tif",
        "other_classes.tif", "below/c.tif", "below/S2A_X.SAFE/MTD_MSIL2A.XML", "below/S2A_X.SAFE/GRANULE/band.jp2",
        "ENMAP01_X/ENMAP01-METADATA.XML", "ENMAP01_X/ENMAP01-SPECTRAL_IMAGE.TIF", ".hidden/d.tif", "alone.hdr",
    ):  # fmt: skip
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    return tmp_path


def names(tree, *words):
    return [p[len(str(tree)) + 1 :] for p in find_scenes([str(tree / w) for w in words])]


def test_a_folder_is_all_scenes_in_it_and_below(tree):
    assert names(tree, "") == [
        "ENMAP01_X", "a.bsq", "alone.hdr", "b.tif", "below/S2A_X.SAFE", "below/c.tif",
        "other_classes.tif",  # without a report it is not one of our maps
    ]  # fmt: skip


def test_a_scene_keeps_its_folder_below_the_one_that_was_named(tree):
    below = {os.path.basename(path): folder for path, folder in find_scenes([str(tree)]).items()}
    assert below == {
        "ENMAP01_X": "", "a.bsq": "", "alone.hdr": "", "b.tif": "", "other_classes.tif": "", "c.tif": "below",
        "S2A_X.SAFE": "below",
    }  # fmt: skip
    assert set(find_scenes([str(tree / "below" / "c.tif"), str(tree / "**" / "*.SAFE")]).values()) == {""}


def test_a_pattern_is_what_it_matches_without_sidecars_and_our_own_maps(tree):
    assert names(tree, "*.tif") == ["b.tif", "other_classes.tif"]
    assert names(tree, "**/*.tif") == ["b.tif", "below/c.tif", "other_classes.tif"]
    assert names(tree, "b*") == ["b.tif", "below/S2A_X.SAFE", "below/c.tif"]


def test_what_is_named_is_taken_as_it_is_and_once(tree):
    assert names(tree, "b.tif", "b_classes.tif", "b.tif") == ["b.tif", "b_classes.tif"]
    assert names(tree, "a.bsq", "a.hdr") == ["a.bsq"]
    assert names(tree, "a.hdr") == ["a.hdr"]


def test_what_means_nothing_stays_so_that_mapping_it_says_why(tree):
    assert names(tree, "missing.tif", "*.nothing") == ["missing.tif", "*.nothing"]
    (tree / "empty").mkdir()
    assert names(tree, "empty") == ["empty"]


def test_a_file_whose_name_looks_like_a_pattern_is_a_file(tree):
    (tree / "scene[1].tif").touch()
    assert names(tree, "scene[1].tif") == ["scene[1].tif"]


def test_outputs_are_named_after_the_scene(tree):
    assert scene_name(str(tree / "b.tif")) == "b"
    assert scene_name(str(tree / "below" / "S2A_X.SAFE")) == "S2A_X"
    assert scene_name(str(tree / "below" / "S2A_X.SAFE" / "MTD_MSIL2A.XML")) == "S2A_X"
    (tree / "ENMAP_V01.04").mkdir()
    assert scene_name(str(tree / "ENMAP_V01.04")) == "ENMAP_V01.04"
