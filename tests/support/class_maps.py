"""Small class maps, and labels on them."""

import json

import numpy as np
import rasterio
from rasterio.crs import CRS
from rasterio.transform import Affine
from rasterio.warp import transform

ORIGIN, SIDE = (500000.0, 5800000.0), 30.0
NAMES = {1: "Forest", 2: "Field", 3: "Water"}
COLORS = {1: (30, 120, 40), 2: (230, 190, 90), 3: (50, 120, 200)}


def classes(height=60, width=90):
    """Three classes in stripes, 1 to 3; the first row has none (0)."""
    found = np.repeat(np.arange(1, 4), width // 3)[None, :].repeat(height, axis=0)
    found[0] = 0
    return found.astype(np.uint8)


def save_map(path, values, *, names=NAMES, nodata=0, crs=32633, **profile):
    """Write a class map, by default with names in its tags."""
    height, width = values.shape
    place = {"transform": Affine(SIDE, 0, ORIGIN[0], 0, -SIDE, ORIGIN[1]), "crs": CRS.from_epsg(crs)} if crs else {}
    with rasterio.open(
        path, "w", driver="GTiff", height=height, width=width, count=1, dtype=values.dtype, nodata=nodata,
        **place, **profile,
    ) as file:  # fmt: skip
        file.write(values, 1)
        if names:
            file.update_tags(1, **{f"CLASS_{value}": name for value, name in names.items()})
        if names and values.dtype == np.uint8:
            file.write_colormap(1, {value: (*COLORS.get(value, (9, 9, 9)), 255) for value in names})
    return path


def place(row, col):
    """The centre of a pixel, in metres."""
    return ORIGIN[0] + SIDE * (col + 0.5), ORIGIN[1] - SIDE * (row + 0.5)


def point(row, col, name, *, degrees=True):
    """A labelled point at a pixel's centre, in degrees as GeoJSON wants them."""
    x, y = place(row, col)
    if degrees:
        (x,), (y,) = transform("EPSG:32633", "EPSG:4326", [x], [y])
    return feature("Point", [x, y], name)


def box(row, col, height, width, name, *, inset=0.0):
    """A labelled polygon around pixels, in degrees."""
    rows, cols = (row + inset, row + height - inset), (col + inset, col + width - inset)
    ring = [(rows[0], cols[0]), (rows[0], cols[1]), (rows[1], cols[1]), (rows[1], cols[0]), (rows[0], cols[0])]
    xs, ys = zip(*(place(r - 0.5, c - 0.5) for r, c in ring))
    lon, lat = transform("EPSG:32633", "EPSG:4326", xs, ys)
    return feature("Polygon", [[list(corner) for corner in zip(lon, lat)]], name)


def feature(kind, coordinates, name):
    return {
        "type": "Feature", "properties": {"cover": name}, "geometry": {"type": kind, "coordinates": coordinates},
    }  # fmt: skip


def save_labels(path, features):
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return path
