"""The bands of the files of a data set, and those that are read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from backend.common.errors import InputError
from backend.common.wording import counted
from backend.spectral.sensors import SensorTable, find
from training.tasks.data.patches import BandTable

_KEYS = {"count", "names", "drop", "skip", "pieces", "center_nm", "fwhm_nm", "table"}


@dataclass(frozen=True)
class FileBands:
    """The bands of a file, and those that are read.

    Attributes:
        names: names of the bands, in the file's order; "1", "2", ... if they have none.
        read: positions of the bands to read, in this order.
        table: centres, widths and conditions of the bands to read.
    """

    names: tuple[str, ...]
    read: tuple[int, ...]
    table: BandTable


def file_bands(section: dict[str, Any], *, where: str, sensor: str | None, level: str, gsd_m: float) -> FileBands:
    """Return the bands that a section of an entry describes.

    There are three forms. ``names``: names in the sensor's table, in the file's order, without those in ``drop``.
    ``count``: number of bands of the sensor's table (or of ``table``), without the positions, from 1, in the ranges
    ``skip``. ``center_nm`` and ``fwhm_nm``: lists, or ``pieces`` of [first nm, last nm, bands], whose widths equal
    their spacing.

    Raises:
        InputError: a key, a band or a sensor table is not known.
    """
    unknown = sorted(set(section) - _KEYS)
    if unknown:
        raise InputError(
            f"Data set '{where}' has an unknown key '{unknown[0]}' of its bands; use {', '.join(sorted(_KEYS))}."
        )
    if "pieces" in section or "center_nm" in section:
        center, fwhm = _listed(section, where)
        names = tuple(str(i + 1) for i in range(len(center)))
        return FileBands(
            names, tuple(range(len(center))), BandTable.of(center, fwhm, sensor=sensor, level=level, gsd_m=gsd_m)
        )
    table = _table(section.get("table") or sensor or "", section.get("count"), where)
    if "names" in section:
        names, dropped = tuple(section["names"]), set(section.get("drop", ()))
        read = tuple(i for i, name in enumerate(names) if name not in dropped)
        positions = {band.name: i for i, band in enumerate(table.bands)}
        strange = [names[i] for i in read if names[i] not in positions]
        if strange:
            raise InputError(f"Data set '{where}' has a band '{strange[0]}' that {table.name} lacks; correct it.")
        chosen = [positions[names[i]] for i in read]
    else:
        out = {i - 1 for first, last in section.get("skip", ()) for i in range(first, last + 1)}
        chosen = [i for i in range(len(table.bands)) if i not in out]
        names, read = tuple(str(i + 1) for i in chosen), tuple(range(len(chosen)))
    bands = [table.bands[i] for i in chosen]
    center = [float(band.center_nm or 0.0) for band in bands]
    fwhm = [float(band.fwhm_nm or 10.0) for band in bands]
    return FileBands(names, read, BandTable.of(center, fwhm, sensor=sensor, level=level, gsd_m=gsd_m))


def _table(name: str, count: int | None, where: str) -> SensorTable:
    tables = [t for t in find(name) if count is None or len(t) == count]
    if not tables:
        raise InputError(f"Data set '{where}' needs {counted(count or 0, 'band')} of {name}, which has no such table.")
    return tables[0]


def _listed(section: dict[str, Any], where: str) -> tuple[list[float], list[float]]:
    if "center_nm" in section:
        center, fwhm = list(section["center_nm"]), list(section.get("fwhm_nm", ()))
        if len(center) != len(fwhm):
            raise InputError(
                f"Data set '{where}' has {counted(len(center), 'band centre')} and "
                f"{counted(len(fwhm), 'width')}; give as many of both."
            )
        return center, fwhm
    centers: list[float] = []
    widths: list[float] = []
    for first, last, count in section["pieces"]:
        centers += np.linspace(first, last, int(count)).tolist()
        widths += [(last - first) / (count - 1)] * int(count)
    return centers, widths
