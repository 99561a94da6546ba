"""Parameters that the algorithms share, and how their values are read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterEnum,
    QgsProcessingParameterExtent,
    QgsProcessingParameterFile,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
)

from ....backend.common.errors import InputError
from ....backend.job.spec import CLOUDS, DEVICES, GEOMETRIES, PRECISIONS
from ... import catalog
from ...i18n import tr
from ...scene.layers import is_named

INPUT, EXTENT, MODEL, MODEL_FILE = "INPUT", "EXTENT", "MODEL", "MODEL_FILE"
SENSOR, LEVEL, UNITS, WAVELENGTHS = "SENSOR", "LEVEL", "UNITS", "WAVELENGTHS"
SCALE, OFFSET, NODATA = "SCALE", "OFFSET", "NODATA"
THREADS, MEMORY, SETTINGS, GEOMETRY = "THREADS", "MEMORY", "SENSOR_SETTINGS", "GEOMETRY"
DEVICE, PRECISION, CLOUD_HANDLING, COG = "DEVICE", "PRECISION", "CLOUDS", "COG"
FROM_FILE = "from the file"
SETTINGS_WRAPPER = __name__.rpartition(".algorithms.")[0] + ".widgets.sensor.settings_wrapper.SettingsWrapper"
"""By name, so that it is imported only where there is a dialog."""


class RasterOrProduct(QgsProcessingParameterRasterLayer):
    """A raster layer, an existing file or folder (also products that QGIS cannot open), or a web address."""

    def checkValueIsAcceptable(self, value: object, context: QgsProcessingContext | None = None) -> bool:
        """Accept existing files, web addresses and raster layers."""
        return is_named(value) or bool(super().checkValueIsAcceptable(value, context))


def input_parameters() -> list[QgsProcessingParameterDefinition]:
    """The raster."""
    return [RasterOrProduct(INPUT, tr("Raster layer, file or product"))]


def sensor_parameters() -> list[QgsProcessingParameterDefinition]:
    """Sensor settings for files that lack metadata; by default the file's metadata is used."""
    settings = QgsProcessingParameterString(SETTINGS, tr("Sensor settings and bands"), optional=True)
    settings.setMetadata({"widget_wrapper": {"class": SETTINGS_WRAPPER}})
    return [
        settings,
        choice(SENSOR, tr("Sensor"), [FROM_FILE, *catalog.sensor_names()]),
        choice(LEVEL, tr("Processing level (L1: at sensor, L2: surface)"), [FROM_FILE, *catalog.LEVELS]),
        advanced(QgsProcessingParameterString(UNITS, tr("Units of the values, e.g. uW cm-2 sr-1 nm-1"), optional=True)),
        _number(SCALE, tr("Scale: physical value = stored value x scale + offset")),
        _number(OFFSET, tr("Offset: added after the scale, e.g. -0.1 for Sentinel-2 since 2022")),
        _number(NODATA, tr("No-data value of all bands")),
        advanced(
            QgsProcessingParameterFile(
                WAVELENGTHS,
                tr("Wavelengths file: one band per line (centre and, if known, FWHM)"),
                QgsProcessingParameterFile.Behavior.File,
                optional=True,
                fileFilter=tr("Text and headers (*.txt *.csv *.hdr *.json);;All files (*)"),
            )
        ),
    ]


def _number(name: str, title: str) -> QgsProcessingParameterNumber:
    """A number that may be left empty, among the advanced parameters."""
    return advanced(QgsProcessingParameterNumber(name, title, QgsProcessingParameterNumber.Type.Double, optional=True))


def rounded(parameter: QgsProcessingParameterNumber, decimals: int = 3) -> QgsProcessingParameterNumber:
    """Show a number with this many decimals instead of QGIS's six."""
    parameter.setMetadata({"widget_wrapper": {"decimals": decimals}})
    return parameter


def model_parameters(
    names: list[str] | None = None,
) -> list[QgsProcessingParameterDefinition]:
    """The models of ``names``, or all that map land cover; the first one is the default."""
    return [
        choice(MODEL, tr("Model"), catalog.model_names() if names is None else names),
        advanced(
            QgsProcessingParameterFile(
                MODEL_FILE,
                tr("Model card (card.json) of a model that is not installed"),
                QgsProcessingParameterFile.Behavior.File,
                extension="json",
                optional=True,
            )
        ),
    ]


def run_parameters() -> list[QgsProcessingParameterDefinition]:
    """Extent, processor threads and memory ceiling."""
    integer = QgsProcessingParameterNumber.Type.Integer
    return [
        QgsProcessingParameterExtent(EXTENT, tr("Extent to map (whole raster if empty)"), optional=True),
        advanced(QgsProcessingParameterNumber(THREADS, tr("Processor threads (0: automatic)"), integer, 0, minValue=0)),
        advanced(
            QgsProcessingParameterNumber(MEMORY, tr("Memory ceiling in MB (0: automatic)"), integer, 0, minValue=0)
        ),
    ]


def engine_parameters() -> list[QgsProcessingParameterDefinition]:
    """Device and precision of the network."""
    precision = tr("Precision (auto: the fastest one on this processor that keeps the classes)")
    return [
        advanced(choice(DEVICE, tr("Device (the log and the report name the one that was used)"), list(DEVICES))),
        advanced(choice(PRECISION, precision, list(PRECISIONS))),
    ]


def map_parameters() -> list[QgsProcessingParameterDefinition]:
    """Sensor geometry, clouds, and the format of the rasters."""
    geometry = tr("Sensor geometry: georeference the map (map) or leave it as measured (sensor)")
    clouds = tr("Clouds: no data (nodata), own classes (class), or mapped like the ground (keep)")
    shown = tr("Clouds and their shadows, from the product's quality layers or by their spectra")
    return [
        advanced(choice(GEOMETRY, geometry, list(GEOMETRIES))),
        advanced(helped(choice(CLOUD_HANDLING, clouds, list(CLOUDS)), shown)),
        advanced(QgsProcessingParameterBoolean(COG, tr("Write cloud-optimised GeoTIFFs with overviews"), False)),
    ]


def advanced(parameter: QgsProcessingParameterDefinition) -> QgsProcessingParameterDefinition:
    """Move a parameter to the advanced section of the dialog."""
    parameter.setFlags(parameter.flags() | QgsProcessingParameterDefinition.Flag.FlagAdvanced)
    return parameter


def helped(parameter: QgsProcessingParameterDefinition, text: str) -> QgsProcessingParameterDefinition:
    """Give a parameter its help, which QGIS shows as its tooltip and ``qgis_process help`` below its name."""
    parameter.setHelp(text)
    return parameter


def choice(name: str, title: str, options: list[str]) -> QgsProcessingParameterEnum:
    """A list whose values are the names themselves, so that scripts and models stay readable."""
    return QgsProcessingParameterEnum(
        name, title, options=options, defaultValue=options[0] if options else None, usesStaticStrings=True,
        optional=not options,
    )  # fmt: skip


def in_words(definitions: Iterable[QgsProcessingParameterDefinition], values: Mapping[str, Any]) -> dict[str, Any]:
    """Return parameter values with the numbers of options replaced by the options.

    ``qgis_process help`` lists the options of every list by number.
    """
    said = dict(values)
    for definition in definitions:
        value = said.get(definition.name())
        if not isinstance(definition, QgsProcessingParameterEnum) or isinstance(value, bool):
            continue
        options = definition.options()
        digits = str(value) if isinstance(value, (int, str)) and value not in options else ""
        if digits.isdecimal() and int(digits) < len(options):
            said[definition.name()] = options[int(digits)]
    return said


def check_choice(parameters: Mapping[str, Any], name: str, options: list[str], what: str) -> None:
    """Refuse a value that is not in its list; the message gives the list.

    Raises:
        InputError: unknown value.
    """
    value = parameters.get(name)
    if value in (None, "") or value in options:
        return
    raise InputError(tr("{} '{}' is not known: use one of {}.").format(what, value, ", ".join(options)))
