import json
import shutil

import pytest

from backend.catalog import store as model_store
from backend.catalog.cards import ModelCard
from backend.common.errors import ModelError


def test_a_card_says_what_the_model_is(tiny_model):
    card = ModelCard.load(tiny_model)
    assert card == ModelCard.load(tiny_model / "card.json")
    assert (card.name, card.window_px, card.overlap_px, card.min_bands) == ("tiny", 32, 8, 4)
    assert card.classes[3].value == 5
    assert card.classes[0].color == (0xD7, 0x19, 0x1C)
    assert card.summary()["classes"][0] == {"value": 1, "name": "built_up", "title": "Built-up", "color": "#d7191c"}
    card.verify()


@pytest.mark.parametrize(
    ("path", "value", "text"),
    [
        (("assets", "weights", "href"), "weights.pkl", "can run code"),
        (("assets", "weights", "href"), "weights.pt", "can run code"),
        (("assets", "weights", "href"), "../other/weights.onnx", "outside"),
        (("assets", "weights", "file:checksum"), "md5:123", "SHA-256"),
        (("properties", "specaware:window"), {"size": 30, "overlap": 4}, "multiple of 8"),
        (("properties", "specaware:window"), {"size": 32, "overlap": 20}, "at most half"),
        (("properties", "classification:classes"), [], "distinct values"),
        (
            ("properties", "classification:classes"),
            [{"value": 0, "name": "x", "color_hint": "000000"}],
            "between 1 and 255",
        ),
        (("properties", "specaware:input"), {"center_nm": [1, 2]}, "lacks the field"),
        (("properties", "specaware:opset"), 21, "opset 21"),
    ],
)
def test_a_bad_card_is_refused_in_one_sentence(tiny_model, tmp_path, path, value, text):
    folder = tmp_path / "model"
    shutil.copytree(tiny_model, folder)
    card = json.loads((folder / "card.json").read_text())
    inner = card
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    (folder / "card.json").write_text(json.dumps(card))
    with pytest.raises(ModelError, match=text) as caught:
        ModelCard.load(folder)
    assert "\n" not in str(caught.value)


def test_weights_that_are_a_link_out_of_the_folder_are_refused(tiny_model, tmp_path):
    folder = shutil.copytree(tiny_model, tmp_path / "model")
    (tmp_path / "elsewhere.onnx").write_bytes((folder / "weights.onnx").read_bytes())
    (folder / "weights.onnx").unlink()
    (folder / "weights.onnx").symlink_to(tmp_path / "elsewhere.onnx")
    with pytest.raises(ModelError, match="outside"):
        ModelCard.load(folder)


def test_models_are_found_by_name_folder_card_and_weights(tiny_model, monkeypatch):
    monkeypatch.setenv(model_store.FOLDERS_VARIABLE, str(tiny_model.parent))
    wanted = ModelCard.load(tiny_model)
    for name in ("tiny", str(tiny_model), str(tiny_model / "card.json"), str(tiny_model / "weights.onnx")):
        assert model_store.find(name) == wanted
    with pytest.raises(ModelError, match=r"'none' is not installed; installed: .*tiny"):
        model_store.find("none")
    with pytest.raises(ModelError, match="does not exist"):
        model_store.find("/nowhere/model")


def test_a_damaged_model_does_not_hide_the_others(tiny_model, tmp_path, monkeypatch):
    shutil.copytree(tiny_model, tmp_path / "good")
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "card.json").write_text("{")
    monkeypatch.setenv(model_store.FOLDERS_VARIABLE, str(tmp_path))
    cards, problems = model_store.installed()
    assert "tiny" in [card.name for card in cards]
    assert any("bad" in text for text in problems)


def test_every_bundled_model_is_what_its_card_says():
    cards, problems = model_store.installed()
    assert problems == []
    for card in cards:
        card.verify()
