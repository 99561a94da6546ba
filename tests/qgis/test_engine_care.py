"""The engine's folder: one QGIS at a time, disk use, removal, repair; where Pythons lie on the three systems."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from qgis.gui import QgisInterface

from specaware.backend.common.errors import EngineError
from specaware.plugin.engine import environment
from specaware.plugin.engine.care import alone, disk_bytes, remove_engine
from specaware.plugin.engine.network import Network
from specaware.plugin.engine.setup import EngineSetup
from specaware.plugin.plugin import SpecAwarePlugin
from specaware.plugin.qgis_tasks import SetupTask
from specaware.plugin.widgets.setup.engine_banner import EngineBanner
from specaware.plugin.widgets.setup.engine_box import EngineBox, describe_engine
from specaware.tests.support.network import make_wheel


@pytest.fixture
def private(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The private folder, in a place of the test's own; no engine in the environment."""
    monkeypatch.delenv(environment.VARIABLE, raising=False)
    monkeypatch.setattr(environment, "user_folder", lambda: tmp_path / "profile")
    (tmp_path / "profile").mkdir()
    return tmp_path / "profile" / "engine"


def fake_engine(folder: Path, **marker: object) -> Path:
    python = environment.environment_python(folder)
    python.parent.mkdir(parents=True)
    python.write_bytes(b"x" * 3_000_000)
    facts = {"requirements": environment.requirements_digest(), "base": sys.executable, **marker}
    (folder / environment.MARKER).write_text(json.dumps(facts), encoding="utf-8")
    return python


_HOLD = """
import sys
from qgis.PyQt.QtCore import QLockFile
lock = QLockFile(sys.argv[1])
print(lock.tryLock(0), flush=True)
sys.stdin.read()
"""


def test_two_programs_do_not_set_up_at_once_and_one_that_died_holds_nothing(private: Path, tmp_path: Path) -> None:
    make_wheel(tmp_path / "wheels")
    python = fake_engine(private)
    command = [sys.executable, "-c", _HOLD, str(private.with_name("engine.lock"))]
    other = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        assert other.stdout.readline() == "True\n"
        setup = EngineSetup(
            on_line=lambda line: None, on_progress=lambda value: None, is_cancelled=lambda: False, folder=private,
            wheels=tmp_path / "wheels",
        )  # fmt: skip
        for work in (setup.run, lambda: remove_engine(private)):
            with pytest.raises(EngineError, match="Another QGIS"):
                work()
        assert python.is_file()  # what the other one is making is left alone
    finally:
        other.kill()
        other.wait()
        other.stdin.close()
        other.stdout.close()
    with alone(private):  # its lock file is still there
        pass
    remove_engine(private)
    assert list(private.parent.iterdir()) == []


def test_disk_use_and_removal(private: Path) -> None:
    assert disk_bytes(private) == 0
    remove_engine(private)  # nothing there, nothing to do
    fake_engine(private)
    assert 3_000_000 < disk_bytes(private) < 3_001_000
    assert "3 MB" in describe_engine(environment.find_engine())
    remove_engine()
    assert environment.find_engine() is None
    assert "set it up" in describe_engine(None)


def test_an_engine_whose_python_is_gone_is_offered_for_repair(private: Path, tmp_path: Path, qgis_app: object) -> None:
    fake_engine(private, base=str(tmp_path / "Python39" / "python.exe"))
    assert environment.find_engine().broken
    banner = EngineBanner()
    assert not banner.isHidden()
    assert banner._button.text() == "Repair…"
    assert "is missing" in describe_engine(environment.find_engine())
    banner.deleteLater()


def test_the_box_removes_and_sets_up_again(private: Path, monkeypatch: pytest.MonkeyPatch, qgis_app: object) -> None:
    fake_engine(private)
    banner, started = EngineBanner(), []
    assert banner.isHidden()
    monkeypatch.setattr(banner, "start", lambda: started.append(True))
    box = EngineBox(banner)
    assert str(private) in box.text()
    box._repair.click()
    assert started == [True]
    box = EngineBox(banner)
    box._remove.click()
    assert not private.exists()
    assert not banner.isHidden()  # it offers the set-up
    assert EngineBox(banner)._remove is None
    banner.deleteLater()


def test_the_menu_opens_the_box_with_the_panels_own_banner(private: Path, qgis_iface: QgisInterface) -> None:
    fake_engine(private)
    plugin = SpecAwarePlugin(qgis_iface)
    plugin.initGui()
    try:
        plugin._show_engine()
        box = qgis_iface.mainWindow().findChild(EngineBox, "specawareEngineBox")
        assert str(private) in box.text()
        box._remove.click()
        assert not private.exists()
        assert plugin.dock.form.banner.isVisibleTo(plugin.dock.form)
    finally:
        plugin.unload()


def test_a_removal_that_the_system_refuses_is_said(
    private: Path, monkeypatch: pytest.MonkeyPatch, qgis_app: object
) -> None:
    def refuse(path: Path) -> None:
        raise PermissionError(13, "in use", str(path))

    fake_engine(private)
    monkeypatch.setattr("specaware.plugin.engine.care.shutil.rmtree", refuse)
    banner = EngineBanner()
    box = EngineBox(banner)
    box._remove.click()
    assert "close other QGIS windows" in banner._text.text()
    assert private.exists()
    banner.deleteLater()


def test_the_banner_says_what_is_being_done(
    private: Path, tmp_path: Path, wait_until: object, monkeypatch: pytest.MonkeyPatch, qgis_app: object
) -> None:
    wheel = make_wheel(tmp_path / "wheels", body="raise ImportError('a library is missing')\n")
    requirements = tmp_path / "requirements.txt"
    requirements.write_text("specaware-probe==1.0\n", encoding="utf-8")
    base = environment.BasePython(environment.find_base_python().python, ensurepip=False)
    monkeypatch.setattr("specaware.plugin.engine.setup.find_base_python", lambda: base)
    monkeypatch.setattr(EngineSetup.__init__, "__kwdefaults__", {
        **EngineSetup.__init__.__kwdefaults__, "folder": private, "requirements": requirements
    })  # fmt: skip
    said: list[str] = []
    banner = EngineBanner()
    monkeypatch.setattr(banner, "_show_step", said.append)
    banner.start(wheel.parent)
    banner.task.step.connect(said.append)
    wait_until(lambda: banner.task is None)
    assert any("specaware_probe" in text for text in said)
    assert "Checking that the engine runs" in said
    assert "a library is missing" in banner._text.text()
    assert isinstance(SetupTask()._network, Network)
    banner.deleteLater()


TREES = {
    "windows": (
        "OSGeo4W/apps/qgis-ltr", "OSGeo4W/apps/Python39",
        ["OSGeo4W/apps/Python39/python.exe", "OSGeo4W/apps/Python312/python.exe", "OSGeo4W/bin/python3.exe"],
        ["OSGeo4W/apps/Python39/python.exe", "OSGeo4W/apps/Python312/python.exe"],
    ),
    "macos": (
        "QGIS.app/Contents/MacOS", "QGIS.app/Contents/Frameworks",
        ["QGIS.app/Contents/MacOS/QGIS", "QGIS.app/Contents/MacOS/bin/python3"],
        ["QGIS.app/Contents/MacOS/bin/python3"],
    ),
    "linux": ("usr", "usr", ["usr/bin/qgis.bin", "usr/bin/python3"], ["usr/bin/python3"]),
}  # fmt: skip


@pytest.mark.parametrize("system", sorted(TREES))
def test_pythons_are_found_where_qgis_has_them_on_each_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, system: str
) -> None:
    prefix, base, files, expected = TREES[system]
    for name in files:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    monkeypatch.setattr(environment, "system_name", lambda: system)
    monkeypatch.setattr(environment.QgsApplication, "prefixPath", staticmethod(lambda: str(tmp_path / prefix)))
    monkeypatch.setattr(environment.sys, "base_exec_prefix", str(tmp_path / base))
    program = {
        "windows": "OSGeo4W/bin/qgis-ltr-bin.exe",
        "macos": "QGIS.app/Contents/MacOS/QGIS",
        "linux": "usr/bin/qgis.bin",
    }
    monkeypatch.setattr(environment.sys, "executable", str(tmp_path / program[system]))
    on_path = str(tmp_path / "usr/bin/python3") if system == "linux" else None
    monkeypatch.setattr(environment.shutil, "which", lambda name: on_path)
    found = [name for name in environment._base_candidates() if Path(name).is_file()]
    assert found == [str(tmp_path / name) for name in expected]
    inside = "Scripts/python.exe" if system == "windows" else "bin/python"
    assert environment.environment_python(tmp_path / "engine") == tmp_path / "engine" / inside


def test_the_newest_python_of_qgis_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("Python39", "Python312", "Python37"):
        (tmp_path / "apps" / name).mkdir(parents=True)
    monkeypatch.setattr(environment, "system_name", lambda: "windows")
    monkeypatch.setattr(environment.QgsApplication, "prefixPath", staticmethod(lambda: str(tmp_path / "apps" / "qgis")))
    found = [Path(name).parent.name for name in environment._base_candidates()]
    assert found.index("Python312") < found.index("Python39") < found.index("Python37")
