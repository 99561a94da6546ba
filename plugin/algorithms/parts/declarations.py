"""Declared settings and outputs as parameters of Processing."""

from __future__ import annotations

from dataclasses import Field
from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterEnum,
    QgsProcessingParameterField,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterString,
    QgsProcessingParameterVectorDestination,
    QgsProcessingParameterVectorLayer,
)

from ....backend.job.kinds.base import JobKind, Output, Setting
from ...i18n import declared
from . import parameters as p

_VECTORS = QgsProcessing.SourceType.TypeVectorAnyGeometry
_POINTS, _POLYGONS = QgsProcessing.SourceType.TypeVectorPoint, QgsProcessing.SourceType.TypeVectorPolygon


def setting_parameter(one: Field[Any], asked: Setting) -> QgsProcessingParameterDefinition:
    """Return the parameter of a declared setting."""
    name, title, optional = asked.parameter, declared(asked.title or asked.help), not asked.required
    if asked.vector:
        kinds = [_POLYGONS] if asked.polygons else [_POINTS, _POLYGONS]
        made = QgsProcessingParameterVectorLayer(name, title, kinds, optional=optional)
    elif asked.raster and isinstance(one.default, tuple):
        made = QgsProcessingParameterMultipleLayers(name, title, QgsProcessing.SourceType.TypeRaster, optional=optional)
    elif asked.raster:
        made = p.RasterOrProduct(name, title, optional=optional)
    elif asked.field_of:
        made = QgsProcessingParameterField(name, title, parentLayerParameterName=asked.field_of, optional=optional)
    elif asked.choices or asked.suggested:
        made = _choice(one, asked, title)
    elif isinstance(one.default, bool):
        made = QgsProcessingParameterBoolean(name, title, one.default)
    elif isinstance(one.default, (int, float)):
        made = _number(one, asked, title)
    elif asked.path:
        either = QgsProcessingParameterFile.Behavior
        behavior = either.Folder if asked.folder else either.File
        made = QgsProcessingParameterFile(name, title, behavior, optional=optional)
    else:
        made = QgsProcessingParameterString(name, title, one.default or None, optional=optional)
    return p.helped(p.advanced(made) if asked.advanced else made, declared(asked.help))


def _choice(one: Field[Any], asked: Setting, title: str) -> QgsProcessingParameterEnum:
    """Return a parameter with a list of a setting's choices."""
    options = options_of(one, asked)
    first = one.default or (asked.automatic if asked.automatic in options else options[0])
    return QgsProcessingParameterEnum(asked.parameter, title, options, defaultValue=first, usesStaticStrings=True)


def options_of(one: Field[Any], asked: Setting) -> list[str]:
    """Return the entries of a list; the text for no choice comes first if that is the default."""
    options = [*(asked.choices or asked.suggested)]
    return options if one.default or asked.required or asked.automatic in options else [asked.automatic, *options]


def _number(one: Field[Any], asked: Setting, title: str) -> QgsProcessingParameterNumber:
    kinds = QgsProcessingParameterNumber.Type
    made = QgsProcessingParameterNumber(
        asked.parameter, title, kinds.Integer if isinstance(one.default, int) else kinds.Double, one.default
    )
    if asked.minimum is not None:
        made.setMinimum(asked.minimum)
    if asked.maximum is not None:
        made.setMaximum(asked.maximum)
    return made if isinstance(one.default, int) else p.rounded(made)


def source_parameter(kind: JobKind) -> QgsProcessingParameterDefinition:
    """Return the parameter of a kind's source."""
    title = declared(kind.source_title)
    if kind.source_files:
        file = QgsProcessingParameterFile.Behavior.File
        named = f"{title} ({kind.source_files})"
        made = QgsProcessingParameterFile(kind.source_parameter, title, file, fileFilter=named)
    else:
        made = p.RasterOrProduct(kind.source_parameter, title)
    return p.helped(made, declared(kind.source))


def output_parameter(name: str, one: Output) -> QgsProcessingParameterDefinition:
    """Return the parameter of a declared output."""
    title, more = declared(one.title), {"optional": not one.required, "createByDefault": one.required or one.by_default}
    ending = one.ending
    if not ending:
        made = QgsProcessingParameterFolderDestination(name, title, **more)
    elif ending == ".tif":
        made = QgsProcessingParameterRasterDestination(name, title, **more)
    elif ending == ".gpkg":
        made = QgsProcessingParameterVectorDestination(name, title, _VECTORS, **more)
    else:
        made = QgsProcessingParameterFileDestination(name, title, f"{ending[1:].upper()} (*{ending})", **more)
    return p.helped(made, declared(one.help))
