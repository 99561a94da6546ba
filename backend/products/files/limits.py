"""Check sizes and types that a file declares before reading it."""

from __future__ import annotations

from collections.abc import Iterable
from math import prod
from typing import Any

import numpy as np

from ...common.errors import InputError
from ...common.wording import counted

_BLOCK_BYTES = 1 << 30  # largest acceptable block of a file; typical blocks have up to 0.25 GB
_MOST_BANDS = 10_000  # imaging spectrometers have a few hundred; each band may need its own read
_LIST_VALUES = 200_000  # of lists read in full; HDF5 needs 600 bytes even for a chunk with one value
_HOLLOW_BYTES = 100_000_000  # arrays of this size must store a part of what they declare
_HOLLOW_RATIO = 20_000  # declared over stored bytes; deflate reaches 1032 (RFC 1951), Zstandard on zeros about 10,000


def number_type(types: Iterable[str], name: str) -> np.dtype[np.generic]:
    """Return the numpy type that holds the numbers of all bands, whose types are named by rasterio or h5py.

    Raises:
        InputError: the numbers are complex, or not integers or floats of up to 64 bits.
    """
    found = []
    for text in dict.fromkeys(map(str, types)):
        try:
            found.append(np.dtype(text))
        except TypeError:  # "complex_int16" and future types of GDAL
            found.append(np.dtype(object))
        if found[-1].kind not in "uif" or found[-1].itemsize > 8:
            raise InputError(
                f"'{name}' holds numbers of type {text}, but only integers and floats of up to 64 bits can be mapped; "
                "convert it, for example with gdal_translate -ot Float32."
            )
    return np.result_type(*found)


def check_dataset(dataset: Any, name: str) -> None:  # noqa: ANN401 - rasterio is untyped
    """Check the numbers, bands and blocks of an open rasterio dataset.

    Raises:
        InputError: it has no bands or too many, an unsupported number type, or blocks too large to read.
    """
    if dataset.count == 0:
        raise InputError(f"'{name}' holds several rasters or none; choose one of them.")
    check_bands(dataset.count, name)
    itemsize = number_type(dataset.dtypes, name).itemsize
    check_block(max(rows * columns for rows, columns in dataset.block_shapes) * itemsize, name)


def check_bands(count: int, name: str) -> None:
    """Refuse more bands than any sensor has.

    Raises:
        InputError: there are more than the limit.
    """
    if count > _MOST_BANDS:
        raise InputError(
            f"'{name}' has {counted(count, 'band')} but at most {_MOST_BANDS} can be read; check that it is a raster."
        )


def check_block(size: int, name: str) -> None:
    """Refuse a block, of ``size`` bytes, that would fill the memory.

    Raises:
        InputError: the block is too large.
    """
    if size > _BLOCK_BYTES:
        raise InputError(
            f"'{name}' can only be read in blocks of {size / 1e9:.1f} GB; convert it to a tiled GeoTIFF first, "
            "for example with gdal_translate -co TILED=YES."
        )


def check_array(dataset: Any, name: str) -> None:  # noqa: ANN401 - h5py is untyped
    """Check the chunks of an HDF5 dataset, and that it stores a part of what it declares.

    Raises:
        InputError: its chunks are too large to read, or it is nearly empty.
    """
    itemsize = dataset.dtype.itemsize
    check_block(prod(dataset.chunks or (1,)) * itemsize, name)
    declared = prod(dataset.shape) * itemsize
    stored = dataset.id.get_storage_size() if not dataset.is_virtual and dataset.external is None else declared
    if declared > _HOLLOW_BYTES and declared > _HOLLOW_RATIO * stored:
        raise InputError(
            f"An array of '{name}' declares {declared / 1e9:.1f} GB but holds {stored / 1e6:.1f} MB; "
            "copy or download the file again."
        )


def fits_memory(shape: tuple[int, ...]) -> bool:
    """Return True for a list or table that is small enough to be read in full."""
    return prod(shape) <= _LIST_VALUES
