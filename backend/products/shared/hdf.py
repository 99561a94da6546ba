"""Shared code of the HDF5 and netCDF-4 readers."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from ...common.errors import InputError
from ...raster.window import Window
from ...spectral.physics.radiometry import parse_time
from ..base import Geolocation, Product
from ..files.gdal import errors
from ..files.limits import check_array, check_bands, fits_memory, number_type
from ..files.references import check_references

_ANGLES = 32  # sampled rows and columns of an array of angles
# raised by h5py and code that reads with it if a file is damaged, or if a group is found instead of an array
DAMAGE = (
    LookupError, ValueError, ArithmeticError, OSError, RuntimeError, StopIteration, TypeError, AttributeError,
)  # fmt: skip


def holds(path: Path, *names: str) -> bool:
    """True if an HDF5 file holds any of these objects."""
    try:
        with open_file(path) as file:
            return any(name in file for name in names)
    except (InputError, *DAMAGE):
        return False


def open_file(path: Path) -> Any:  # noqa: ANN401 - h5py is untyped
    """Open an HDF5 file for reading.

    Raises:
        InputError: the file is damaged, or links to files that may not be read.
    """
    import h5py

    check_references(path)
    try:
        return h5py.File(path, "r")
    except (OSError, RuntimeError):
        raise InputError(f"'{path.name}' cannot be read as HDF5; copy or download it again.") from None


def product(path: Path, build: Callable[[Any], Product]) -> Product:
    """Return the product that ``build`` makes from the open file, which is closed on failure.

    Raises:
        InputError: the file is damaged, or its metadata do not match the product.
    """
    file = open_file(path)
    try:
        return build(file)
    except DAMAGE:
        file.close()
        raise InputError(f"'{path.name}' has damaged or missing metadata; copy or download it again.") from None
    except BaseException:
        file.close()
        raise


def group(parent: Any, name: str) -> Mapping[str, Any]:  # noqa: ANN401
    """Return a group of an HDF5 file; an empty one if it does not exist."""
    found = parent.get(name)
    return found if isinstance(found, Mapping) else {}


def cube(file: Any, name: str, path: Path, axes: str = "byx") -> Any:  # noqa: ANN401
    """Return a three-dimensional dataset of real numbers.

    Raises:
        InputError: it is missing, has another shape, or is refused by :mod:`..files.limits`.
    """
    dataset = file.get(name)
    shape = getattr(dataset, "shape", None)
    if shape is None or len(shape) != len(axes) or 0 in shape:
        raise InputError(f"'{path.name}' lacks the array '{name}'; check that the product is complete.")
    number_type([dataset.dtype], path.name)
    check_bands(shape[axes.index("b")], path.name)
    check_array(dataset, path.name)
    return dataset


def text(value: Any) -> str | None:  # noqa: ANN401
    """Return an attribute or scalar dataset as text; None if missing."""
    if value is None:
        return None
    if hasattr(value, "shape") and hasattr(value, "dtype") and not isinstance(value, (np.ndarray, np.generic)):
        value = value[()] if fits_memory(value.shape or ()) else None
    if value is None:
        return None
    if isinstance(value, np.ndarray):
        if value.size == 0:
            return None
        value = value.flat[0]
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace").strip("\x00 ")
    return str(value).strip()


def real(value: Any) -> float | None:  # noqa: ANN401
    """Return an attribute or scalar dataset as a finite number; None if it is not one."""
    found = text(value)
    try:
        number = float(found) if found else float("nan")
    except ValueError:
        return None
    return number if np.isfinite(number) else None


def mean(dataset: Any) -> float | None:  # noqa: ANN401
    """Return the mean in degrees of about a thousand values of an angle dataset; None if missing."""
    if not getattr(dataset, "shape", None) or (dataset.ndim != 2 and not fits_memory(dataset.shape)):
        return None
    check_array(dataset, "sun angles")
    steps = tuple(slice(None, None, -(-size // _ANGLES)) for size in dataset.shape)
    values = np.asarray(dataset[steps] if dataset.ndim == 2 else dataset[()], dtype=np.float64)
    values = values[np.isfinite(values) & (values >= 0) & (values <= 180)]
    return float(values.mean()) if values.size else None


def row(value: Any) -> tuple[float | None, ...] | None:  # noqa: ANN401
    """Return a list of numbers (NaN as None) of any length; None if missing."""
    if value is None or not fits_memory(getattr(value, "shape", None) or ()):
        return None
    try:
        numbers = np.asarray(value[()] if hasattr(value, "id") else value, dtype=np.float64).reshape(-1)
    except (TypeError, ValueError):
        return None
    if not numbers.size:
        return None
    return tuple(float(n) if np.isfinite(n) else None for n in numbers)


def flags(value: Any) -> tuple[bool | None, ...] | None:  # noqa: ANN401
    """Return a list of usable flags of any length, or None."""
    numbers = row(value)
    return None if numbers is None else tuple(None if n is None else n != 0 for n in numbers)


def fill_value(attributes: Mapping[str, Any], *names: str) -> float | None:
    """Return the first fill value attribute that is a number."""
    for name in (*names, "_FillValue", "_Fillvalue", "missing_value"):
        if name in attributes:
            value = attributes[name]
            number = float(np.asarray(value).reshape(-1)[0]) if np.asarray(value).dtype.kind in "uif" else real(value)
            if number is not None:
                return number
    return None


def utc(value: Any) -> str | None:  # noqa: ANN401
    """Return an ISO 8601 time in UTC from an attribute ("2022-09-03T16:31:29+0000"), or None."""
    plain = re.sub(r"([+-]\d{2})(\d{2})$", r"\1:\2", text(value) or "")
    when = parse_time(plain)
    return None if when is None else when.strftime("%Y-%m-%dT%H:%M:%SZ")


def arrays(
    file: Any,  # noqa: ANN401 - h5py is untyped
    path: Path,
    names: Sequence[str],
    grid: tuple[float, float, float, float, float, float] | None = None,
    crs_wkt: str | None = None,
) -> Geolocation | None:
    """Return the geolocation from datasets of latitude and longitude (h, w), fill values as NaN, with a target grid.

    None if either is missing or their sizes differ. The file is opened again for each read, so that the geolocation can
    outlive ``file``.
    """
    shape = _shared_shape(file, path, names)
    if shape is None:
        return None

    def read(window: Window) -> tuple[np.ndarray, np.ndarray]:
        planes = (np.asarray(plane, dtype=np.float64) for plane in planes_of(path, names, window))
        lat, lon = (np.where(np.abs(plane) <= limit, plane, np.nan) for plane, limit in zip(planes, (90.0, 360.0)))
        return lat, lon

    return Geolocation("arrays", shape, read, f"latitude and longitude of the product ({names[0]})", grid, crs_wkt)


def look_up_table(
    file: Any,  # noqa: ANN401 - h5py is untyped
    path: Path,
    names: Sequence[str],
    grid: tuple[float, float, float, float, float, float] | None,
    crs_wkt: str | None,
) -> Geolocation | None:
    """Return the geolocation from datasets of image row and column (H, W) for the cells of a map grid.

    Both count from 1; 0 means none; in JPL's tables a negative sign marks cells that show a neighbour's pixel. None if
    a dataset or the grid is missing.
    """
    shape = _shared_shape(file, path, names) if grid is not None and crs_wkt is not None else None
    if shape is None:
        return None

    def read(window: Window) -> tuple[np.ndarray, np.ndarray]:
        rows, cols = (np.abs(np.nan_to_num(plane)).astype(np.int64) for plane in planes_of(path, names, window))
        empty = (rows == 0) | (cols == 0)
        return np.where(empty, -1, rows - 1), np.where(empty, -1, cols - 1)

    return Geolocation("glt", shape, read, f"look-up table of the product ({', '.join(names)})", grid, crs_wkt)


def _shared_shape(file: Any, path: Path, names: Sequence[str]) -> tuple[int, int] | None:  # noqa: ANN401
    """Return the shape of several two-dimensional datasets; None if one is missing or their shapes differ."""
    planes = [file.get(name) for name in names]
    shapes = {getattr(plane, "shape", None) for plane in planes}
    shape = shapes.pop()
    if shapes or shape is None or len(shape) != 2 or 0 in shape:
        return None
    for plane in planes:
        check_array(plane, path.name)
    return int(shape[0]), int(shape[1])


def planes_of(path: Path, names: Sequence[str], window: Window) -> list[np.ndarray]:
    """Return a window (h, w) of each of several two-dimensional datasets.

    Raises:
        InputError: the file is damaged.
    """
    rows, cols = slice(window.row, window.row_end), slice(window.col, window.col_end)
    try:
        with open_file(path) as file:
            planes = [np.asarray(file[name][rows, cols]) for name in names]
            if any(plane.dtype.kind not in "fiu" for plane in planes):
                raise ValueError("not numbers")
            return planes
    except DAMAGE:
        raise InputError(f"The geolocation of '{path.name}' is damaged; copy or download it again.") from None


def block_shape(dataset: Any, axes: str) -> tuple[int, int]:  # noqa: ANN401
    """Return rows and columns of a dataset's chunks; whole rows if it is contiguous."""
    shape = dataset.chunks
    if shape is None:
        return 1, int(dataset.shape[axes.index("x")])
    return int(shape[axes.index("y")]), int(shape[axes.index("x")])


def geotransform(value: object) -> tuple[float, float, float, float, float, float] | None:
    """Return six numbers in GDAL's order from an attribute ("a b c d e f" or an array), or None."""
    if isinstance(value, (bytes, str)):
        found = re.split(r"[,\s]+", (text(value) or "").strip("[]() "))
        try:
            numbers = [float(v) for v in found if v]
        except ValueError:
            return None
    else:
        numbers = [v for v in (row(value) or ()) if v is not None]
    if len(numbers) != 6 or numbers[1] * numbers[5] == numbers[2] * numbers[4]:
        return None
    a, b, c, d, e, f = numbers
    return a, b, c, d, e, f


def wkt_of_epsg(code: int) -> str | None:
    """Return the CRS of an EPSG code as WKT, or None if there is no such code."""
    from rasterio.crs import CRS

    try:
        found: str = CRS.from_epsg(code).to_wkt()
    except errors():
        return None
    return found


def valid_wkt(value: object) -> str | None:
    """Return a CRS text (WKT or another form that PROJ can parse) as WKT, or None."""
    from rasterio.crs import CRS

    plain = text(value)
    if not plain:
        return None
    try:
        found: str = CRS.from_string(plain).to_wkt()
    except errors():
        return None
    return found
