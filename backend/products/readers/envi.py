"""ENVI rasters: header parsed here, georeference from GDAL, pixels read by position (GDAL takes 300 times longer)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from ...common.documents import DocumentError, read_text
from ...common.errors import InputError
from ...raster.raw_array import RawArray, pixel_by_pixel
from ...raster.window import Window
from ...spectral.overrides import SensorOverrides
from ..files import hdf4
from ..files.lengths.whole import HDF5, check_unpacked
from ..statements.evidence import Evidence
from . import aviris_classic
from .geotiff import RasterioProduct

# ENVI "data type" codes of real numbers; 6 and 9 are complex
DTYPES = {1: "u1", 2: "i2", 3: "i4", 4: "f4", 5: "f8", 12: "u2", 13: "u4", 14: "i8", 15: "u8"}
_BINARY_SUFFIXES = ("", ".img", ".dat", ".bsq", ".bil", ".bip", ".raw", ".bin", ".envi", ".cub", ".sli", ".slb")
_AXES = {"bsq": "byx", "bil": "ybx", "bip": "yxb"}
_MAX_HEADER = 50_000_000


def parse_header(text: str) -> dict[str, str]:
    """Return the fields of an ENVI header, with keys in lower case with underscores, and without braces.

    Raises:
        InputError: the text is not an ENVI header.
    """
    if not text.lstrip("\ufeff \t\r\n").startswith("ENVI"):
        raise InputError("The header does not begin with the word ENVI; choose an ENVI header file.")
    fields: dict[str, str] = {}
    key, parts = "", []
    for line in text.splitlines()[1:]:
        if key:
            parts.append(line)
            if "}" in line:
                fields[key], key = " ".join(parts).split("}")[0].strip(), ""
            continue
        name, equals, value = line.partition("=")
        if not equals or line.lstrip().startswith(";"):
            continue
        name, value = re.sub(r"\s+", "_", name.strip().lower()), value.strip()
        if value.startswith("{") and "}" not in value:
            key, parts = name, [value[1:]]
        else:
            fields[name] = value[1:].split("}")[0].strip() if value.startswith("{") else value
    if key:
        fields[key] = " ".join(parts).strip()
    return fields


def _same(folder: Path, name: str) -> Path | None:
    """Return the file with this name in a folder, ignoring case."""
    exact = folder / name
    if exact.is_file():
        return exact
    lowered = name.lower()
    return next((p for p in folder.iterdir() if p.name.lower() == lowered and p.is_file()), None)


def find_pair(path: Path) -> tuple[Path, Path] | None:
    """Return (binary, header) of an ENVI raster given either of them, or None.

    The header is beside it (scene.hdr for scene.bsq or scene) or has the whole name (scene.bsq.hdr).
    """
    folder = path.parent
    if path.suffix.lower() == ".hdr":
        stem = path.name[:-4]
        found = (_same(folder, stem + suffix) for suffix in _BINARY_SUFFIXES)
        binary = next((p for p in found if p is not None and p.suffix.lower() != ".hdr"), None)
        return (binary, path) if binary is not None else None
    for name in (path.name + ".hdr", path.stem + ".hdr"):
        header = _same(folder, name)
        if header is not None:
            return path, header
    return None


def read_header(path: Path) -> dict[str, str] | None:
    """Return the fields of a header file, or None if it is not an ENVI header."""
    try:
        return parse_header(read_text(path, max_bytes=_MAX_HEADER))
    except (InputError, DocumentError):
        return None


def opens(path: Path) -> bool:
    """Return True for an ENVI binary or header."""
    if not path.is_file():
        return False
    if path.suffix.lower() == ".hdr":
        return read_header(path) is not None
    if path.suffix.lower() in (".tif", ".tiff", ".vrt", ".nc", ".h5", ".he5", ".xml", ".json", ".zip", ".tar"):
        return False
    pair = find_pair(path)
    return pair is not None and read_header(pair[1]) is not None


def open_envi(path: Path, overrides: SensorOverrides | None) -> RasterioProduct:
    """Open an ENVI raster by its binary or header; uncompressed ones are read without GDAL.

    Raises:
        InputError: the binary is missing or too short, or its layout is unknown.
    """
    pair = find_pair(path)
    if pair is None:
        raise InputError(f"The data file of '{path.name}' is missing; put it beside the header.")
    binary, header = pair
    fields = read_header(header)
    if fields is None:
        raise InputError(f"'{header.name}' is not an ENVI header; check the file.")
    if "spectral_library" in re.sub(r"[\s]+", "_", fields.get("file_type", "").lower()):
        raise InputError(f"'{binary.name}' is a spectral library, not an image; choose a raster.")
    with binary.open("rb") as file:
        start = file.read(8)
    if start[:4] == hdf4.SIGNATURE or start == HDF5:
        raise InputError(
            f"'{binary.name}' is an HDF file, and its ENVI header does not state where the pixels are; "
            "convert it to GeoTIFF, for example with gdal_translate, and choose that."
        )
    if fields.get("file_compression", "0").strip() not in ("", "0"):
        dtype, offset, shape = _stored(header, fields)[1:]
        check_unpacked(binary, offset + int(np.prod(shape, dtype=np.int64)) * dtype.itemsize)
        return CompressedEnviProduct(binary, fields, overrides)
    return EnviProduct(binary, header, fields, overrides)


def _integer(fields: dict[str, str], key: str, header: Path, default: int | None = None) -> int:
    text = fields.get(key)
    if text is None and default is not None:
        return default
    if text is None or not re.fullmatch(r"\s*\d+\s*", text):
        raise InputError(f"'{header.name}' has no usable value for '{key.replace('_', ' ')}'; correct the header.")
    return int(text)


class CompressedEnviProduct(RasterioProduct):
    """A compressed ENVI raster, read through GDAL."""

    def __init__(self, binary: Path, fields: dict[str, str], overrides: SensorOverrides | None) -> None:
        """Open the binary and interpret the header."""
        self._header_fields = fields
        super().__init__(binary, overrides, product="ENVI")


class EnviProduct(RasterioProduct):
    """An uncompressed ENVI raster."""

    def __init__(self, binary: Path, header: Path, fields: dict[str, str], overrides: SensorOverrides | None) -> None:
        """Open the binary and interpret the header; errors as for :func:`open_envi`."""
        self._header, self._header_fields = header, fields
        self._interleave, self._array = _array(binary, header, fields)
        super().__init__(binary, overrides, product="ENVI")

    def _prepare(self) -> None:
        layout, shape = self._layout, self._array.shape
        if (
            tuple({"b": layout.count, "y": layout.height, "x": layout.width}[a] for a in _AXES[self._interleave])
            != shape
        ):
            raise InputError(f"'{self._header.name}' and its data file do not agree; check the header.")
        if all(value is None for value in layout.band_nodata):
            off_swath = aviris_classic.undeclared_nodata(layout.path, layout.dtype)
            self._layout = replace(layout, band_nodata=(off_swath,) * layout.count)

    def _evidence(self, confirmed: str | None) -> list[Evidence]:
        return [*aviris_classic.beside(self._layout.path), *super()._evidence(confirmed)]

    @property
    def block_shape(self) -> tuple[int, int]:
        """Whole rows for BIL and BIP; a few rows for BSQ, so that a window only costs what it covers."""
        return (1 if self._interleave != "bsq" else min(64, self._layout.height)), self._layout.width

    def _read(self, indexes: Sequence[int], window: Window) -> np.ndarray:
        bands = [i - 1 for i in indexes]
        if self._interleave == "bip":
            return pixel_by_pixel(self._array, window, bands)
        rows, cols = slice(window.row, window.row_end), slice(window.col, window.col_end)
        result = np.empty((len(bands), window.height, window.width), dtype=self._array.dtype.newbyteorder("="))
        if self._interleave == "bsq":
            for place, band in enumerate(bands):
                result[place] = self._array[band : band + 1, rows, cols][0]
            return result
        for row in range(window.height):
            line = slice(window.row + row, window.row + row + 1)
            result[:, row] = self._array[line, slice(None), cols][0][bands]
        return result

    def close(self) -> None:
        """Close the binary and GDAL's view of it."""
        super().close()
        self._array.close()


def _array(binary: Path, header: Path, fields: dict[str, str]) -> tuple[str, RawArray]:
    """Return the interleave, and the values in the order that it states."""
    interleave, dtype, offset, shape = _stored(header, fields)
    return interleave, RawArray(binary, dtype=dtype, offset=offset, shape=shape)


def _stored(header: Path, fields: dict[str, str]) -> tuple[str, np.dtype[np.generic], int, tuple[int, int, int]]:
    """Return interleave, data type, first byte and shape of the values as described in a header."""
    lines, samples, bands = (_integer(fields, key, header) for key in ("lines", "samples", "bands"))
    offset, code = _integer(fields, "header_offset", header, 0), _integer(fields, "data_type", header)
    order = _integer(fields, "byte_order", header, 0)
    interleave = fields.get("interleave", "bsq").strip().lower()
    known = code in DTYPES and interleave in ("bsq", "bil", "bip") and order in (0, 1)
    if not known or 0 in (lines, samples, bands):
        raise InputError(f"'{header.name}' describes a layout that is not supported; convert the raster to GeoTIFF.")
    dtype = np.dtype(DTYPES[code]).newbyteorder(">" if order else "<")
    sizes = {"b": bands, "y": lines, "x": samples}
    first, second, third = (sizes[axis] for axis in _AXES[interleave])
    return interleave, dtype, offset, (first, second, third)
