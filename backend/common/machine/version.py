"""The version of SpecAware and of the packages it runs on."""

from __future__ import annotations

import platform
import re
from importlib import metadata
from pathlib import Path

PACKAGES = ("numpy", "rasterio", "onnxruntime", "h5py", "pyogrio", "safetensors", "torch")


def specaware_version() -> str:
    """Return the version in metadata.txt; "unknown" if that file is missing."""
    path = Path(__file__).resolve().parents[3] / "metadata.txt"
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    found = re.search(r"^version\s*=\s*(\S+)", text, flags=re.MULTILINE)
    return found[1] if found else "unknown"


def package_versions() -> dict[str, str | None]:
    """Return the installed version of each package the engine may use, None if missing; imports none of them."""
    versions: dict[str, str | None] = {}
    for name in PACKAGES:
        try:
            versions[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            versions[name] = None
    return versions


def python_version() -> str:
    """Return Python's implementation and version, and the system."""
    return f"{platform.python_implementation()} {platform.python_version()} on {platform.system()} {platform.machine()}"
