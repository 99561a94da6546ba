"""The plugin in the real QGIS: 20 load and unload cycles, and drops on the main window."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
from pathlib import Path
from typing import Any

import pytest

import specaware

SETTINGS = "[PythonPlugins]\nspecaware=true\n[qgis]\nshowTips=false\ncheckVersion=false\n"


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory, stripes: Path, engine: str) -> dict[str, Any]:
    """What program_script.py saw in one run of the program."""
    program, screen = shutil.which("qgis.bin") or shutil.which("qgis"), shutil.which("xvfb-run")
    if program is None or (screen is None and "DISPLAY" not in os.environ):
        pytest.skip("the QGIS program needs a screen: install xvfb")
    folder = tmp_path_factory.mktemp("program")
    ini = folder / "profiles" / "default" / "QGIS" / "QGIS3.ini"
    ini.parent.mkdir(parents=True)
    ini.write_text(SETTINGS, encoding="utf-8")
    product = folder / "ENMAP01-____L2A-DT0000001049-METADATA.xml"
    product.write_text("<level_X/>", encoding="utf-8")
    runtime = folder / "runtime"
    runtime.mkdir(mode=0o700)
    environment = {k: v for k, v in os.environ.items() if k not in ("QT_QPA_PLATFORM", "PYTHONPATH")}
    environment.update(
        HOME=str(folder), XDG_RUNTIME_DIR=str(runtime), QGIS_PLUGINPATH=str(Path(specaware.__path__[0]).parent),
        SPECAWARE_TEST_OUT=str(folder / "seen.json"), SPECAWARE_TEST_PRODUCT=str(product),
        SPECAWARE_TEST_FOREIGN=str(stripes), SPECAWARE_ENGINE_PYTHON=engine,
    )  # fmt: skip
    script = Path(__file__).with_name("program_script.py")
    command = [program, "--noversioncheck", "--nologo", "--profiles-path", str(folder), "--code", str(script)]
    if "DISPLAY" not in os.environ:
        command = [str(screen), "-a", "-s", "-screen 0 1280x900x24", *command]
    process = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True, start_new_session=True)
    try:
        _, errors = process.communicate(timeout=90)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        raise
    assert (folder / "seen.json").is_file(), errors[-2000:]
    found = json.loads((folder / "seen.json").read_text(encoding="utf-8"))
    assert "error" not in found, found["error"]
    assert "exceptions" not in found, found["exceptions"]
    return found


def test_the_provider_and_menu_are_there_while_loaded(seen: dict[str, Any]) -> None:
    assert seen["provider_listed"] is True
    assert {"Map land cover…", "Spectral profile"} <= set(seen["in_raster_menu"])


LEFT = ["providers", "actions", "raster_menu", "menus", "toolbar", "docks", "timers", "threads", "children", "tasks"]


def test_some_cycles_had_a_worker_running(seen: dict[str, Any]) -> None:
    assert seen["busy_children"] >= 1


@pytest.mark.parametrize("what", [*LEFT, "environ"])
def test_twenty_cycles_leave_nothing(seen: dict[str, Any], what: str) -> None:
    assert seen["after_all"][what] == seen["before"][what]


def test_a_foreign_file_still_reaches_qgis(seen: dict[str, Any]) -> None:
    assert seen["layers_after_foreign"] == ["stripes"]
    assert seen["panel_after_foreign"] is False


def test_a_click_on_the_map_shows_a_spectrum(seen: dict[str, Any]) -> None:
    assert seen["profile_tool_on"] is True
    assert seen["profiles"] == [[20, 30, 64]]


def test_a_product_that_qgis_cannot_open_reaches_the_panel(seen: dict[str, Any]) -> None:
    assert [Path(path).name for path in seen["panel_after_product"]] == ["ENMAP01-____L2A-DT0000001049-METADATA.xml"]
    assert seen["panel_visible"] is True
    assert seen["layers_after_product"] == 1


def test_after_unload_drops_go_to_qgis_again(seen: dict[str, Any]) -> None:
    assert seen["layers_after_unload"] == 2
