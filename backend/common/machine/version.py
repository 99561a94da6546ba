"""The version of SpecAware and of the packages it runs on."""

from __future__ import annotations

import platform
import re
from importlib import metadata
from pathlib import Path

PACKAGES = ("numpy", "rasterio", "onnxruntime", "h5py", "pyogrio", "safetensors", "torch")


def specaware_version() -> str:
    """Return the version stated in metadata.txt, "unknown" where that file is missing."""
    path = Path(__file__).resolve().parents[3] / "metadata.txt"
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    found = re.search(r"^version\s*=\s*(\S+)", text, flags=re.MULTILINE)
    return found[1] if found else "unknown"


def package_versions() -> dict[str, str | None]:
    """Return the installed version of each package the engine may use, None where it is missing; imports none."""
    versions: dict[str, str | None] = {}
    for name in PACKAGES:
        try:
            versions[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            versions[name] = None
    return versions


def python_version() -> str:
    """Return version and kind of Python, and the system."""
    return f"{platform.python_implementation()} {platform.python_version()} on {platform.system()} {platform.machine()}"
