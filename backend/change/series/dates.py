"""The date of a raster: as stated, from its metadata, or from its name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime

from ...common.errors import InputError
from ...common.wording import counted
from ...products.base import RasterMeta

_DAY = re.compile(r"(?<!\d)((?:19|20)\d{2})([-_.]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)")
_OF_YEAR = re.compile(r"(?<!\d)(?:\d{6,7})?((?:19[5-9]|20[0-4])\d)([0-3]\d{2})(?!\d)")
"""Year and day of year, as in names of MODIS and, after path and row, in names of Landsat before Collection 1."""
_YEAR = re.compile(r"(?<!\d)((?:19[5-9]|20[0-4])\d)(?!\d)")


def dates_of(metas: Sequence[RasterMeta], stated: Sequence[str]) -> list[date]:
    """Return the date of each raster.

    Raises:
        InputError: a stated date is not valid, a raster has no date, or two rasters have the same date.
    """
    if stated and len(stated) != len(metas):
        given, wanted = counted(len(stated), "date"), counted(len(metas), "raster")
        raise InputError(f"{given} given for {wanted}; give one for each, in order.")
    found = [_parsed(text) for text in stated] if stated else [_of_raster(meta) for meta in metas]
    for number, day in enumerate(found):
        if day in found[:number]:
            first, second = metas[found.index(day)].path.name, metas[number].path.name
            raise InputError(f"{first} and {second} both have the date {day}; give the dates of all rasters.")
    return found


def _parsed(text: str) -> date:
    try:
        return datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError:
        raise InputError(f"'{text}' is not a date; write it as 2024-05-31.") from None


def _of_raster(meta: RasterMeta) -> date:
    if meta.sensor.acquired:
        try:
            return _parsed(meta.sensor.acquired[:10])
        except InputError:
            pass
    names = (meta.path.name, meta.path.parent.name)
    day = next((found for name in names if (found := of_name(name)) is not None), None)
    if day is None:
        raise InputError(f"Neither the metadata nor the name of {meta.path.name} tells its date; give the dates.")
    return day


def of_name(name: str) -> date | None:
    """Return the first date in a name: 20240531, 2024-05-31, a day of year as in 2024152, or a year alone."""
    for match in _DAY.finditer(name):
        try:
            return date(int(match[1]), int(match[3]), int(match[4]))
        except ValueError:
            continue
    for match in _OF_YEAR.finditer(name):
        try:
            return datetime.strptime(match[1] + match[2], "%Y%j").date()
        except ValueError:
            continue
    year = _YEAR.search(name)
    return None if year is None else date(int(year[1]), 1, 1)
