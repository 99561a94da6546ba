"""The user's sensor settings of a raster: where they are kept, and how those of the layer and of the file are merged.

They are kept beside the raster (``<raster>.specaware.json``, which the engine reads by itself, also in batch and on
the command line) and in the layer's custom properties, which travel with the project.
"""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Any

from qgis.core import QgsMapLayer, QgsProject

from ...backend.common.documents import parse_document
from ...backend.common.errors import OutputError, SensorError
from ...backend.spectral.overrides import SensorOverrides, load_sidecar, save_sidecar, sidecar_path
from ..i18n import tr, trn

PROPERTY = "specaware/sensorSettings"
_logger = logging.getLogger(__name__)


def of_layer(layer: QgsMapLayer | None) -> dict[str, Any]:
    """Return the settings kept in a layer's custom properties; {} where there are none, or damaged ones."""
    text = "" if layer is None else str(layer.customProperty(PROPERTY, "") or "")
    if not text:
        return {}
    try:
        return settings_from_text(text)
    except SensorError as error:
        _logger.warning("The sensor settings of layer '%s' are damaged and left aside: %s", layer.name(), error)
        return {}


def settings_from_text(text: str) -> dict[str, Any]:
    """Return the settings written as JSON in a parameter; {} for an empty text.

    Raises:
        SensorError: not a JSON object of sensor settings.
    """
    if not text.strip():
        return {}
    try:
        document = parse_document(text)
    except ValueError:
        raise SensorError(tr("The sensor settings are not JSON: set them in the sensor dialog.")) from None
    return SensorOverrides.from_json(document).to_json()


def of_layer_id(layer_id: str) -> dict[str, Any]:
    """Return the settings of a layer of the project; {} where there is no such layer."""
    return of_layer(QgsProject.instance().mapLayer(layer_id)) if layer_id else {}


def of_raster(path: str) -> dict[str, Any]:
    """Return the settings saved beside a raster; {} where there are none, or damaged ones."""
    try:
        saved = load_sidecar(Path(path))
    except SensorError as error:
        _logger.warning("%s", error)
        return {}
    return {} if saved is None else saved.to_json()


def keep_in_layer(layer: QgsMapLayer | None, stated: dict[str, Any]) -> None:
    """Keep the settings in a layer's custom properties; {} takes them out."""
    if layer is None:
        return
    if stated:
        layer.setCustomProperty(PROPERTY, json.dumps(stated))
    else:
        layer.removeCustomProperty(PROPERTY)
    QgsProject.instance().setDirty(True)


def keep_beside(path: str, stated: dict[str, Any]) -> Path | None:
    """Save the settings beside a raster; {} removes the file. Returns what was written.

    Raises:
        OutputError: the folder cannot be written.
    """
    raster = Path(path)
    try:
        if stated:
            return save_sidecar(raster, SensorOverrides.from_json(stated))
        sidecar_path(raster).unlink(missing_ok=True)
    except OSError as error:
        raise OutputError(
            tr("'{}' cannot be written ({}): clear 'Save beside the raster'.").format(
                sidecar_path(raster), error.strerror or error
            )
        ) from error
    return None


def merged(stated: dict[str, Any], kept: dict[str, Any]) -> dict[str, Any]:
    """Return ``stated`` with the gaps filled from ``kept``."""
    return {**kept, **stated}


def in_words(stated: dict[str, Any]) -> str:
    """Return what is stated in a few words; "" for nothing."""
    parts = [str(stated[key]) for key in ("sensor", "level", "units", "acquired") if stated.get(key)]
    if stated.get("wavelengths"):
        number = len(stated["wavelengths"])
        parts.append(trn("{} wavelength", "{} wavelengths", number).format(number))
    elif stated.get("wavelength_unit"):
        parts.append(tr("wavelengths in {}").format(stated["wavelength_unit"]))
    if stated.get("fwhm_nm"):
        number = len(stated["fwhm_nm"])
        parts.append(trn("{} width", "{} widths", number).format(number))
    texts = {
        "scale": tr("scale {:g}"), "offset": tr("offset {:g}"), "gsd_m": tr("{:g} m"),
        "sun_zenith_deg": tr("sun zenith {:g}°"), "nodata": tr("nodata {:g}"),
    }  # fmt: skip
    parts += [text.format(stated[key]) for key, text in texts.items() if stated.get(key) is not None]
    for key, text in (("bad_bands", tr("bands left out: {}")), ("good_bands", tr("bands switched on: {}"))):
        if stated.get(key):
            parts.append(text.format(len(stated[key])))
    return " · ".join(parts)
