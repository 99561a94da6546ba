"""What a person sees: the bar at a real terminal, speed and time left over several scenes, lines elsewhere."""

import os
import re
import subprocess
import sys
import time

import pytest

from backend.common.wording import duration_text, speed_text
from backend.job.events import JobEvent
from backend.shell import console
from backend.shell.console import Console, Pace
from tests.support.tiny import save_geotiff, save_model, scene


def progress(done, total, speed=0.0):
    return JobEvent("progress", message="mapping", data={"done_px": done, "total_px": total, "px_per_s": speed})


def test_pace_of_one_scene():
    pace = Pace()
    assert (pace.fraction, pace.text()) == (0.0, "")
    pace.take("", progress(250_000, 1_000_000, 50_000))
    assert pace.fraction == 0.25
    assert pace.text() == "50 kpx/s, 15 s left"


def test_scenes_that_have_not_begun_count_as_the_mean_of_the_others():
    pace = Pace(["a", "b", "c", "d"])
    pace.take("a", progress(100, 100, 10))
    pace.finish("a")
    pace.take("b", progress(50, 300, 10))
    assert pace.fraction == pytest.approx(150 / 800)
    assert pace.seconds_left == pytest.approx(650 / 10)
    pace.finish("c")  # failed before it began: nothing is left of it
    assert pace.fraction == pytest.approx(150 / 600)
    assert (pace.finished, pace.count) == (2, 4)


def test_scenes_at_once_add_up_their_speed():
    pace = Pace(["a", "b"])
    pace.take("a", progress(10, 100, 10))
    pace.take("b", progress(10, 100, 30))
    assert pace.px_per_s == 40
    assert pace.seconds_left == pytest.approx(180 / 40)
    pace.finish("b")
    pace.finish("merged")  # what is no piece of the run does not count
    assert (pace.px_per_s, pace.finished) == (10, 1)


def test_work_that_tells_no_pixels_is_timed(monkeypatch):
    now = [10.0]
    monkeypatch.setattr(console.time, "monotonic", lambda: now[0])
    pace = Pace()
    pace.take("", JobEvent("progress", message="embed", fraction=0.0))
    now[0] += 20
    pace.take("", JobEvent("progress", message="embed", fraction=0.25))
    assert (pace.fraction, pace.text()) == (0.25, "1 min 00 s left")


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0, "0 s"), (59.4, "59 s"), (59.6, "1 min 00 s"), (3599.7, "1 h 00 min"), (7500, "2 h 05 min")],
)
def test_durations(seconds, text):
    assert duration_text(seconds) == text


@pytest.mark.parametrize(
    ("speed", "text"), [(12, "12 px/s"), (5300, "5.3 kpx/s"), (104e3, "104 kpx/s"), (2e6, "2.0 Mpx/s")]
)
def test_speeds(speed, text):
    assert speed_text(speed) == text


def test_without_a_terminal_there_is_a_line_now_and_then(capsys, monkeypatch):
    now = [10.0]
    monkeypatch.setattr(console.time, "monotonic", lambda: now[0])
    shown = Console()
    shown.expect(["/in/a.tif", "/in/b.tif"])
    shown.show(progress(10, 100, 10), "/in/a.tif")
    assert capsys.readouterr().err == ""
    now[0] += 31
    shown.show(progress(50, 100, 10), "/in/a.tif")
    assert capsys.readouterr().err == "1 of 2 a.tif 25% 10 px/s, 15 s left\n"
    shown.show(progress(60, 100, 10), "/in/a.tif")
    assert capsys.readouterr().err == ""


@pytest.mark.skipif(sys.platform == "win32", reason="terminals of POSIX")
def test_at_a_terminal_there_is_a_bar_with_speed_and_time_left(engine_environment, tmp_path):
    import pty

    model = save_model(tmp_path / "model", context=20, size=64, overlap=16)
    sources = [save_geotiff(tmp_path / f"{name}.tif", *scene(400, 400, bands=6, seed=3)) for name in "ab"]
    words = ["--out", tmp_path / "m", "--model", model, "--level", "L2", "--scale", "0.0001", "--units", "reflectance"]
    ours, theirs = pty.openpty()
    child = subprocess.Popen(
        [sys.executable, "-m", "backend", "map", *map(str, [*sources, *words])], stdout=subprocess.DEVNULL,
        stderr=theirs, env={**engine_environment, "COLUMNS": "100"},
    )  # fmt: skip
    os.close(theirs)
    seen = b""
    end = time.monotonic() + 120
    while time.monotonic() < end:
        try:
            piece = os.read(ours, 4096)
        except OSError:  # Linux's way to say that the other side has gone
            break
        if not piece:
            break
        seen += piece
    os.close(ours)
    assert child.wait(30) == 0
    bars = [line for line in seen.decode().split("\r") if line.startswith("[")]
    pattern = r"\[#*\.*\] +\d+% [12] of 2 [\d.]+ [kM]?px/s, .* left  [ab]\.tif\x1b\[K"
    assert any(re.fullmatch(pattern, line) for line in bars), bars
    assert any(" 2 of 2 " in line for line in bars)
    assert max(len(line) for line in bars) <= 100 + len("\x1b[K")
    assert b"2 mapped, 0 kept, 0 failed." in seen
