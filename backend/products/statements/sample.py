"""A quick sample of spectra, used for scale, empty bands and the mean spectrum, never for results."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from ...raster.window import Window

_PIXELS = 64  # a place
_ENOUGH = 256  # valid pixels after which no further place is read
_BUDGET = 48_000_000  # bytes that may be read, counted in whole blocks
_PLACES = (
    (0.5, 0.5), (0.25, 0.25), (0.75, 0.75), (0.25, 0.75), (0.75, 0.25),
    (0.5, 0.15), (0.5, 0.85), (0.1, 0.5), (0.9, 0.5),
)  # fmt: skip


def places(height: int, width: int, block_shape: tuple[int, int]) -> list[Window]:
    """Return small windows spread over a raster, each within as few blocks, and as few rows, as their shape allows."""
    cols = max(1, min(_PIXELS, block_shape[1], width))
    rows = max(1, min(_PIXELS // cols, height))
    windows = []
    for down, across in _PLACES:
        row = min(max(int(down * height) // rows * rows, 0), height - rows)
        col = min(max(int(across * width) // cols * cols, 0), width - cols)
        windows.append(Window(row, col, rows, cols))
    return list(dict.fromkeys(windows))


def sample_spectra(
    read: Callable[[Window, Sequence[int]], np.ndarray],
    *,
    shape: tuple[int, int, int],
    block_shape: tuple[int, int],
    itemsize: int,
    nodata: Sequence[float | None],
) -> np.ndarray:
    """Return spectra (C, n) float64 in raw numbers, NaN where nodata, of pixels that have any data; n may be 0.

    ``shape`` is (C, H, W). Deterministic; stops at 256 pixels or 48 MB of blocks, but reads at least one place.
    """
    count, height, width = shape
    block = min(block_shape[0], height) * min(block_shape[1], width) * itemsize * count
    fill = np.array([np.nan if v is None else v for v in nodata], dtype=np.float64)[:, None]
    found: list[np.ndarray] = []
    enough = 0
    for number, window in enumerate(places(height, width, block_shape)):
        if number and number * block > _BUDGET:
            break
        with np.errstate(invalid="ignore"):  # signalling NaN in damaged files
            spectra = read(window, range(count)).reshape(count, -1).astype(np.float64)
        missing = ~np.isfinite(spectra) | (spectra == fill) | (np.abs(spectra) > 1e20)
        spectra[missing] = np.nan
        part = spectra[:, ~missing.all(axis=0)]
        found.append(part)
        enough += int((np.nanmin(part, axis=0) < np.nanmax(part, axis=0)).sum()) if count > 1 else part.shape[1]
        if enough >= _ENOUGH:  # pixels of one number in all bands may be fill and do not count
            break
    return np.concatenate(found, axis=1) if found else np.empty((count, 0))
