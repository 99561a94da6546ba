"""Georeference a map in sensor geometry as the last step: each cell takes the nearest pixel."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..products.geometry.orthorectify import Placement
from ..raster.sink import GeoTiffSink, RasterLayer

_VALUES = 4 * 2**20  # values read at a time


def place_rasters(
    placement: Placement,
    layers: list[RasterLayer],
    *,
    sources: Mapping[str, Path],
    targets: Mapping[str, Path],
    side: int,
    check: Callable[[], None],
    count: Callable[[NDArray[np.uint8], int], None],
) -> None:
    """Write each layer's raster in sensor geometry (``sources``) onto the map (``targets``), both by key.

    Pixels are looked up in tiles, so memory does not grow with the scene. ``side`` is the side of the files' own tiles;
    ``check`` is called for each tile and raises to stop; ``count`` receives the class map's tiles (h, w) with their
    row.

    Raises:
        OutputError: a file cannot be written.
        InputError: the geolocation is damaged.
    """
    import rasterio

    reference, size = placement.reference, (placement.window.height, placement.window.width)
    with ExitStack() as stack:
        pairs = []
        for layer in layers:
            source = stack.enter_context(rasterio.open(sources[layer.key]))
            sink = GeoTiffSink(targets[layer.key], layer, height=size[0], width=size[1], reference=reference, side=side)
            stack.callback(sink.discard)  # has no effect on a closed sink
            pairs.append((layer, source, sink))
        for tile in placement.tiles(2 * side):
            check()
            rows, cols = placement.pixels(tile)
            for layer, source, sink in pairs:
                data = gathered(source, rows, cols, layer.nodata)
                sink.write(tile.row, tile.col, data)
                if layer is layers[0]:
                    count(data[0], tile.row)
        for _, _, sink in pairs:
            sink.close()


def gathered(
    source: Any,  # noqa: ANN401
    rows: NDArray[np.int64],
    cols: NDArray[np.int64],
    nodata: float,
) -> NDArray[Any]:
    """Return the values (bands, h, w) of an open raster at the pixels ``rows``, ``cols`` (h, w); nodata where -1."""
    from rasterio.windows import Window

    result = np.full((source.count, *rows.shape), nodata, dtype=source.dtypes[0])
    there = rows >= 0
    if not there.any():
        return result
    r, c = rows[there], cols[there]
    left, width = int(c.min()), int(c.max() - c.min()) + 1
    first, end = int(r.min()), int(r.max()) + 1
    step = max(1, _VALUES // (width * source.count))
    values = np.empty((source.count, r.size), dtype=result.dtype)
    for top in range(first, end, step):
        chosen = (r >= top) & (r < top + step)
        if chosen.any():
            block = source.read(window=Window(left, top, width, min(step, end - top)))
            values[:, chosen] = block[:, r[chosen] - top, c[chosen] - left]
    result[:, there] = values
    return result
