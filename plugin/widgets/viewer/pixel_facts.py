"""Values of a map and its companion rasters at a pixel: class, confidence, probabilities, fractions, novelty."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from qgis.core import QgsPointXY, QgsRaster, QgsRasterLayer

from ....backend.common.documents import read_document
from ...results.maps import MadeMap
from ...results.style import MapClass

ONE_BAND, A_BAND_A_CLASS = ("confidence", "unknown"), ("probabilities", "fractions")


@dataclass(frozen=True)
class MapFiles:
    """A map with the rasters beside it, and the settings needed to read spectra.

    ``overrides``: sensor settings that the map was made with. ``own_grid``: the map has the raster's coordinates.
    """

    made: MadeMap
    rasters: Mapping[str, str] = field(default_factory=dict)
    overrides: Mapping[str, Any] = field(default_factory=dict)
    own_grid: bool = True

    @classmethod
    def of(cls, made: MadeMap) -> MapFiles:
        """Read the report of a map; a map without a report only has its classes."""
        try:
            report = read_document(Path(made.report)) if made.report else {}
        except (OSError, ValueError):
            report = {}
        outputs = report.get("outputs", {})
        rasters = {key: str(outputs[key]) for key in (*ONE_BAND, *A_BAND_A_CLASS) if outputs.get(key)}
        placed = report.get("input", {}).get("geotransform") is None and bool(report.get("input", {}).get("map_crs"))
        return cls(made, rasters, report.get("job", {}).get("overrides") or {}, not placed)


@dataclass(frozen=True)
class PixelFacts:
    """One place of a map.

    ``item``: its class, None for no data. ``percents``: by the name of the raster. ``by_class``: percents of each
    class by the name of the raster, the largest first.
    """

    item: MapClass | None
    percents: Mapping[str, float] = field(default_factory=dict)
    by_class: Mapping[str, Sequence[tuple[MapClass, float]]] = field(default_factory=dict)


def facts_at(files: MapFiles, classes: QgsRasterLayer, point: QgsPointXY) -> PixelFacts | None:
    """Read a map at a point in its CRS; None outside the map."""
    if not classes.extent().contains(point):
        return None
    value = values_at(classes, point).get(1)
    item = next((c for c in files.made.classes if value is not None and c.value == round(value)), None)
    percents: dict[str, float] = {}
    by_class: dict[str, list[tuple[MapClass, float]]] = {}
    for key, path in files.rasters.items():
        layer = QgsRasterLayer(path, key)
        found = values_at(layer, point) if layer.isValid() else {}
        if key in ONE_BAND and 1 in found:
            percents[key] = found[1]
        elif key in A_BAND_A_CLASS and found:
            own = (c for c in files.made.classes if not c.masked)
            rows = [(c, 100.0 * found[band]) for band, c in enumerate(own, start=1) if band in found]
            by_class[key] = sorted(rows, key=lambda row: -row[1])
    return PixelFacts(item, percents, by_class)


def values_at(layer: QgsRasterLayer, point: QgsPointXY) -> dict[int, float]:
    """The values of a raster's bands at a point; bands without data are left out."""
    found = layer.dataProvider().identify(point, QgsRaster.IdentifyFormat.IdentifyFormatValue)
    values = found.results().items() if found.isValid() else ()
    return {int(band): float(v) for band, v in values if v is not None and math.isfinite(float(v))}
