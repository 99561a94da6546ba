"""Rewrite a finished raster as a cloud-optimised GeoTIFF with overviews."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from ..common.errors import OutputError
from .sink import RasterLayer

TILE = 512  # side of the tiles, and the longest side of the smallest overview; GDAL's usual one for this layout
_POLL_S = 0.05
_GRACE_S = 0.6  # for the strip under way, after a stop


def resampling_of(layer: RasterLayer) -> str:
    """Return how overviews are made: classes keep their values, shares and confidence are averaged."""
    return "nearest" if layer.categories else "average"


def overview_factors(height: int, width: int) -> list[int]:
    """Return the factors of the overviews that GDAL makes of a raster: powers of two until one tile holds it."""
    factors: list[int] = []
    while max(height, width) // 2 ** len(factors) > TILE:
        factors.append(2 ** (len(factors) + 1))
    return factors


def extra_bytes(pixels: int, layers: Sequence[RasterLayer]) -> int:
    """Return the most disk that this takes beside the rasters themselves: overviews, and one raster and a half twice.

    The pixels of all overviews together are a third of the raster's. While one raster is laid out anew, its plain form
    and a file of its overviews are there, too.
    """
    each = [layer.bytes_per_pixel for layer in layers]
    return pixels * (sum(each) + 4 * max(each, default=0)) // 3


def layout_facts(layers: Sequence[RasterLayer], height: int, width: int) -> dict[str, Any]:
    """Return what the report says of the rasters of a map."""
    return {
        "layout": {
            "form": "cloud-optimised GeoTIFF", "tile": TILE, "overviews": overview_factors(height, width),
            "resampling": {layer.key: resampling_of(layer) for layer in layers},
        }
    }  # fmt: skip


def optimise(path: Path, layer: RasterLayer, *, scratch: Path, check: Callable[[], None]) -> None:
    """Lay out the finished GeoTIFF ``path`` anew: the same pixels, colours, names and tags, and overviews.

    GDAL does it in strips, in a thread of its own: memory does not grow with the raster.

    Args:
        path: the raster; only replaced once its new form is whole.
        layer: what it holds.
        scratch: a file in the same folder that may be written; names that begin with its own, too.
        check: called twenty times a second; raises to stop.

    Raises:
        OutputError: the disk refuses.
    """
    failures: list[BaseException] = []
    thread = threading.Thread(target=_copy, args=(path, scratch, layer, failures), name="specaware-cog", daemon=True)
    thread.start()
    try:
        while thread.is_alive():
            thread.join(_POLL_S)
            check()
    except BaseException:
        os.truncate(path, 0)  # GDAL takes no word to stop: it ends at the next strip, which is no longer there
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
