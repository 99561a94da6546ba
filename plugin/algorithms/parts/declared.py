"""An algorithm from a declared kind of job: parameters, checks, the job and its outputs all come from the declaration.

:class:`JobAlgorithm` is complete for kinds added by extensions; built-in algorithms subclass it to add behaviour.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import Field, replace
from typing import Any, ClassVar

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingParameterDefinition,
    QgsProcessingUtils,
)

from ....backend.common.errors import InputError
from ....backend.job.kinds.base import JobKind, Output, Setting, settings_of
from ....backend.job.kinds.registry import kind_of
from ....backend.job.spec import DEVICES, PRECISIONS, JobSpec, Options, Outputs
from ... import catalog
from ...engine.client import EngineClient
from ...i18n import declared, tr
from ...results.maps import MadeMap
from ...results.pages import page_language
from ...scene.layers import Source, is_named, source_of_layer, source_of_path
from ...scene.sensor_settings import of_layer
from . import parameters as p
from .base import SpecAwareAlgorithm
from .declarations import options_of, output_parameter, setting_parameter, source_parameter
from .loading import style_on_load
from .support import check_destination, labels_of

_SUFFIXES = {".tif": (".tif", ".tiff"), ".html": (".html", ".htm")}


class JobAlgorithm(SpecAwareAlgorithm):
    """The algorithm of the kind of job that ``KIND`` names."""

    KIND: ClassVar[str] = ""
    ICON = "specaware"

    def __init__(self) -> None:
        super().__init__()
        self.vectors: dict[str, tuple[str, str]] = {}  # file and layer by setting
        self.rasters: dict[str, list[str]] = {}  # paths by setting
        self.raster_settings: dict[str, dict[str, Any]] = {}  # sensor settings kept in the layer of one raster

    @property
    def kind(self) -> JobKind:
        """The declaration."""
        return kind_of(self.KIND)

    def name(self) -> str:
        """Identifier within the provider."""
        return self.NAME or self.KIND

    def displayName(self) -> str:
        """Title in the toolbox."""
        return declared(self.kind.title)

    def tags(self) -> list[str]:
        """Search terms in the toolbox."""
        return declared(self.kind.tags).split(",") if self.kind.tags else []

    def shortDescription(self) -> str:
        """One-line description."""
        return declared(self.kind.summary or self.kind.help)

    def shortHelpString(self) -> str:
        """Help text in the dialog."""
        text = declared(self.kind.details or self.kind.summary or self.kind.help)
        return text + catalog.models_html(self.kind.model_task or catalog.LAND_COVER) if self.kind.model else text

    def option_parameters(self) -> list[tuple[Field[Any], Setting]]:
        """The options that the kind uses and that have no parameter of their own."""
        return [(one, asked) for one, asked in settings_of(Options) if one.name in self.kind.options and asked.title]

    def asked(self) -> list[tuple[Field[Any], Setting]]:
        """The declared settings that are parameters."""
        shown = [(one, asked) for one, asked in settings_of(self.kind.settings) if asked.title]
        names = {one.name: asked.parameter for one, asked in shown}
        return [(one, asked if not asked.field_of else _of_layer(asked, names)) for one, asked in shown]

    def outputs(self) -> list[tuple[str, Output]]:
        """The declared outputs, each with the name of its parameter."""
        first = self.kind.outputs[:1]
        return [(one.parameter or ("OUTPUT" if one in first else one.key.upper()), one) for one in self.kind.outputs]

    def initAlgorithm(self, config: dict[str, Any] | None = None) -> None:
        """Declare inputs and outputs."""
        kind = self.kind
        parameters = [
            source_parameter(kind),
            *(setting_parameter(one, asked) for one, asked in self.asked()),
            *self.own_parameters(),
            *(p.model_parameters(self.models()) if kind.model else []),
            *(p.sensor_parameters() if kind.sensor else []),
            *[one for one in p.run_parameters() if one.name() in self._run_names()],
            *[one for one in p.engine_parameters() if one.name().lower() in kind.options],
            *(setting_parameter(one, asked) for one, asked in self.option_parameters()),
            *(self.destination(name, one) for name, one in self.outputs() if one.title),
        ]
        for parameter in parameters:
            self.addParameter(parameter)

    def own_parameters(self) -> list[QgsProcessingParameterDefinition]:
        """Parameters that no setting declares, below those of the settings."""
        return []

    def destination(self, name: str, one: Output) -> QgsProcessingParameterDefinition:
        """The parameter of an output."""
        return output_parameter(name, one)

    def models(self) -> list[str]:
        """Names of the models to choose from."""
        return catalog.model_names(self.kind.model_task or catalog.LAND_COVER)

    def _run_names(self) -> set[str]:
        names = {"threads": p.THREADS, "memory_mb": p.MEMORY}
        extent = {p.EXTENT} if self.kind.extent else set()
        return extent | {names[one] for one in self.kind.options if one in names}

    def check(self, parameters: Mapping[str, Any], context: QgsProcessingContext) -> None:
        """Also refuse missing settings, unknown choices, an unknown model, and outputs that cannot be written."""
        super().check(parameters, context)
        for one, asked in self.asked():
            _check_given(asked, parameters)
            if asked.choices or asked.suggested:
                p.check_choice(parameters, asked.parameter, options_of(one, asked), declared(asked.title))
        if self.kind.model:
            name = str(parameters.get(p.MODEL_FILE) or parameters.get(p.MODEL) or "")
            catalog.model_card(name, task=self.kind.model_task)
        p.check_choice(parameters, p.DEVICE, list(DEVICES), tr("Device"))
        p.check_choice(parameters, p.PRECISION, list(PRECISIONS), tr("Precision"))
        for name, one in self.outputs():
            ending = one.ending
            if not ending:
                continue
            check_destination(parameters, name, context, _SUFFIXES.get(ending, (ending,)))

    def check_source(self, parameters: Mapping[str, Any], context: QgsProcessingContext) -> None:
        """Refuse a source that is not there."""
        if not self.kind.source_files:
            super().check_source(parameters, context)
            return
        path = str(parameters.get(self.kind.source_parameter) or "")
        if not os.path.isfile(path):
            raise InputError(tr("The file '{}' does not exist: check the path.").format(path))

    def prepare_source(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Note the source; a file that is no raster has no layer."""
        if not self.kind.source_files:
            super().prepare_source(parameters, context)
            return
        path = os.path.abspath(self.parameterAsFile(parameters, self.kind.source_parameter, context))
        self.source = Source(path, os.path.basename(path))

    def prepareAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        """Resolve layers, in the main thread; vector layers of a kind that the engine cannot read are exported."""
        if not super().prepareAlgorithm(parameters, context, feedback):
            return False
        for one, asked in self.asked():
            if asked.vector and parameters.get(asked.parameter) not in (None, ""):
                self.vectors[one.name] = labels_of(self, parameters, asked.parameter, context, feedback)
            elif asked.raster and parameters.get(asked.parameter) not in (None, ""):
                self._resolve(one.name, parameters.get(asked.parameter), context)
        return True

    def _resolve(self, name: str, value: object, context: QgsProcessingContext) -> None:
        """Store the paths of the rasters, and the sensor settings if there is only one."""
        found = []
        for one in value if isinstance(value, (list, tuple)) else [value]:
            if isinstance(one, str) and is_named(one):
                found.append(source_of_path(one).path)
                continue
            layer = QgsProcessingUtils.mapLayerFromString(one, context) if isinstance(one, str) else one
            try:
                found.append(source_of_layer(layer).path)
            except InputError as error:
                raise QgsProcessingException(str(error)) from None
            self.raster_settings[name] = of_layer(layer)
        self.rasters[name] = found
        self.note_network(*found)

    def settings(self, parameters: dict[str, Any], context: QgsProcessingContext) -> Any:  # noqa: ANN401 - the kind's
        """The settings of the job, from the parameters."""
        if self.kind.settings is None:
            return None
        values = {one.name: self._value(one, asked, parameters, context) for one, asked in self.asked()}
        for one, asked in settings_of(self.kind.settings):
            if asked.layer_of:
                values[one.name] = self.vectors.get(asked.layer_of, ("", ""))[1]
        return self.kind.settings(**values)

    def _value(
        self,
        one: Field[Any],
        asked: Setting,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
    ) -> Any:  # noqa: ANN401 - the field's
        name, default = asked.parameter, one.default
        if asked.raster:
            paths = self.rasters.get(one.name, [])
            return tuple(paths) if isinstance(default, tuple) else next(iter(paths), "")
        if asked.vector:
            return self.vectors.get(one.name, ("", ""))[0]
        if asked.choices or asked.suggested:
            chosen = self.parameterAsEnumString(parameters, name, context) or default
            return "" if chosen == asked.automatic else chosen
        if isinstance(default, bool):
            return self.parameterAsBool(parameters, name, context)
        if isinstance(default, int):
            return self.parameterAsInt(parameters, name, context)
        if isinstance(default, float):
            return self.parameterAsDouble(parameters, name, context)
        if asked.path:
            path = self.parameterAsFile(parameters, name, context)
            return os.path.abspath(path) if path else ""
        text = self.parameterAsString(parameters, name, context)
        if isinstance(default, tuple):
            return tuple(part.strip() for part in text.split(";") if part.strip())
        return text

    def points(self, parameters: dict[str, Any], context: QgsProcessingContext) -> tuple[tuple[float, float], ...]:
        """Points in the raster's CRS; subclasses of kinds with points define them."""
        return ()

    def targets(self, parameters: dict[str, Any], context: QgsProcessingContext) -> dict[str, str]:
        """Paths of the outputs asked for, by key."""
        found = {}
        for name, one in self.outputs():
            if one.title:
                is_layer = one.ending in (".tif", ".gpkg")
                read = self.parameterAsOutputLayer if is_layer else self.parameterAsFileOutput
                path = read(parameters, name, context)
                found.update({one.key: path} if path else {})
        if not found and any(one.title for one in self.kind.outputs):
            raise InputError(tr("No output was chosen: choose one."))
        return found

    def options(self, parameters: dict[str, Any], context: QgsProcessingContext) -> Options:
        """The options of the job, from the parameters; Processing asks for its outputs, so they are replaced."""
        more = {one.name: self._value(one, asked, parameters, context) for one, asked in self.option_parameters()}
        return self.engine_options(parameters, context)(**more) if self.kind.options else Options(overwrite=True)

    def run_in_thread(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Run the job in a worker thread, without accessing layers."""
        kind, targets = self.kind, self.targets(parameters, context)
        overrides = self.overrides(parameters, context) if kind.sensor else {}
        card = self.parameterAsFile(parameters, p.MODEL_FILE, context) if kind.model else ""
        with EngineClient(network=self.network) as client:
            job = JobSpec(
                kind=kind.name,
                source=self.source.path,
                model=(card or self.parameterAsEnumString(parameters, p.MODEL, context)) if kind.model else "",
                overrides=overrides,
                extent=self.extent_in_raster_crs(client, overrides, feedback) if kind.extent else None,
                outputs=Outputs(**{key: os.path.abspath(path) for key, path in targets.items()}),
                options=self.options(parameters, context),
                settings=self.settings(parameters, context),
                points=self.points(parameters, context),
                language=page_language() if kind.language else "",
            )
            result = self.run_job(client, job, feedback)
            self.follow_up(client, job, feedback)
        feedback.pushInfo(self.text(result))
        for key, path in targets.items():
            self.dress(key, path, result, context)
        found = {name: targets[one.key] for name, one in self.outputs() if one.key in targets}
        return {**found, **self.numbers(result), **self.write_more(result, parameters, context)}

    def text(self, result: Mapping[str, Any]) -> str:
        """What the log says of the result."""
        return self.kind.text(result)

    def follow_up(self, client: EngineClient, job: JobSpec, feedback: QgsProcessingFeedback) -> None:
        """Ask the engine for more once the job is done; subclasses define what."""

    def write_more(
        self, result: Mapping[str, Any], parameters: dict[str, Any], context: QgsProcessingContext
    ) -> dict[str, Any]:
        """Write outputs that the engine does not, and return them by name; subclasses define theirs."""
        return {}

    def numbers(self, result: Mapping[str, Any]) -> dict[str, Any]:
        """Outputs that are not files, by name; subclasses define theirs."""
        return {}

    def dress(self, key: str, path: str, result: Mapping[str, Any], context: QgsProcessingContext) -> None:
        """Name and style an output when (and if) Processing loads it."""
        if path.lower().endswith((".tif", ".tiff")):
            style_on_load(context, path, key, MadeMap(self.source.path, self.source.name, "", path))


def _check_given(asked: Setting, parameters: Mapping[str, Any]) -> None:
    """Refuse a required setting that is missing, and labels without their field."""
    if parameters.get(asked.parameter) not in (None, ""):
        return
    if asked.field_of and (asked.required or parameters.get(asked.field_of) not in (None, "")):
        raise InputError(tr("No field was chosen: choose the attribute with the class."))
    if asked.required and asked.vector:
        raise InputError(tr("No labels were chosen: choose a layer of points or polygons."))
    if asked.required:
        raise InputError(tr("'{}' is missing: choose or enter it.").format(declared(asked.title)))


def _of_layer(asked: Setting, names: Mapping[str, str]) -> Setting:
    return replace(asked, field_of=names.get(asked.field_of, asked.field_of))


def algorithm_of(kind: JobKind) -> type[JobAlgorithm]:
    """Return the algorithm of a kind that has none of its own."""
    return type(f"{kind.name.title()}Algorithm", (JobAlgorithm,), {"KIND": kind.name})
