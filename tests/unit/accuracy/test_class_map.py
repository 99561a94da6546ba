"""Class maps of any program: names, values without a class, and rasters that are none."""

import json

import numpy as np
import pytest

from backend.accuracy.class_map import ClassMap, Tally
from backend.common.errors import InputError
from tests.support.class_maps import NAMES, SIDE, classes, save_map


def read(path):
    """Pixels by value."""
    with ClassMap(path) as found:
        tally = Tally(found.reference, found.height)
        for window in found.windows():
            tally.add(window, *found.read(window), name=path.name)
        return tally


def test_names_and_colours_come_from_the_tags_and_the_palette(tmp_path):
    with ClassMap(save_map(tmp_path / "a.tif", classes())) as found:
        assert {value: one.name for value, one in found.legend.items()} == NAMES
        assert found.legend[3].color == "#3278c8"
        assert found.class_of(9).title == "9"


def test_names_come_from_the_report_beside_a_map_of_ours(tmp_path):
    path = save_map(tmp_path / "a.tif", classes())
    entry = {"value": 1, "name": "tree", "title": "Trees", "color": "#112233"}
    (tmp_path / "a.json").write_text(json.dumps({"outputs": {"classes": "x/a.tif"}, "classes": [entry]}))
    with ClassMap(path) as found:
        assert [(one.name, one.title, one.color) for one in found.legend.values()] == [("tree", "Trees", "#112233")]
    (tmp_path / "a.json").write_text(json.dumps({"outputs": {"classes": "other.tif"}, "classes": [entry]}))
    with ClassMap(path) as found:
        assert found.legend[1].name == "Forest"


def test_names_come_from_categories_or_a_style_beside_a_map_of_others(tmp_path):
    path = save_map(tmp_path / "a.tif", classes(), names=None)
    kind = "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>"
    style = f'{kind}\n<qgis><paletteEntry value="2" label="Rye"/></qgis>'
    (tmp_path / "a.qml").write_text(style)
    with ClassMap(path) as found:
        assert {value: one.name for value, one in found.legend.items()} == {2: "Rye"}
    names = "<Category></Category><Category>Oak</Category>"
    text = f'<PAMDataset><PAMRasterBand band="1"><CategoryNames>{names}</CategoryNames></PAMRasterBand></PAMDataset>'
    (tmp_path / "a.tif.aux.xml").write_text(text)
    with ClassMap(path) as found:
        assert {value: one.name for value, one in found.legend.items()} == {1: "Oak"}


@pytest.mark.parametrize("dtype", ["uint8", "int16", "uint16", "int32", "float32", "float64"])
def test_any_type_of_number_counts_the_same(tmp_path, dtype):
    tally = read(save_map(tmp_path / "a.tif", classes().astype(dtype)))
    assert tally.pixels == {1: 59 * 30, 2: 59 * 30, 3: 59 * 30}
    assert tally.areas_m2[2] == 59 * 30 * SIDE**2


def test_no_data_may_be_nan(tmp_path):
    values = classes().astype("float32")
    values[0] = np.nan
    assert sum(read(save_map(tmp_path / "a.tif", values, nodata=None)).pixels.values()) == 59 * 90


@pytest.mark.parametrize("layout", [{}, {"tiled": True, "blockxsize": 16, "blockysize": 32}])
def test_the_windows_cover_a_map_once(tmp_path, layout, monkeypatch):
    monkeypatch.setattr("backend.accuracy.class_map._WINDOW_PX", 700)
    with ClassMap(save_map(tmp_path / "a.tif", classes(), **layout)) as found:
        seen = np.zeros((60, 90), dtype=int)
        for window in found.windows():
            seen[window.row : window.row_end, window.col : window.col_end] += 1
        assert (seen == 1).all()


def test_what_is_no_class_map_is_refused(tmp_path):
    with pytest.raises(InputError, match="does not exist"):
        ClassMap(tmp_path / "none.tif")
    with pytest.raises(InputError, match="is a folder"):
        ClassMap(tmp_path)
    with pytest.raises(InputError, match="not integers"):
        read(save_map(tmp_path / "a.tif", classes() + np.float32(0.5)))
    with pytest.raises(InputError, match="more than 256"):
        read(save_map(tmp_path / "b.tif", np.arange(5400, dtype="int16").reshape(60, 90)))
