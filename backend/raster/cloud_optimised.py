"""Rewrite a finished raster as a cloud-optimised GeoTIFF with overviews."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from ..common.errors import OutputError
from .sink import RasterLayer

TILE = 512  # side of the tiles and largest side of the smallest overview; GDAL's default
_POLL_S = 0.05
_GRACE_S = 0.6  # time for the strip in progress after a stop


def resampling_of(layer: RasterLayer) -> str:
    """Return the resampling for overviews: nearest for classes, average for shares and confidence."""
    return "nearest" if layer.categories else "average"


def overview_factors(height: int, width: int) -> list[int]:
    """Return the overview factors that GDAL uses for a raster: powers of two until one tile holds it."""
    factors: list[int] = []
    while max(height, width) // 2 ** len(factors) > TILE:
        factors.append(2 ** (len(factors) + 1))
    return factors


def extra_bytes(pixels: int, layers: Sequence[RasterLayer]) -> int:
    """Return the largest extra disk space: all overviews, plus one and a half of the largest raster twice.

    The pixels of all overviews together are a third of the raster's. While a raster is rewritten, its original and a
    file of its overviews exist too.
    """
    each = [layer.bytes_per_pixel for layer in layers]
    return pixels * (sum(each) + 4 * max(each, default=0)) // 3


def layout_facts(layers: Sequence[RasterLayer], height: int, width: int) -> dict[str, Any]:
    """Return what the report says about the layout of a map's rasters."""
    return {
        "layout": {
            "form": "cloud-optimised GeoTIFF", "tile": TILE, "overviews": overview_factors(height, width),
            "resampling": {layer.key: resampling_of(layer) for layer in layers},
        }
    }  # fmt: skip


def optimise(path: Path, layer: RasterLayer, *, scratch: Path, check: Callable[[], None]) -> None:
    """Rewrite the finished GeoTIFF ``path``: the same pixels, colours, names and tags, with overviews.

    GDAL does it in strips, in a thread of its own; memory does not grow with the raster.

    Args:
        path: the raster; only replaced when its new form is complete.
        layer: its content.
        scratch: a file in the same folder that may be written, as may files whose names start with its name.
        check: called twenty times a second; raises to stop.

    Raises:
        OutputError: the file cannot be written.
    """
    failures: list[BaseException] = []
    thread = threading.Thread(target=_copy, args=(path, scratch, layer, failures), name="specaware-cog", daemon=True)
    thread.start()
    try:
        while thread.is_alive():
            thread.join(_POLL_S)
            check()
    except BaseException:
        os.truncate(path, 0)  # GDAL cannot be stopped, but it fails at the next strip, which is then missing
        thread.join(_GRACE_S)
        raise
    if failures:
        text = " ".join(str(failures[0]).split())
        raise OutputError(
            f"A file in {path.parent} could not be written ({text}); check the disk and the folder."
        ) from failures[0]
    os.replace(scratch, path)


def _copy(source: Path, target: Path, layer: RasterLayer, failures: list[BaseException]) -> None:
    import rasterio
    from rasterio import shutil

    try:
        with rasterio.Env(GDAL_PAM_ENABLED="NO", GDAL_NUM_THREADS="1"):  # one thread: the same bytes everywhere
            shutil.copy(
                source, target, driver="COG", compress="DEFLATE", blocksize=TILE, bigtiff="IF_SAFER",
                overviews="IGNORE_EXISTING", overview_resampling=resampling_of(layer).upper(),
            )  # fmt: skip
    except BaseException as exc:
        failures.append(exc)
