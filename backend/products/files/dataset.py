"""Open a raster with GDAL, if it is safe to read and complete."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

from ...common.errors import InputError
from ...common.machine.hardware import available_threads
from ...raster.source import reading_threads
from . import network
from .gdal import ARCHIVED_DRIVERS, DRIVERS, SELF_CONTAINED, errors
from .lengths.whole import check_whole
from .limits import check_dataset
from .references import check_found, check_references

_COMPANIONS = ("", ".aux.xml", ".msk", ".ovr", ".msk.ovr")
_MOST_FILES = 10_000  # most parts of a virtual raster checked when it is opened


def open_dataset(path: Path | str) -> Any:  # noqa: ANN401 - rasterio is untyped
    """Open a raster with rasterio.

    Raises:
        InputError: GDAL cannot read the raster, it refers to files that may not be read, it or one of these files is
            truncated, or :func:`.limits.check_dataset` refuses it.
    """
    import rasterio
    from rasterio.errors import NotGeoreferencedWarning
    from rasterio.io import DatasetReader

    name, archived, remote = Path(path).name, str(path).startswith("/vsi"), network.options_for(str(path))
    if not archived:
        _check_companions(str(path))
        check_references(Path(path))
    # Uncompressed GeoTIFFs are then read without GDAL's block cache, in half the time (a quarter for samples), but also
    # without its checks: GDAL returns zeros past the end of a truncated file.
    direct = check_whole(path)
    drivers = network.DRIVERS if remote else ARCHIVED_DRIVERS if archived else DRIVERS
    check_whole(f"{path}.msk")
    try:
        with warnings.catch_warnings(), rasterio.Env(GTIFF_DIRECT_IO=direct, GDAL_VRT_ENABLE_PYTHON="NO", **remote):
            warnings.simplefilter("ignore", NotGeoreferencedWarning)
            dataset = DatasetReader(str(path), driver=list(drivers))
            if threads := _unpacking_threads(dataset):
                dataset.close()
                dataset = DatasetReader(str(path), driver=["GTiff"], NUM_THREADS=str(threads))
    except errors() as exc:
        if remote:
            raise network.not_opened(str(path), exc) from None
        raise InputError(f"'{name}' cannot be read as a raster; check its type and that it is complete.") from None
    try:
        if not archived and dataset.driver not in SELF_CONTAINED:
            check_found(Path(path), dataset.files)
        for part in dataset.files[:_MOST_FILES]:
            if str(part) != str(path):
                check_whole(part)
        check_dataset(dataset, name)
    except errors():
        dataset.close()
        raise InputError(f"'{name}' or a file beside it is damaged; copy or download it again.") from None
    except BaseException:
        dataset.close()
        raise
    return dataset


def _unpacking_threads(dataset: Any) -> int:  # noqa: ANN401 - rasterio is untyped
    """Return the number of threads in which GDAL shall unpack a file's blocks, 0 for one.

    Several threads help if one read needs several blocks, as for band-sequential files; for pixel-interleaved files two
    threads were slower than one. They take a tenth to a third more processor time, so they are only used if the
    network leaves cores to the reader.
    """
    packed = dataset.driver == "GTiff" and dataset.compression is not None and dataset.count > 1
    if not packed or dataset.interleaving is None or dataset.interleaving.name != "band":
        return 0
    threads = reading_threads(available_threads())
    return threads if threads > 1 else 0


def _check_companions(path: str) -> None:
    """Refuse pipes and devices with the names of GDAL's sidecar files: GDAL would read them for ever.

    Raises:
        InputError: a sidecar file is not a regular file.
    """
    for ending in _COMPANIONS:
        beside = Path(path + ending)
        if beside.exists() and not beside.is_file() and not beside.is_dir():
            raise InputError(f"'{beside.name}' is not a regular file; remove it.")
