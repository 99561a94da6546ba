"""Starts the real QGIS with the plugin, in a profile and on a screen of its own; a script drives it from inside."""

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

ENABLED = """
[PythonPlugins]
specaware=true
"""
SETTINGS = """
[qgis]
showTips=false
checkVersion=false
[locale]
overrideFlag=true
userLocale={language}
"""


def run_program(
    script: str, folder: Path, engine: str, *, screen: str = "1280x900", language: str = "en", installed: bool = True,
    **variables: str,
) -> dict[str, Any]:  # fmt: skip
    """Run ``script``, a file beside this one, inside QGIS and return what it saw; fail on any exception in there.

    Unless ``installed``, QGIS knows neither the plugin nor an engine.
    """
    program, server = shutil.which("qgis.bin") or shutil.which("qgis"), shutil.which("xvfb-run")
    if program is None or server is None:
        pytest.skip("the QGIS program needs a screen: install xvfb")
    ini = folder / "profiles" / "default" / "QGIS" / "QGIS3.ini"
    ini.parent.mkdir(parents=True)
    ini.write_text((ENABLED if installed else "") + SETTINGS.format(language=language), encoding="utf-8")
    (folder / "runtime").mkdir(mode=0o700)
    dropped = ("QT_QPA_PLATFORM", "PYTHONPATH", "DISPLAY", "QGIS_PLUGINPATH", "SPECAWARE_ENGINE_PYTHON")
    environment = {k: v for k, v in os.environ.items() if k not in dropped}
    if installed:
        plugins = str(Path(specaware.__path__[0]).parent)
        environment |= {"SPECAWARE_ENGINE_PYTHON": engine, "QGIS_PLUGINPATH": plugins}
    environment.update(
        HOME=str(folder), XDG_RUNTIME_DIR=str(folder / "runtime"), SPECAWARE_TEST_OUT=str(folder / "seen.json"),
        SPECAWARE_TEST_SCRIPTS=str(Path(__file__).parent), **variables,
    )  # fmt: skip
    path = Path(__file__).with_name(script)
    command = [server, "-a", "-s", f"-screen 0 {screen}x24", program, "--noversioncheck", "--nologo"]
    command += ["--profiles-path", str(folder), "--code", str(path)]
    process = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True, start_new_session=True)
    try:
        _, errors = process.communicate(timeout=1200 if "SPECAWARE_JOURNEY_SETUP" in environment else 400)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        raise
    assert (folder / "seen.json").is_file(), errors[-2000:]
    found: dict[str, Any] = json.loads((folder / "seen.json").read_text(encoding="utf-8"))
    assert "error" not in found, found["error"]
    assert "exceptions" not in found, found["exceptions"]
    return found
