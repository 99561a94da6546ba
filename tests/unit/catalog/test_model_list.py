"""Models in any folder: remembered, found by name, forgotten; and rasters of too few bands for the model."""

from __future__ import annotations

import shutil

import numpy as np
import pytest

from backend.catalog import store as model_store
from backend.common.errors import OutputError
from backend.shell.main import main
from tests.support.tiny import save_geotiff, save_model


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """This user's own folder for models."""
    for variable in ("XDG_DATA_HOME", "APPDATA", "HOME"):
        monkeypatch.setenv(variable, str(tmp_path / "home"))
    monkeypatch.delenv(model_store.FOLDERS_VARIABLE, raising=False)
    return model_store.install_folder()


def names():
    return [card.name for card in model_store.installed()[0]]


def test_a_model_elsewhere_is_found_by_its_name_until_it_is_forgotten(tmp_path):
    folder = save_model(tmp_path / "far" / "away", name="mine")
    assert "mine" not in names()
    model_store.remember(folder)
    model_store.remember(folder)
    assert model_store.elsewhere() == [folder]
    assert model_store.find("mine").path == folder / "card.json"
    model_store.forget(folder)
    assert "mine" not in names()
    assert folder.is_dir()


def test_a_folder_that_is_gone_is_passed_over(tmp_path):
    folder = save_model(tmp_path / "far" / "away", name="mine")
    model_store.remember(folder)
    shutil.rmtree(folder)
    assert "mine" not in names()
    assert model_store.installed()[1] == []


def test_what_lies_among_the_models_needs_no_list(home):
    model_store.remember(save_model(home / "mine", name="mine"))
    assert model_store.elsewhere() == []
    assert "mine" in names()


@pytest.mark.parametrize("text", ["", "{", "[1, null]", '"x"'])
def test_a_damaged_list_is_no_list(home, text):
    home.mkdir(parents=True)
    (home / model_store.ELSEWHERE_NAME).write_text(text, encoding="utf-8")
    assert model_store.elsewhere() == []
    assert "specaware-fast" in names()


def test_a_list_that_cannot_be_written_is_one_sentence(home, tmp_path):
    home.parent.mkdir(parents=True)
    home.write_text("a file where the folder would be")
    with pytest.raises(OutputError, match="cannot be written"):
        model_store.remember(tmp_path / "away")


@pytest.mark.parametrize(("bands", "text"), [(1, "1 band but"), (3, "3 bands but")])
@pytest.mark.parametrize("words", [[], ["--sensor", "EnMAP"], ["--level", "L1"]])
def test_too_few_bands_come_before_any_question(tiny_model, tmp_path, capsys, bands, text, words):
    cube = np.full((bands, 20, 20), 100, dtype=np.uint8)
    source = save_geotiff(tmp_path / "few.tif", cube, [])
    code = main(["map", str(source), "--out", str(tmp_path / "out"), "--model", str(tiny_model), *words])
    err = capsys.readouterr().err
    assert code == 1
    if "--sensor" not in words:  # whose table does not fit, which is said as well
        assert f"'few.tif' has {text} model 'tiny' needs 4 or more" in err
    assert not (tmp_path / "out").exists()
