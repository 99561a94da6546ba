"""The time left: what a plan says and what a run says agree, from the first window to the last."""

from __future__ import annotations

import pytest

from backend.mapping.forecast import Forecast


class Clock:
    """A clock that is set by hand."""

    def __init__(self):
        self.now = 0.0

    def __call__(self):
        return self.now


def told(*, expected_s, whole_s, started_s, steps=50):
    """Return (fraction, seconds left as told, seconds really left) of work at an even speed after a slow start."""
    clock = Clock()
    forecast, found = Forecast(expected_s, clock=clock), []
    for step in range(steps + 1):
        clock.now = (started_s if step else 0.0) + whole_s * step / steps
        found.append((step / steps, forecast.seconds_left(step / steps), started_s + whole_s - clock.now))
    return found


@pytest.mark.parametrize("started_s", [0.0, 5.0])
def test_it_begins_with_what_was_measured_and_ends_with_what_happens(started_s):
    found = told(expected_s=80.0, whole_s=100.0, started_s=started_s)
    assert found[0][1] == 80.0
    for fraction, left, real in found[1:]:
        if fraction >= 0.1:
            assert left == pytest.approx(real, abs=0.5)
        else:
            assert 0.7 * real <= left <= 1.3 * real


def test_a_slow_first_window_does_not_treble_it():
    for fraction, left, real in told(expected_s=None, whole_s=20.0, started_s=8.0)[1:]:
        assert left is None if fraction <= 0.02 else left == pytest.approx(real, abs=0.5)


def test_nothing_is_told_before_anything_is_known():
    assert Forecast().seconds_left(0.0) is None
    assert Forecast().seconds_left(0.01) is None
