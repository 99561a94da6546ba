"""Points and polygons that mark pixels of a raster; attributes are not used."""

from __future__ import annotations

from pathlib import Path

from ..common.errors import InputError, part_of_engine
from ..common.wording import first_clause
from .kind import check_label_kind
from .read import LabelFile
from .wkb import geometries


def read_places(path: Path, *, layer: str = "") -> LabelFile:
    """Read the points and polygons of a vector file as labels of one class; an empty ``layer`` means the first.

    Raises:
        InputError: the file is missing or unreadable, or has no such layer, points or polygons.
        EngineError: pyogrio is missing.
    """
    with part_of_engine("pyogrio"):
        from pyogrio import errors as ogr
        from pyogrio import list_layers
        from pyogrio.raw import read
    if not path.exists():
        raise InputError(f"Point file {path} does not exist; check the path.")
    check_label_kind(path)
    try:
        layers = [str(name) for name in list_layers(path)[:, 0]]
        if layer and layer not in layers:
            raise InputError(f"Point file {path.name} has no layer '{layer}'; choose one of {', '.join(layers)}.")
        if not layers:
            raise InputError(f"Point file {path.name} has no layer; give a file of points or polygons.")
        meta, _, blobs, _ = read(path, layer=layer or layers[0], columns=[])
        found = [[] if blob is None else geometries(bytes(blob)) for blob in ([] if blobs is None else blobs)]
    except (ogr.DataSourceError, ogr.DataLayerError, ogr.GeometryError, ogr.FeatureError, ogr.CRSError) as exc:
        raise InputError(
            f"Point file {path.name} cannot be read ({first_clause(exc)}); give a GeoPackage, GeoJSON or Shapefile."
        ) from exc
    except ValueError as exc:
        raise InputError(f"Point file {path.name} cannot be used: {exc}; repair the file.") from exc
    shapes = tuple((part, 0, number) for number, parts in enumerate(found) for part in parts)
    if not shapes:
        raise InputError(f"Point file {path.name} has neither points nor polygons; draw some.")
    return LabelFile(path, ("place",), shapes, meta["crs"], without_shape=sum(not parts for parts in found))
