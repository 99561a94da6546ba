"""A folder of single-band files, one per band of one scene, without the product's metadata.

Such folders come from archives that serve bands one by one, and from users who keep parts of products:
``..._B02_10m.jp2``, ``..._SR_B4.TIF``, ``B8A.tif``. Files that are not bands of the sensor (SCL, AOT, QA) are not read.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from ...common.errors import InputError
from ...common.wording import counted
from ...spectral.overrides import SensorOverrides
from ...spectral.text.identifiers import band_files
from ..base import Layout, Product
from ..shared.parts import AssembledProduct, GdalPart
from ..statements.evidence import Evidence
from ..statements.naming import of_file_name
from ..statements.stated import scales
from .geotiff import layout_of

ORIGIN = "name of the band's file"
_RASTERS = (".tif", ".tiff", ".jp2", ".img")


def _order(key: str) -> tuple[int, str]:
    return int(key.rstrip("A")), key


def _rasters(folder: Path) -> list[str]:
    if not folder.is_dir():
        return []
    with os.scandir(folder) as entries:
        return sorted(e.name for e in entries if e.name.lower().endswith(_RASTERS) and e.is_file())


def _files(folder: Path) -> dict[str, list[str]]:
    return band_files(_rasters(folder))


def opens(path: Path) -> bool:
    """Return True for a folder whose file names show that they are the bands of one scene."""
    return bool(_files(path))


def open_band_files(path: Path, overrides: SensorOverrides | None) -> Product:
    """Open the files as one raster on the finest grid among them; coarser pixels are repeated.

    Raises:
        InputError: a file cannot be read, has several bands, or has a grid that does not fit.
    """
    files = _files(path)
    parts: dict[str, GdalPart] = {}
    try:
        for key in sorted(files, key=_order):
            parts[key] = _finest(path, files[key])
        fine = max(parts.values(), key=lambda part: part.dataset.width)
        for part in parts.values():
            _place(part, fine, path)
        layout = _layout(path, parts, fine)
        factors = scales([(float(p.dataset.scales[0]), float(p.dataset.offsets[0])) for p in parts.values()])
    except BaseException:
        for part in parts.values():
            part.close()
        raise
    names = tuple(Path(part.dataset.name).stem for part in parts.values())
    said_of = Evidence(origin=ORIGIN, names=names, warnings=_others(path, files))
    said = replace(of_file_name(names[0]), origin="file name")
    return AssembledProduct(
        layout, list(parts.values()), evidence=[said_of, factors, said],
        overrides=overrides, block_shape=fine.dataset.block_shapes[0],
    )  # fmt: skip


def _others(folder: Path, files: Mapping[str, list[str]]) -> tuple[str, ...]:
    """Return a warning about rasters in the folder that are not bands of the scene."""
    bands = {name for names in files.values() for name in names}
    others = [name for name in _rasters(folder) if name not in bands]
    if not others:
        return ()
    listed = ", ".join(others[:6]) + (", ..." if len(others) > 6 else "")
    what = f"{counted(len(others), 'raster')} of folder '{folder.name}' ({listed})"
    return (
        f"{what} {'is not a band' if len(others) == 1 else 'are not bands'} of its scene and "
        f"{'is' if len(others) == 1 else 'are'} not read.",
    )


def _finest(folder: Path, names: list[str]) -> GdalPart:
    """Open the file with the most pixels among those of a band."""
    found = [GdalPart(folder / name) for name in names]
    best = max(found, key=lambda part: part.dataset.width)
    for part in found:
        if part is not best:
            part.close()
    if best.count != 1:
        best.close()
        raise InputError(
            f"'{Path(best.dataset.name).name}' has {counted(best.count, 'band')} but is named like one; choose the "
            "raster itself."
        )
    return best


def _place(part: GdalPart, fine: GdalPart, folder: Path) -> None:
    """Compute how many pixels of the finest grid fit along one pixel of this file."""
    mine, its = part.dataset, fine.dataset
    part.zoom = max(1, round(its.width / mine.width))
    covered = mine.width * part.zoom >= its.width and mine.height * part.zoom >= its.height
    near = max(abs(a - b) for a, b in zip(mine.bounds[::3], its.bounds[::3])) <= abs(its.transform.a) / 2
    close = (mine.width - 1) * part.zoom < its.width and (mine.height - 1) * part.zoom < its.height
    if not (covered and close and near and mine.crs == its.crs):
        raise InputError(
            f"The files of folder '{folder.name}' have grids that do not fit; make one raster of them, for example "
            "with gdalwarp and gdalbuildvrt -separate, and choose that."
        )


def _layout(folder: Path, parts: Mapping[str, GdalPart], fine: GdalPart) -> Layout:
    reads = [layout_of(part.dataset, folder, product="band files") for part in parts.values()]
    if len({read.dtype for read in reads}) > 1:
        raise InputError(f"The files of folder '{folder.name}' hold numbers of several types; convert them to one.")
    read = reads[list(parts.values()).index(fine)]
    fill = None if read.dtype.startswith("float") else 0.0  # fill value of Sentinel-2 and Landsat
    nodata = tuple(fill if one.band_nodata[0] is None else one.band_nodata[0] for one in reads)
    files = tuple(Path(part.dataset.name) for part in parts.values())
    return replace(read, driver="band files", count=len(parts), band_nodata=nodata, files=files, alpha=frozenset())
