"""Clean pretraining patches by a table of bad bands and maxima per sensor and level."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import tomllib

from backend.common.arrays import BoolArray, FloatArray
from backend.common.errors import InputError
from backend.spectral.normalise import MIN_VALID_SHARE, filled_spectra

DEFAULT_TABLE = Path(__file__).resolve().parents[1] / "configs" / "cleaning.toml"
REASONS = ("outside the scene", "not finite", "negative", "above the maximum")
"""Reasons for a bad value; a value with several faults counts for the first one."""

_KEYS = ("sensor", "level", "quantity", "bands", "maximum", "bad_bands")


@dataclass(frozen=True)
class Rule:
    """One row of the table; None matches anything, or sets nothing."""

    sensor: str | None = None
    level: str | None = None
    quantity: str | None = None
    bands: int | None = None
    maximum: float | None = None
    bad_bands: tuple[int, ...] | None = None

    def fits(self, *, sensor: str | None, level: str | None, quantity: str | None, bands: int) -> bool:
        """Return True if the rule applies to such a raster."""
        pairs = ((self.sensor, sensor), (self.level, level), (self.quantity, quantity), (self.bands, bands))
        return all(wanted is None or wanted == given for wanted, given in pairs)


@dataclass(frozen=True)
class Cleaning:
    """The rules for one raster: values above ``maximum`` are bad, the 1-based ``bad_bands`` are left out."""

    maximum: float = np.inf
    bad_bands: tuple[int, ...] = ()
    drop_share: float = 0.2


@dataclass(frozen=True)
class Table:
    """All rules, general ones first."""

    drop_share: float
    rules: tuple[Rule, ...]
    text: str = field(default="", repr=False, compare=False)

    def find(self, *, sensor: str | None, level: str | None, quantity: str | None, bands: int) -> Cleaning:
        """Return the rules for a raster of ``bands`` bands; later rules take precedence."""
        maximum, bad = np.inf, ()  # type: tuple[float, tuple[int, ...]]
        for rule in self.rules:
            if rule.fits(sensor=sensor, level=level, quantity=quantity, bands=bands):
                maximum = maximum if rule.maximum is None else rule.maximum
                bad = bad if rule.bad_bands is None else rule.bad_bands
        return Cleaning(maximum, bad, self.drop_share)


def parse_numbers(text: str) -> tuple[int, ...]:
    """Return the numbers of a list such as "1, 195-211".

    Raises:
        InputError: the text contains something that is neither a number nor a range.
    """
    numbers: list[int] = []
    for part in text.split(","):
        low, dash, high = part.strip().partition("-")
        if not low.strip().isdigit() or (dash and not high.strip().isdigit()):
            raise InputError(f"Band list '{text}' is not understood; write it as '1, 195-211'.")
        numbers += range(int(low), int(high or low) + 1)
    return tuple(numbers)


def _rule(row: dict[str, Any], path: Path) -> Rule:
    unknown = sorted(set(row) - set(_KEYS))
    if unknown:
        raise InputError(f"Cleaning table '{path}' has the unknown key '{unknown[0]}'; use {', '.join(_KEYS)}.")
    values = dict(row)
    if "bad_bands" in values:
        values["bad_bands"] = parse_numbers(str(values["bad_bands"]))
    return Rule(**values)


def load_table(path: Path = DEFAULT_TABLE) -> Table:
    """Read a cleaning table (see configs/cleaning.toml).

    Raises:
        InputError: the file is missing or malformed, or has unknown keys.
    """
    try:
        text = path.read_text(encoding="utf-8")
        data = tomllib.loads(text)
    except OSError:
        raise InputError(f"Cleaning table '{path}' cannot be read; name a file such as {DEFAULT_TABLE}.") from None
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"Cleaning table '{path}' is not valid TOML ({error}); correct it.") from None
    rules = tuple(_rule(row, path) for row in data.get("rule", []))
    return Table(float(data.get("drop_share", 0.2)), rules, text)


@dataclass(frozen=True)
class Cleaned:
    """A patch after cleaning.

    Attributes:
        values: (C, h, w) float32; gaps are interpolated along wavelength, invalid pixels are 0.
        valid: (h, w) bool.
        bad_share: share of bad values.
        reason: the most common fault if the patch must be dropped, else None.
    """

    values: FloatArray
    valid: BoolArray
    bad_share: float
    reason: str | None


def clean(
    values: FloatArray, observed: BoolArray, inside: BoolArray | None, *, center_nm: Sequence[float], cleaning: Cleaning
) -> Cleaned:
    """Apply the rules to one cube.

    A pixel stays valid if no band exceeds the maximum and at least 80 % of its bands are good. Its other bands are
    interpolated linearly along wavelength, as in maps.

    Args:
        values: (C, h, w) physical values of the kept bands.
        observed: (C, h, w) False for nodata.
        inside: (h, w) False outside the scene, None if the product has no mask.
        center_nm: (C,) band centres.
        cleaning: rules for this raster.
    """
    with np.errstate(invalid="ignore"):
        high = np.isfinite(values) & (values > cleaning.maximum)
        saturated = high.any(axis=0)  # (h, w)
        faults = (~observed, ~np.isfinite(values), values < 0, np.broadcast_to(saturated, values.shape))
    outside = faults[0] if inside is None else faults[0] | ~inside
    counts, seen = [], np.zeros(values.shape, dtype=bool)
    for fault in (outside, *faults[1:]):
        counts.append(int(np.count_nonzero(fault & ~seen)))
        seen |= fault
    bad_share = sum(counts) / max(values.size, 1)
    if bad_share > cleaning.drop_share:
        return Cleaned(values, np.zeros(values.shape[1:], dtype=bool), bad_share, REASONS[int(np.argmax(counts))])
    good = (~seen).sum(axis=0)  # (h, w) number of good bands
    valid = good >= max(1, int(np.ceil(MIN_VALID_SHARE * len(values) - 1e-9)))
    result = values.astype(np.float32, copy=True)
    holes = valid & (good < len(values))
    if holes.any():
        result[:, holes] = filled_spectra(result[:, holes], ~seen[:, holes], np.asarray(center_nm, dtype=np.float64))
    result[:, ~valid] = 0.0
    return Cleaned(result, valid, bad_share, None)
