"""Embedding rasters and scene tables: geometry, validity, answers."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from backend.common.errors import InputError
from backend.embedding.raster import embedding_layer, mask_patches, patch_reference
from backend.imported.table import SceneTable, cells_of, fill_cell
from backend.job.spec import JobSpec, Options, Outputs
from backend.raster.georeference import GeoReference
from backend.raster.window import Window

UTM = GeoReference((400000.0, 10.0, 0.0, 5800000.0, 0.0, -10.0), None)


def test_patches_lie_where_their_pixels_lie():
    assert patch_reference(UTM, Window(4, 2, 64, 64), 8).geotransform == (400020.0, 80.0, 0.0, 5799960.0, 0.0, -80.0)
    assert patch_reference(GeoReference(None, None), Window(0, 0, 8, 8), 8).geotransform is None


def test_only_patches_without_any_valid_pixel_are_empty():
    valid = np.zeros((10, 16), dtype=bool)
    valid[9, 15] = valid[0, 0] = True
    masked = mask_patches(np.ones((3, 4, 4), dtype=np.float32), valid, 8)
    assert masked.shape == (3, 2, 2)
    assert np.isnan(masked[0]).tolist() == [[False, True], [True, False]]


def test_the_embedding_has_a_band_a_feature():
    layer = embedding_layer(3, tags={"A": "b"})
    assert layer.band_names == ("feature 1", "feature 2", "feature 3") and np.isnan(layer.nodata)


@pytest.mark.parametrize(
    ("height", "width", "corners"),
    [
        (64, 64, [(5, 7), (5, 39), (37, 7), (37, 39)]),
        (40, 32, [(5, 7), (13, 7)]),
        (10, 70, [(5, 7), (5, 39), (5, 45)]),
    ],
)
def test_cells_cover_the_area_and_stay_inside(height, width, corners):
    cells = cells_of(Window(5, 7, height, width), 32)
    assert [(c.row, c.col) for c in cells] == corners
    seen = np.zeros((height, width), dtype=bool)
    for c in cells:
        assert c.row_end <= 5 + height and c.col_end <= 7 + width
        seen[c.row - 5 : c.row_end - 5, c.col - 7 : c.col_end - 7] = True
    assert seen.all()


def test_a_small_cell_is_mirrored():
    row = np.arange(3, dtype=np.float32).reshape(1, 1, 3)
    assert fill_cell(row, 8)[0, 5].tolist() == [0, 1, 2, 2, 1, 0, 0, 1]
    assert fill_cell(np.zeros((2, 8, 8), np.float32), 8).shape == (2, 8, 8)


def table(multi_label=False):
    card = SimpleNamespace(classes=[SimpleNamespace(name=name) for name in ("field", "forest")])
    return SceneTable(card, multi_label, UTM)


def test_the_whole_raster_is_the_mean_of_its_cells_by_valid_area(tmp_path):
    scores = table()
    scores.add(Window(0, 0, 10, 10), np.array([0.9, 0.1], np.float32), valid_share=1.0)
    scores.add(Window(0, 10, 10, 10), np.array([0.1, 0.9], np.float32), valid_share=0.25)
    assert scores.whole()["scores"] == pytest.approx({"field": 0.74, "forest": 0.26}, abs=1e-6)
    assert scores.whole()["label"] == "field" and scores.rows[1]["label"] == "forest"
    assert (scores.rows[0]["x"], scores.rows[0]["y"]) == (400050.0, 5799950.0)
    scores.write(tmp_path / "table.csv")
    header, first, _ = (tmp_path / "table.csv").read_text().splitlines()
    assert header == "row,col,height,width,x,y,valid,label,score,field,forest"
    assert first == "0,0,10,10,400050.0,5799950.0,1.0,field,0.9,0.9,0.1"


def test_a_multi_label_cell_may_have_none_or_all():
    several = table(multi_label=True)
    assert several.answer(np.array([0.7, 0.6], np.float32))["label"] == "field;forest"
    assert several.answer(np.array([0.1, 0.2], np.float32))["label"] == ""


def test_jobs_of_imported_models_are_checked():
    with pytest.raises(InputError, match="embedding"):
        JobSpec("embed", source="a.tif")
    with pytest.raises(InputError, match="Precision"):
        JobSpec("scene", source="a.tif", outputs=Outputs(scores="b.csv"), options=Options(precision="float8"))
    job = JobSpec("embed", source="a.tif", outputs=Outputs(embedding="b.tif"), options=Options(features="block_2"))
    assert JobSpec.from_line(job.to_line()) == job
