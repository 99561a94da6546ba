"""The client and its worker: events, cancel, death, and that no process outlives its use."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from specaware.backend.common.errors import CancelledError, EngineError, InputError
from specaware.backend.job.events import JobEvent
from specaware.backend.job.spec import JobSpec, Options, Outputs
from specaware.plugin.engine import client as client_module
from specaware.plugin.engine.client import EngineClient
from specaware.plugin.engine.process import clean_environment


def map_job(source: Path, target: Path) -> JobSpec:
    return JobSpec("map", str(source), outputs=Outputs(classes=str(target)), options=Options(threads=1))


def test_one_worker_runs_several_jobs(engine: str, stripes: Path, tmp_path: Path) -> None:
    events: list[JobEvent] = []
    with EngineClient(engine) as client:
        found = client.run(JobSpec("inspect", str(stripes)))
        pid = client.pid
        result = client.run(map_job(stripes, tmp_path / "map.tif"), on_event=events.append)
        assert client.pid == pid
    assert (found["width"], found["height"], found["count"]) == (60, 40, 64)
    assert Path(result["outputs"]["classes"]).is_file()
    fractions = [e.fraction for e in events if e.type == "progress"]
    assert fractions
    assert fractions == sorted(fractions)
    assert 0 <= fractions[0] <= fractions[-1] <= 1


def test_a_failed_job_raises_its_kind_and_the_worker_goes_on(engine: str, stripes: Path) -> None:
    with EngineClient(engine) as client:
        with pytest.raises(InputError, match="nonesuch"):
            client.run(JobSpec("inspect", "/nonesuch.tif"))
        assert client.run(JobSpec("inspect", str(stripes)))["count"] == 64


def test_closing_ends_the_process(engine: str, stripes: Path, children: Callable[[], set[int]]) -> None:
    before = children()
    with EngineClient(engine) as client:
        client.run(JobSpec("inspect", str(stripes)))
        assert client.pid in children()
    assert children() == before
    assert client.pid is None


def test_a_killed_worker_is_an_engine_error(engine: str, tmp_path: Path, make_raster: Callable[..., Path]) -> None:
    source = make_raster(tmp_path / "large.tif", rows=300, cols=300)
    with EngineClient(engine) as client:

        def kill(event: JobEvent) -> None:
            if event.type == "progress" and client.pid is not None:
                os.kill(client.pid, signal.SIGKILL)

        with pytest.raises(EngineError, match="stopped unexpectedly"):
            client.run(map_job(source, tmp_path / "map.tif"), on_event=kill)
    assert not (tmp_path / "map.tif").exists()


def test_shut_down_ends_a_run_in_another_thread(
    engine: str, tmp_path: Path, make_raster: Callable[..., Path], children: Callable[[], set[int]]
) -> None:
    source = make_raster(tmp_path / "large.tif", rows=1000, cols=1000)
    before, begun = children(), threading.Event()
    caught: list[BaseException] = []

    def run() -> None:
        try:
            with EngineClient(engine) as client:
                client.run(map_job(source, tmp_path / "map.tif"), on_event=lambda _: begun.set())
        except CancelledError as error:
            caught.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    assert begun.wait(30)
    client_module.shut_down()
    thread.join(10)
    assert caught
    assert children() == before


def test_a_worker_that_does_not_answer_is_killed(
    engine: str, stripes: Path, monkeypatch: pytest.MonkeyPatch, children: Callable[[], set[int]]
) -> None:
    """The worker is stopped (SIGSTOP), so it cannot react to the cancel."""
    monkeypatch.setattr(client_module, "_CANCEL_GRACE_S", 0.5)
    before = children()
    client = EngineClient(engine)
    client.run(JobSpec("inspect", str(stripes)))
    os.kill(client.pid, signal.SIGSTOP)
    started = time.monotonic()
    with pytest.raises(CancelledError):
        client.run(JobSpec("inspect", str(stripes)), is_cancelled=lambda: time.monotonic() - started > 0.1)
    assert children() == before


def test_an_interpreter_that_is_none_is_one_sentence(tmp_path: Path) -> None:
    text = tmp_path / "python"
    text.write_text("no program", encoding="utf-8")
    with pytest.raises(EngineError, match="cannot be started"), EngineClient(str(text)) as client:
        client.run(JobSpec("models"))


def test_an_environment_without_the_packages_says_so(tmp_path: Path, stripes: Path) -> None:
    """Debian's Python has no rasterio: the job fails with a sentence, not with silence."""
    with pytest.raises(EngineError), EngineClient("/usr/bin/python3") as client:
        client.run(JobSpec("inspect", str(stripes)))


def test_nothing_of_qgis_reaches_the_worker() -> None:
    given = {
        "HOME": "/home/u", "PATH": "/usr/bin", "LANG": "C", "PYTHONPATH": "/q", "PYTHONHOME": "/q", "PROJ_LIB": "/q",
        "PROJ_DATA": "/q", "GDAL_DATA": "/q", "GDAL_DRIVER_PATH": "/q", "QT_PLUGIN_PATH": "/q", "LD_LIBRARY_PATH": "/q",
        "QGIS_PREFIX_PATH": "/q", "DYLD_LIBRARY_PATH": "/q", "OSGEO4W_ROOT": "/q", "VIRTUAL_ENV": "/q",
        "http_proxy": "p",
    }  # fmt: skip
    clean = clean_environment(given)
    assert {k: v for k, v in clean.items() if v == "/q"} == {}
    assert {k: clean[k] for k in ("HOME", "PATH", "LANG", "http_proxy")} == {
        "HOME": "/home/u", "PATH": "/usr/bin", "LANG": "C", "http_proxy": "p",
    }  # fmt: skip


def test_folders_of_qgis_leave_the_path() -> None:
    path = os.pathsep.join(["/osgeo/bin", "/usr/bin", "/osgeo/apps/qgis/bin"])
    assert clean_environment({"OSGEO4W_ROOT": "/OSGeo/", "PATH": path})["PATH"] == "/usr/bin"
