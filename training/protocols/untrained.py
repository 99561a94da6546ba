"""Change without training: scores of the engine's change detection at the test places of a change data set."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from backend.accuracy.statistics.scene_scores import label_scores
from backend.accuracy.statistics.scores import Scores
from backend.common.errors import InputError
from backend.shell.main import main

from .entry import Entry
from .files.changes import ChangePairs, read_dates
from .items import Place, read_raster
from .running import Outcome, figures_of, parts_of, split_words

_NAMES = ("before", "after")


def run_untrained(entry: Entry, place: Place) -> Outcome:
    """Compare the dates of each test place with ``python -m backend change`` and score the map of changes.

    Raises:
        InputError: the data set has no changes, or the dates of a place cannot be compared.
    """
    if not isinstance(entry.layout, ChangePairs):
        raise InputError(f"{entry.title} is not a data set of changes; choose another model.")
    source = entry.layout.open(entry, place)
    parts = parts_of(entry, source)
    matrix = np.zeros((2, 2), dtype=np.int64)
    for item in (item for item in source.items if item.part == "test"):
        before, after, mask = read_dates(entry, item)
        found = _detected(entry, item.name, (before, after))
        seen = found != 255
        truth, mapped = mask[seen].astype(np.int64) - 1, found[seen].astype(np.int64)
        matrix += np.bincount(truth * 2 + mapped, minlength=4).reshape(2, 2)
    details = label_scores(Scores(tuple(entry.classes.values()), matrix))
    return Outcome(split_words(entry, place), "change, no training", figures_of(entry, details), parts, 0, details)


def _detected(entry: Entry, name: str, dates: tuple[NDArray[np.generic], ...]) -> NDArray[np.uint8]:
    """Return the map of changes (H, W): 0, 1, and 255 for no data."""
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / f"{which}.tif" for which in _NAMES]
        for path, numbers in zip(files, dates, strict=True):
            _write(entry, path, numbers)
        told = ["--level", entry.level, "--units", "reflectance", "--scale", str(entry.values.scale), "--offset", "0"]
        if main(["change", *map(str, files), "--out", folder, *told]) != 0:
            raise InputError(f"The dates of '{name}' cannot be compared; the message above says why.")
        found: NDArray[np.uint8] = read_raster(Path(folder) / "before_after_change.tif")[0].astype(np.uint8)
        return found


def _write(entry: Entry, path: Path, numbers: NDArray[np.generic]) -> None:
    """Write numbers (C, H, W) with band names, and with wavelengths and widths in GDAL's metadata."""
    import rasterio
    from rasterio.transform import from_origin

    count, height, width = numbers.shape
    size = entry.gsd_m
    with rasterio.open(
        path, "w", driver="GTiff", count=count, height=height, width=width, dtype=numbers.dtype, crs="EPSG:32631",
        transform=from_origin(500000.0, 5000000.0, size, size),
    ) as target:  # fmt: skip
        target.write(numbers)
        bands = entry.bands.table.bands
        for i in range(count):
            target.set_band_description(i + 1, entry.bands.names[entry.bands.read[i]])
            target.update_tags(
                i + 1, ns="IMAGERY", CENTRAL_WAVELENGTH_UM=f"{bands.center_nm[i] / 1000:.5f}",
                FWHM_UM=f"{bands.fwhm_nm[i] / 1000:.5f}",
            )  # fmt: skip
