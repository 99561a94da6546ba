"""Find the engine's Python, which is never QGIS's own, and a Python to create it with. Does not change sys.path."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess  # nosec B404 - the engine is a process of its own, started without a shell
import sys
from dataclasses import dataclass
from pathlib import Path

from qgis.core import QgsApplication, QgsSettings

from ...backend.common.documents import read_document
from ...backend.common.errors import EngineError
from ..i18n import tr
from ..paths import ENGINE_REQUIREMENTS, user_folder
from .process import clean_environment

SETTING_ENGINE = "specaware/enginePython"
SETTING_BASE = "specaware/basePython"
SETTING_OUTSIDE = "specaware/outsideFiles"  # may rasters read files outside their own folders
VARIABLE = "SPECAWARE_ENGINE_PYTHON"
MARKER = "specaware-engine.json"
OLDEST = (3, 9)
_BUILDS = re.compile(r"^onnxruntime-(?:gpu|directml)$")
_PROBE = """
import json, struct, sys, venv
from importlib.util import find_spec
print(json.dumps([*sys.version_info[:2], struct.calcsize("P"), bool(find_spec("ensurepip")), bool(find_spec("pip"))]))
"""


@dataclass(frozen=True)
class Engine:
    """The engine's interpreter and where it was found: "setting", "variable" or "private" (the plugin's own folder).

    ``outdated``: made for the packages of another version. ``broken``: the Python it was made from is missing,
    as after an update of QGIS. ``variant``: key of the graphics card's engine (see :mod:`.variants`), "" for others.
    """

    python: str
    origin: str
    outdated: bool = False
    broken: bool = False
    variant: str = ""


@dataclass(frozen=True)
class BasePython:
    """A Python to build the environment from; without ``ensurepip`` its own pip must install into the environment."""

    python: str
    ensurepip: bool = True


def engine_folder() -> Path:
    """The private environment's folder in the QGIS profile."""
    return user_folder() / "engine"


def system_name() -> str:
    """Return "windows", "macos" or "linux" (for all others, too)."""
    return "windows" if os.name == "nt" else "macos" if sys.platform == "darwin" else "linux"


def environment_python(folder: Path) -> Path:
    """The interpreter of the virtual environment in ``folder``."""
    return folder / "Scripts" / "python.exe" if system_name() == "windows" else folder / "bin" / "python"


def lock_of(requirements: Path = ENGINE_REQUIREMENTS) -> Path:
    """The list of exact versions and hashes that belongs to a list of packages."""
    variant = re.fullmatch(r"engine-requirements(-\w+)?\.txt", requirements.name)
    return requirements.with_name(f"engine-lock{(variant and variant[1]) or ''}.txt")


def requirements_digest(requirements: Path = ENGINE_REQUIREMENTS) -> str:
    """SHA-256 of the list of packages and its exact versions, to detect an environment made for others."""
    lists = [path for path in (requirements, lock_of(requirements)) if path.is_file()]
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in lists)).hexdigest() if lists else ""


def engine_packages(requirements: Path = ENGINE_REQUIREMENTS) -> list[str]:
    """Names of the packages that are installed for the engine, in the order of the list."""
    lines = requirements.read_text(encoding="utf-8").splitlines() if requirements.is_file() else []
    names = [re.match(r"[A-Za-z0-9._-]+", line.strip()) for line in lines if not line.lstrip().startswith("#")]
    return list(dict.fromkeys(found.group() for found in names if found))


def engine_modules(requirements: Path = ENGINE_REQUIREMENTS) -> list[str]:
    """Names under which Python imports these packages; every build of onnxruntime has the same."""
    return list(
        dict.fromkeys(_BUILDS.sub("onnxruntime", name).replace("-", "_") for name in engine_packages(requirements))
    )


def is_complete(folder: Path) -> bool:
    """True if the set-up of ``folder`` was completed."""
    return (folder / MARKER).is_file() and environment_python(folder).is_file()


def find_engine() -> Engine | None:
    """Return the engine: by setting, then by environment variable, then the private folder; None if there is none."""
    chosen = QgsSettings().value(SETTING_ENGINE, "", type=str)
    if chosen and Path(chosen).is_file():
        return Engine(chosen, "setting")
    given = os.environ.get(VARIABLE, "")
    if given and Path(given).is_file():
        return Engine(given, "variable")
    folder = engine_folder()
    if not is_complete(folder):
        return None
    marker = read_document(folder / MARKER)
    base, variant = str(marker.get("base") or ""), str(marker.get("variant") or "")
    packages = ENGINE_REQUIREMENTS.with_name(f"engine-requirements-{variant}.txt") if variant else ENGINE_REQUIREMENTS
    return Engine(
        str(environment_python(folder)),
        "private",
        outdated=marker.get("requirements") != requirements_digest(packages),
        broken=bool(base) and not Path(base).exists(),
        variant=variant,
    )


def require_engine() -> Engine:
    """Return the engine; the error says how to set it up.

    Raises:
        EngineError: no engine was found.
    """
    engine = find_engine()
    if engine is None:
        raise EngineError(
            tr(
                "SpecAware's engine is not set up: open the SpecAware panel and press 'Set up', "
                "or set the variable SPECAWARE_ENGINE_PYTHON to the Python of an environment that has it."
            )
        )
    return engine


def _release(folder: Path) -> int:
    """Return the release of Python 3 in a folder's name: 12 of Python312, which is newer than Python39."""
    digits = re.sub(r"\D", "", folder.name)
    return int(digits[1:] or 0)


def _base_candidates() -> list[str]:
    """Interpreters to try, best first; on Windows and macOS ``sys.executable`` is QGIS itself, so it is not trusted."""
    chosen = QgsSettings().value(SETTING_BASE, "", type=str)
    candidates = [chosen] if chosen else []
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    prefix = Path(QgsApplication.prefixPath())
    system = system_name()
    if system == "windows":
        apps = [Path(sys.base_exec_prefix), *sorted(prefix.parent.glob("Python3*"), key=_release, reverse=True)]
        candidates += [str(folder / name) for folder in apps for name in ("python.exe", "python3.exe")]
        names = ["python.exe"]
    else:
        if system == "macos":
            bundle = [prefix, prefix.parent, prefix / "MacOS", prefix / "Frameworks", Path(sys.base_exec_prefix)]
            candidates += [str(folder / "bin" / name) for folder in bundle for name in (f"python{version}", "python3")]
        elif Path(sys.executable).name.startswith("python"):
            candidates.append(sys.executable)
        candidates += [str(Path(sys.base_exec_prefix) / "bin" / f"python{version}")]
        names = [f"python{version}", "python3"]
    candidates += [found for found in map(shutil.which, names) if found]
    return list(dict.fromkeys(candidates))


def _probe(python: str) -> BasePython | None:
    """Return ``python`` if it is a 64-bit Python of at least the oldest version that can make environments."""
    if not Path(python).is_file():
        return None
    try:
        done = subprocess.run(  # nosec B603 - a path found on this machine, no shell
            [python, "-c", _PROBE], capture_output=True, text=True, timeout=20, env=clean_environment(), check=True
        )
        major, minor, pointer, ensurepip, pip = json.loads(done.stdout)
    except (OSError, subprocess.SubprocessError, ValueError):
        return None
    fits = (major, minor) >= OLDEST and pointer == 8 and (ensurepip or pip)
    return BasePython(python, bool(ensurepip)) if fits else None


def find_base_python() -> BasePython:
    """Return a Python from which the engine's environment can be made.

    Raises:
        EngineError: none was found.
    """
    for python in _base_candidates():
        found = _probe(python)
        if found is not None:
            return found
    raise EngineError(
        tr("No 64-bit Python 3.9 or newer with 'venv' was found: install one (on Debian: the package python3-venv).")
    )
