"""Isolate an engine process from other programs' settings and from what libraries print."""

from __future__ import annotations

import logging
import os
import sys
from typing import IO

# Variables that another program's GDAL or PROJ may have set; the wheels bring their own data.
FOREIGN_VARIABLES = (
    "GDAL_DATA", "GDAL_DRIVER_PATH", "GDAL_PAM_ENABLED", "OGR_DRIVER_PATH", "PROJ_LIB", "PROJ_DATA", "PROJ_NETWORK",
    "PYTHONHOME", "PYTHONSTARTUP", "CPL_DEBUG", "GEOTIFF_CSV", "GDAL_VRT_ENABLE_PYTHON", "GDAL_PYTHON_DRIVER_PATH",
    "GDAL_VRT_PYTHON_TRUSTED_MODULES", "GDAL_VRT_RAWRASTERBAND_ALLOWED_SOURCE", "GDAL_CONFIG_FILE", "GDAL_SKIP",
    "HDF5_EXT_PREFIX", "HDF5_VDS_PREFIX", "HDF5_EXTFILE_PREFIX",
)  # fmt: skip


def scrub_environment() -> None:
    """Remove settings of other programs' GDAL, PROJ and Python from this process's environment."""
    for name in FOREIGN_VARIABLES:
        os.environ.pop(name, None)
    os.environ["GDAL_VRT_ENABLE_PYTHON"] = "NO"  # a raster must not run code


def quiet_libraries() -> None:
    """Suppress GDAL's messages about files that our own sentences cover, and messages that it fails to decode."""
    logging.getLogger("rasterio").setLevel(logging.CRITICAL)
    before = sys.unraisablehook

    def hook(problem: sys.UnraisableHookArgs) -> None:
        if not isinstance(problem.exc_value, UnicodeError):
            before(problem)

    sys.unraisablehook = hook


def take_stdout() -> IO[str]:
    """Return a private handle on the real stdout, and redirect all other output to stderr."""
    sys.stdout.flush()
    private = os.fdopen(os.dup(1), "w", encoding="utf-8", errors="replace", newline="\n", buffering=1)
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    return private
