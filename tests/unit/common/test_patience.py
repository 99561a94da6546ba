"""Work that hangs is given up after a cancel or a time without a step; work that moves never is."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest

from backend.common.cancellation import CancelToken
from backend.common.errors import CancelledError, EngineError, InputError
from backend.common.machine import patience
from backend.common.machine.patience import await_steps, has_left_behind
from backend.job.kinds.registry import kind_of, kinds
from backend.job.spec import JobSpec
from backend.serve.runner import JobRunner


@pytest.fixture(autouse=True)
def _short_times(monkeypatch, request):
    monkeypatch.setattr(patience, "_POLL_S", 0.01)
    monkeypatch.setattr(patience, "CANCEL_GRACE_S", 0.05)
    monkeypatch.setattr(patience, "THREAD_NAME", f"specaware-{request.node.name}-")  # none of another test's


@pytest.fixture
def hang():
    """Return work that hangs until the test is over."""
    end = threading.Event()
    yield end.wait
    end.set()


def test_what_work_returns_and_raises_comes_back():
    assert await_steps(lambda: 7, token=CancelToken(), limit_s=9) == 7
    with pytest.raises(InputError, match="bad"):
        await_steps(lambda: (_ for _ in ()).throw(InputError("bad")), token=CancelToken(), limit_s=9)
    assert not has_left_behind()


def test_work_without_a_step_is_given_up(hang):
    token = CancelToken()
    with pytest.raises(EngineError, match="Nothing has moved"):
        await_steps(hang, token=token, limit_s=0.05)
    assert has_left_behind()
    assert token.is_set


def test_steps_keep_work_alive():
    token, pause = CancelToken(), threading.Event()

    def work() -> str:
        for _ in range(30):
            pause.wait(0.01)
            token.check()
        return "done"

    assert await_steps(work, token=token, limit_s=0.15) == "done"


def test_a_cancel_reaches_work_that_hangs(hang):
    token = CancelToken()
    threading.Timer(0.05, token.cancel).start()
    with pytest.raises(CancelledError):
        await_steps(hang, token=token, limit_s=900)


def test_a_job_that_hangs_ends_as_cancelled(monkeypatch, hang):
    runner, token, events = JobRunner(), CancelToken(), []
    hanging = replace(kind_of("inspect"), run=lambda *_: hang())
    monkeypatch.setitem(kinds(), "inspect", hanging)
    threading.Timer(0.05, token.cancel).start()
    final = runner.run(JobSpec("inspect", source="x.tif"), send=events.append, token=token)
    assert (final.type, final.code) == ("error", "cancelled")
    assert events == [final]
