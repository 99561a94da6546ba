"""The interface of product readers: metadata, and windows of raw numbers."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, runtime_checkable

import numpy as np

from ..common.errors import InputError, SensorError
from ..common.wording import counted
from ..raster.window import Window
from ..spectral.bands import Sensor


@dataclass(frozen=True)
class Geolocation:
    """How results from a raster in sensor geometry are georeferenced; the input itself is never resampled.

    ``kind`` "glt" (geographic look-up table): ``read(window)`` returns (rows, cols), each (h, w) int, for a window of
    the map grid: the 0-based raster pixel of every cell, -1 for none; ``shape``, ``geotransform`` and ``crs_wkt`` are
    those of the map grid. ``kind`` "arrays": ``read(window)`` returns (latitude, longitude), each (h, w) float64 in
    degrees of WGS 84, NaN if unknown, of the pixel centres in a window of the raster; ``shape`` is the raster's;
    ``geotransform`` and ``crs_wkt``, if stated, define the map grid to use (``crs_wkt`` alone: its CRS). ``source``
    describes where the geolocation comes from.

    See :mod:`.geometry.orthorectify`.
    """

    kind: str
    shape: tuple[int, int]
    read: Callable[[Window], tuple[np.ndarray, np.ndarray]]
    source: str
    geotransform: tuple[float, float, float, float, float, float] | None = None
    crs_wkt: str | None = None

    def load(self) -> tuple[np.ndarray, np.ndarray]:
        """Return both planes in full."""
        return self.read(Window(0, 0, *self.shape))


@dataclass(frozen=True)
class Layout:
    """The raster itself, before its bands are interpreted; fields as in :class:`RasterMeta`.

    ``alpha``: 0-based positions of mask bands; ``lon_lat``: the scene's centre in degrees if the geotransform does not
    define it.
    """

    path: Path
    driver: str
    width: int
    height: int
    count: int
    dtype: str
    geotransform: tuple[float, float, float, float, float, float] | None
    crs_wkt: str | None
    band_nodata: tuple[float | None, ...]
    product: str = "raster"
    files: tuple[Path, ...] = ()
    geolocation: Geolocation | None = None
    alpha: frozenset[int] = frozenset()
    lon_lat: tuple[float, float] | None = None


@dataclass(frozen=True)
class RasterMeta:
    """Interpreted metadata of a raster.

    ``geotransform`` is in GDAL's order, None without one; ``band_nodata`` has one value or None per band. ``warnings``
    state assumptions, ``suggestions`` what the user may state, ``blockers`` what must be stated before a run:
    :func:`ensure_ready` turns the first of them into an error. ``choices``: the possible values of a setting of
    ``SensorOverrides`` for which a blocker asks, by its name. ``files``: the files of the product.
    """

    path: Path
    driver: str
    width: int
    height: int
    count: int
    dtype: str
    geotransform: tuple[float, float, float, float, float, float] | None
    crs_wkt: str | None
    sensor: Sensor
    band_nodata: tuple[float | None, ...]
    warnings: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()
    blockers: tuple[str, ...] = ()
    choices: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    product: str = "raster"
    files: tuple[Path, ...] = ()
    geolocation: Geolocation | None = None


@runtime_checkable
class Product(Protocol):
    """An open product. Readers serialise their reads by a lock, so one product may be read from several threads."""

    @property
    def meta(self) -> RasterMeta:
        """Interpreted metadata."""
        ...

    @property
    def block_shape(self) -> tuple[int, int]:
        """Rows and columns of the blocks in which reading is cheapest."""
        ...

    def read(self, window: Window, bands: Sequence[int]) -> np.ndarray:
        """Return raw numbers (C, h, w) of the 0-based ``bands`` within the raster, in the file's type."""
        ...

    def read_mask(self, window: Window) -> np.ndarray | None:
        """Return a mask (h, w) bool, True where the product has data; None if it has no mask of its own."""
        ...

    @property
    def quality(self) -> str | None:
        """Source of the cloud information; None without quality layers."""
        ...

    def read_quality(self, window: Window) -> np.ndarray | None:
        """Return the codes of :mod:`.quality` (h, w) uint8; None without quality layers."""
        ...

    def close(self) -> None:
        """Close the files; may be called more than once."""
        ...

    def __enter__(self) -> Product:
        """Return the product."""
        ...

    def __exit__(self, *args: Any) -> None:  # noqa: ANN401 - the protocol of `with`
        """Close it."""
        ...


class ProductWrapper:
    """A product wrapped around another; whatever a subclass does not override is passed through."""

    def __init__(self, product: Product) -> None:
        self._product = product

    @property
    def meta(self) -> RasterMeta:
        """Interpreted metadata."""
        return self._product.meta

    @property
    def block_shape(self) -> tuple[int, int]:
        """Rows and columns of the blocks in which reading is cheapest."""
        return self._product.block_shape

    @property
    def quality(self) -> str | None:
        """Source of the cloud information."""
        return self._product.quality

    def read(self, window: Window, bands: Sequence[int]) -> np.ndarray:
        """Return raw numbers (C, h, w) of the 0-based ``bands``."""
        return self._product.read(window, bands)

    def read_mask(self, window: Window) -> np.ndarray | None:
        """Return the product's own mask (h, w) of pixels with data."""
        return self._product.read_mask(window)

    def read_quality(self, window: Window) -> np.ndarray | None:
        """Return the codes (h, w) of :mod:`.quality`."""
        return self._product.read_quality(window)

    def close(self) -> None:
        """Close the product."""
        self._product.close()

    def __enter__(self) -> Product:
        """Return the product."""
        return self

    def __exit__(self, *args: Any) -> None:  # noqa: ANN401 - the protocol of `with`
        """Close it."""
        self.close()


class ProductBase(ABC):
    """Shared parts of the readers: the context manager and the checks of a read."""

    _meta: RasterMeta

    @property
    @abstractmethod
    def block_shape(self) -> tuple[int, int]:
        """Rows and columns of the blocks in which reading is cheapest."""

    @abstractmethod
    def read(self, window: Window, bands: Sequence[int]) -> np.ndarray:
        """Return raw numbers (C, h, w) of the 0-based ``bands`` within the raster, in the file's type."""

    @property
    def meta(self) -> RasterMeta:
        """Interpreted metadata."""
        return self._meta

    def read_mask(self, window: Window) -> np.ndarray | None:
        """Return None: there is no mask; nodata values mark invalid pixels."""
        return None

    @property
    def quality(self) -> str | None:
        """None: there are no quality layers."""
        return None

    def read_quality(self, window: Window) -> np.ndarray | None:
        """Return None: there are no quality layers."""
        return None

    def close(self) -> None:  # noqa: B027 - readers without open files need nothing
        """Close the files."""

    def __enter__(self) -> Product:
        """Return the product."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()

    def _check(self, window: Window, bands: Sequence[int], layout: Layout) -> None:
        """Refuse a window or band outside the raster."""
        meta = layout
        inside = window.row >= 0 and window.col >= 0 and window.row_end <= meta.height and window.col_end <= meta.width
        if not inside or window.height <= 0 or window.width <= 0:
            raise InputError(
                f"Rows {window.row}-{window.row_end}, columns {window.col}-{window.col_end} are not inside "
                f"'{meta.path.name}' ({meta.height} x {meta.width}); choose a window within it."
            )
        if any(not 0 <= band < meta.count for band in bands):
            raise InputError(f"'{meta.path.name}' has {counted(meta.count, 'band')}; choose bands among them.")


def damaged(name: str, window: Window, band: int | None = None) -> InputError:
    """Return the error for a file that cannot be read in a window; ``band``, from 1, is the faulty one if known."""
    where = f"rows {window.row}-{window.row_end}" + ("" if band is None else f" of band {band}")
    return InputError(f"'{name}' ends early or is damaged ({where}); copy or download it again.")


def ensure_ready(meta: RasterMeta) -> None:
    """Refuse a run on a raster for which something must be stated first.

    Raises:
        SensorError: the first blocker, a sentence that says what to state.
    """
    if meta.blockers:
        raise SensorError(meta.blockers[0])
