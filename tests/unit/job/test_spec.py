import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.common.errors import CancelledError, InputError, SpecAwareError
from backend.job.events import EVENT_TYPES, JobEvent, cancel_line, parse_line
from backend.job.spec import DEVICES, JobSpec, Options, Outputs

TEXT = st.text(st.characters(exclude_characters="\0", exclude_categories=()), min_size=1, max_size=20)
OPTIONS = st.builds(
    Options, threads=st.integers(0, 64), memory_mb=st.integers(0, 10**6), overwrite=st.booleans(),
    device=st.sampled_from(DEVICES), min_area_m2=st.floats(0, 1e9), batch=st.integers(0, 64),
    block_px=st.integers(0, 10**6),
)  # fmt: skip
SPECS = st.builds(
    JobSpec, kind=st.just("map"), source=TEXT, id=st.text(max_size=8), model=TEXT,
    overrides=st.dictionaries(TEXT, st.one_of(TEXT, st.floats(-1e6, 1e6), st.lists(st.integers(0, 9)))),
    extent=st.one_of(st.none(), st.just((-5.5, 1.0, 2.0, 3.25))), rows=st.one_of(st.none(), st.just((0, 7))),
    outputs=st.builds(Outputs, classes=TEXT, confidence=st.one_of(st.none(), TEXT)), options=OPTIONS,
)  # fmt: skip


@given(SPECS)
def test_a_job_survives_its_line(spec):
    line = spec.to_line()
    assert "\n" not in line
    assert JobSpec.from_line(line) == spec


@given(st.sampled_from(EVENT_TYPES), st.text(max_size=30), st.one_of(st.none(), st.floats(0, 1)))
def test_an_event_survives_its_line(kind, text, fraction):
    event = JobEvent(kind, job="7", message=text, fraction=fraction, data={"a": [1, None]})
    assert "\n" not in event.to_line()
    assert JobEvent.from_line(event.to_line()) == event


def test_json_has_no_nan():
    assert JobEvent.from_line(JobEvent("result", data={"x": float("nan"), "y": (1, float("inf"))}).to_line()).data == {
        "x": None,
        "y": [1, None],
    }


def changed(**fields):
    return json.dumps({**json.loads(JobSpec("map", source="a", outputs=Outputs(classes="b")).to_line()), **fields})


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("nonsense", "not JSON"),
        ("[1]", "not a JSON object"),
        (changed(version=2), "Protocol version 2"),
        (changed(colour="red"), "'colour' of the job is not known"),
        (changed(kind="paint"), "'paint' is not known"),
        (changed(source=""), "needs a source"),
        (changed(source=5), "'source' of the job has a value of the wrong type"),
        (changed(outputs={"map": "x"}), "'map' of the outputs is not known"),
        (changed(outputs={}), "outputs.classes"),
        (changed(options={"threads": "two"}), "'options.threads'"),
        (changed(options={"threads": True}), "'options.threads'"),
        (changed(options={"threads": -1}), "must not be negative"),
        (changed(options={"device": "abacus"}), "Device 'abacus'"),
        (changed(extent=[1, 2, 3]), "must be 4 numbers"),
        (changed(extent=[3, 0, 1, 1]), "is empty"),
        (changed(rows=[5, 5]), "is empty"),
        (changed(rows=[0.5, 5]), "must be 2 numbers"),
        (changed(kind="profile", outputs={}), "give points"),
        (changed(kind="profile", outputs={}, points=[[1, 2, 3]]), "must be 2 numbers"),
        (changed(kind="profile", outputs={}, points=[None]), "must be 2 numbers"),
        (changed(kind="import", outputs={}), "settings.architecture"),
        (changed(kind="import", outputs={}, importing={"arch": "x"}), "'arch' of the settings"),
        (
            changed(kind="import", outputs={}, settings={"architecture": "a", "head": "two"}),
            "Head 'two' is not known; use one of auto, none, scene, multilabel.",
        ),
        (changed(kind="assess", outputs={}, settings={"labels": "a.gpkg"}), "An assess job needs settings.class_field"),
        (changed(kind="train", outputs={}), "A train job needs the path of its model folder; give outputs.model."),
    ],
)
def test_what_no_job_can_mean_is_refused_in_one_sentence(line, text):
    with pytest.raises(InputError, match=text) as caught:
        JobSpec.from_line(line)
    assert "\n" not in str(caught.value)


def test_unknown_events_are_refused():
    with pytest.raises(InputError, match="not known"):
        JobEvent.from_line('{"version":1,"type":"party"}')
    with pytest.raises(InputError, match="not known"):
        JobEvent.from_line('{"version":1,"type":"log","volume":11}')


def test_errors_become_events():
    assert JobEvent.from_error(CancelledError("Stopped.")).code == "cancelled"
    assert JobEvent.from_error(SpecAwareError("Two\n lines.")).message == "Two lines."
    event = JobEvent.from_error(ValueError("odd"), job="3")
    assert (event.code, event.job, event.is_final) == ("internal", "3", True)
    assert "ValueError: odd" in event.message


def test_a_cancel_names_its_job():
    assert parse_line(cancel_line("9")) == {"type": "cancel", "version": 1, "job": "9"}
