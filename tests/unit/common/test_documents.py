"""One reader of JSON and text, bounded; and what a damaged document does where one is read."""

from __future__ import annotations

import json
import os

import pytest

from backend.catalog import store as model_store
from backend.common.documents import MAX_DEPTH, DocumentError, decoded, parse_document, read_document
from backend.common.errors import InputError, ModelError
from backend.job.events import parse_line

DEEP = "[" * 100_000
DEEP_BUT_CLOSED = "[" * 500 + "]" * 500


@pytest.mark.parametrize(
    "text", [DEEP, DEEP_BUT_CLOSED, '{"a":' * 500 + "1" + "}" * 500, '[{"a":' * 9999, "{", "", "nul"]
)
def test_what_is_no_document_of_ours_is_refused(text):
    with pytest.raises(DocumentError):
        parse_document(text)


def test_the_deepest_document_is_read():
    text = "[" * MAX_DEPTH + "]" * MAX_DEPTH
    assert json.dumps(parse_document(text)) == text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1" * 400, float("inf")),
        ("-" + "1" * 6000, float("-inf")),
        ("18446744073709551616", 2.0**64),
        ("-9223372036854775809", -(2.0**63)),
        ("18446744073709551615", 18446744073709551615),
        ("-9223372036854775808", -9223372036854775808),
        ("1764413837123456789", 1764413837123456789),  # a time in nanoseconds
        ("-999999999999999999", -999999999999999999),
        ("0", 0),
    ],
)
def test_whole_numbers_of_more_than_64_bits_become_real_ones(text, value):
    found = parse_document(text)
    assert found == value
    assert type(found) is type(value)


def test_a_document_has_a_size(tmp_path):
    path = tmp_path / "x.json"
    path.write_text("[1, 2]")
    assert read_document(path, max_bytes=6) == [1, 2]
    with pytest.raises(DocumentError, match="larger than"):
        read_document(path, max_bytes=5)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1", "utf-16"])
def test_text_is_decoded_whatever_wrote_it(encoding):
    assert decoded("wavelength units = µm, Gewässer".encode(encoding)) == "wavelength units = µm, Gewässer"


def test_a_deep_line_of_the_protocol_is_one_sentence():
    with pytest.raises(InputError, match="nested deeper than"):
        parse_line(DEEP)


BAD_CARDS = {
    "deep": DEEP,
    "no object": "[1]",
    "metrics that are none": {"specaware:metrics": [1, 2]},
    "accuracy that is text": {"specaware:metrics": [{"oa": "high", "dataset": "x"}]},
    "speed that is text": {"specaware:speed": "fast"},
    "infinite window": {"specaware:window": {"size": 10**400, "overlap": 8}},
    "infinite opset": {"specaware:opset": float("inf")},
    "classes that are numbers": {"classification:classes": [1, 2]},
}


@pytest.mark.parametrize("kind", BAD_CARDS)
def test_a_bad_card_is_named_and_disables_no_other_model(tiny_model, tmp_path, monkeypatch, kind):
    change = BAD_CARDS[kind]
    item = json.loads((tiny_model / "card.json").read_text())
    if isinstance(change, dict):
        item["properties"] |= change
    bad = tmp_path / "models" / "bad" / "card.json"
    bad.parent.mkdir(parents=True)
    bad.write_text(change if isinstance(change, str) else json.dumps(item))
    (bad.parent / "weights.onnx").write_bytes(b"")
    monkeypatch.setenv(model_store.FOLDERS_VARIABLE, str(tmp_path / "models"))
    cards, problems = model_store.installed()
    assert [str(bad) in text for text in problems] == [True]
    assert model_store.DEFAULT_MODEL in [card.name for card in cards]
    assert model_store.find().name == model_store.DEFAULT_MODEL
    with pytest.raises(ModelError, match="install the model again"):
        model_store.find(str(bad))


def test_a_user_without_a_home_has_the_models_that_come_with_the_plugin(monkeypatch):
    def homeless(*_: object) -> str:
        raise RuntimeError("Could not determine home directory.")

    for name in (model_store.FOLDERS_VARIABLE, model_store.CACHE_VARIABLE, "XDG_DATA_HOME", "XDG_CACHE_HOME", "HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("pathlib.Path.home", homeless)
    monkeypatch.setattr("pathlib.Path.expanduser", homeless)
    assert model_store.find().name == model_store.DEFAULT_MODEL
    for ask in (model_store.install_folder, model_store.cache_folder):
        with pytest.raises(model_store.OutputError, match="no home folder; name a folder"):
            ask()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_a_pipe_is_no_document(tmp_path):
    os.mkfifo(tmp_path / "x.json")
    with pytest.raises(DocumentError, match="not a regular file"):
        read_document(tmp_path / "x.json")
