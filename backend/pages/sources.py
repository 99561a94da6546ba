"""What a page shows of the mapped raster: its image, and the mean spectrum of each class."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ..common.errors import CancelledError, InputError, SpecAwareError
from ..common.locations import web_address
from ..job.events import one_sentence
from ..mapping.report import file_digest
from ..products.base import Product
from ..products.files.references import outside_files
from ..products.geometry.orthorectify import Placement, place
from ..products.registry import open_product
from ..raster.sample import sample_windows
from ..raster.source import read_normalised
from ..raster.window import Window
from ..spectral.composites import best_bands
from ..spectral.normalise import Normaliser
from ..spectral.overrides import SensorOverrides
from .facts import MapFacts
from .pictures import Check, Thinned, composite, means_by_class, png, step_of, stretched

_LEAST = 5  # least pixels of a class in the sample
_PLACED_PX = 1400  # longer side of the image in sensor geometry before georeferencing


@dataclass(frozen=True)
class SourceView:
    """Image and spectra of the raster; ``problem``: a key of the words, with its value, if they could not be made.

    ``spectra``: pixels and mean reflectance (C,) by class value, at ``center_nm``.
    """

    image: bytes = b""
    kind: str = ""
    bands_nm: tuple[float, ...] = ()
    center_nm: tuple[float, ...] = ()
    spectra: dict[int, tuple[int, NDArray[np.float64]]] = field(default_factory=dict)
    problem: tuple[str, str] | None = None


def view_of(facts: MapFacts, thin: Thinned, classes: Path, *, may_follow: bool, check: Check) -> SourceView:
    """Read the raster of a map for its page; only a cancel raises an error.

    Args:
        facts: the map's report.
        thin: its thinned class map.
        classes: the class map.
        may_follow: whether files outside the raster's folder may be read.
        check: raises CancelledError to stop.
    """
    source, said = facts.job.source, SensorOverrides.from_json(facts.job.overrides)
    try:
        with outside_files(may_follow), open_product(source, said) as product:
            if not _is_same(facts, product, check):
                return SourceView(problem=("changed_source", ""))
            return _Looker(facts, product, thin, classes, check).view()
    except CancelledError:
        raise
    except (SpecAwareError, OSError, ValueError) as exc:
        if not Path(source).exists() and web_address(source) is None and isinstance(exc, InputError):
            return SourceView(problem=("no_source", source))
        return SourceView(problem=("unread_source", one_sentence(exc).rstrip(".")))


def _is_same(facts: MapFacts, product: Product, check: Check) -> bool:
    """Return True if the raster has the shape and files of the report; a file modified since must have its hash."""
    meta = product.meta
    shape = (facts.source.get("height"), facts.source.get("width"), len(facts.bands))
    if shape != (meta.height, meta.width, meta.count):
        return False
    known = facts.source.get("files")
    files = [file for file in meta.files or (meta.path,) if file.is_file()]
    if not isinstance(known, list) or len(known) != len(files):
        return False
    created = datetime.fromisoformat(str(facts.data.get("created"))).timestamp()
    for file, before in zip(files, known):
        found = file.stat()
        if not isinstance(before, dict) or before.get("bytes") != found.st_size:
            return False
        if found.st_mtime > created and file_digest(file, check=check)["sha256"] != before.get("sha256"):
            return False
    return True


class _Looker:
    """Reads an open product for a page."""

    def __init__(self, facts: MapFacts, product: Product, thin: Thinned, classes: Path, check: Check) -> None:
        self._facts, self._product, self._thin, self._classes, self._check = facts, product, thin, classes, check
        meta = product.meta
        self._used = [band.number - 1 for band in facts.used]
        self._normaliser = Normaliser(meta.sensor, self._used, band_nodata=meta.band_nodata)

    def view(self) -> SourceView:
        """Return image and spectra."""
        centers = [float(nm) for nm in self._normaliser.center_nm]
        kind, places = best_bands(centers)
        bands = [self._used[i] for i in places]
        placed = self._placed() if self._facts.is_placed else None
        image = self._image(bands) if placed is None else self._image_on(bands, *placed)
        spectra, classes = self._sample() if placed is None else self._sample_on(*placed)
        return SourceView(
            image, kind, tuple(centers[i] for i in places), tuple(centers),
            means_by_class(spectra, classes, _LEAST),
        )  # fmt: skip

    def _image(self, bands: list[int]) -> bytes:
        window = self._facts.window
        step = step_of(window.height, window.width)
        return png(stretched(*self._composite(bands, step)))

    def _composite(self, bands: list[int], step: int) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
        meta = self._product.meta
        normaliser = Normaliser(meta.sensor, bands, band_nodata=meta.band_nodata)
        return composite(self._product, bands, self._facts.window, step, normaliser, self._check)

    def _image_on(self, bands: list[int], rows: NDArray[np.int64], cols: NDArray[np.int64]) -> bytes:
        """Return the image on the map's grid from the raster's pixel (h, w) at each position, -1 for none."""
        window = self._facts.window
        step = step_of(window.height, window.width, _PLACED_PX)
        pixels, valid = self._composite(bands, step)
        there = rows >= 0
        r, c = np.where(there, rows, 0) // step, np.where(there, cols, 0) // step
        return png(stretched(pixels[:, r, c], valid[r, c] & there))

    def _placed(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return row and column (h, w) within the area of the pixel at each position of the thinned map."""
        placement = self._placement()
        step, shape = self._thin.step, self._thin.classes.shape
        rows, cols = np.full(shape, -1, dtype=np.int64), np.full(shape, -1, dtype=np.int64)
        for tile in placement.tiles():
            self._check()
            found = placement.pixels(tile)
            into = tuple(slice(-(-start // step), -(-end // step)) for start, end in
                         ((tile.row, tile.row_end), (tile.col, tile.col_end)))  # fmt: skip
            for whole, part in zip((rows, cols), found):
                whole[into] = part[-tile.row % step :: step, -tile.col % step :: step]
        return rows, cols

    def _placement(self) -> Placement:
        """Return how the map was georeferenced; raise ValueError if the result would differ now."""
        placement = place(self._product.meta, extent=self._facts.job.extent, rows=self._facts.job.rows)
        if placement is None or (placement.window.height, placement.window.width) != self._facts.size:
            raise ValueError("its geolocation differs from that of the map")
        return placement

    def _windows(self) -> Iterator[Window]:
        """Yield the sample's windows within the area; stop on a cancel."""
        area = self._facts.window
        for window in sample_windows(area.height, area.width):
            self._check()
            yield window

    def _read(self, window: Window) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
        area = self._facts.window
        there = Window(area.row + window.row, area.col + window.col, window.height, window.width)
        return read_normalised(self._product, self._normaliser, self._used, there)

    def _sample(self) -> tuple[NDArray[np.float32], NDArray[np.uint8]]:
        """Return spectra (C, n) of the sample and their classes (n,)."""
        with _opened(self._classes) as read:
            found = [(*self._read(window), read(window)) for window in self._windows()]
        return (
            np.concatenate([pixels[:, valid] for pixels, valid, _ in found], axis=1),
            np.concatenate([classes[valid] for _, valid, classes in found]),
        )

    def _sample_on(
        self, rows: NDArray[np.int64], cols: NDArray[np.int64]
    ) -> tuple[NDArray[np.float32], NDArray[np.uint8]]:
        """Return spectra and classes for a georeferenced map: of the sample's pixels that the thinned map shows."""
        spectra = [np.empty((len(self._used), 0), dtype=np.float32)]
        classes = [np.empty(0, dtype=np.uint8)]
        for window in self._windows():
            inside = (rows >= window.row) & (rows < window.row_end) & (cols >= window.col) & (cols < window.col_end)
            pixels, valid = self._read(window)
            r, c = rows[inside] - window.row, cols[inside] - window.col
            spectra.append(pixels[:, r, c][:, valid[r, c]])
            classes.append(self._thin.classes[inside][valid[r, c]])
        return np.concatenate(spectra, axis=1), np.concatenate(classes)


@contextmanager
def _opened(path: Path) -> Iterator[Callable[[Window], NDArray[np.uint8]]]:
    """Open a class map for a ``with`` block; yields a function that returns the classes (h, w) of a window."""
    import rasterio
    from rasterio.windows import Window as RasterioWindow

    with rasterio.open(path) as raster:
        yield lambda w: raster.read(1, window=RasterioWindow(w.col, w.row, w.width, w.height))
