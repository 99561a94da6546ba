"""Base of every algorithm: its names, source and sensor settings, and running a job."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsRectangle,
)
from qgis.PyQt.QtGui import QIcon

from ....backend.common.errors import InputError, SpecAwareError
from ....backend.job.spec import DEVICES, PRECISIONS, JobSpec, Options
from ... import catalog
from ...engine.client import EngineClient
from ...engine.network import Network, network_for
from ...i18n import tr
from ...paths import help_page, icon
from ...scene.extents import crs_of, in_crs
from ...scene.layers import Source, is_named, source_of_layer, source_of_path
from ...scene.sensor_settings import of_layer, settings_from_text
from . import parameters as p
from .support import Relay


class SpecAwareAlgorithm(QgsProcessingAlgorithm):
    """Base of all algorithms: subclasses give ``NAME``, ``ICON`` and the texts, and run jobs with :meth:`run_job`."""

    NAME = ""
    ICON = ""

    def __init__(self) -> None:
        super().__init__()
        self.source = Source("", "")
        self.layer_settings: dict[str, Any] = {}
        self.extent: QgsRectangle | None = None
        self.extent_crs = QgsCoordinateReferenceSystem()
        self.raster_crs = QgsCoordinateReferenceSystem()
        self.network: Network | None = None

    def name(self) -> str:
        """Identifier within the provider."""
        return self.NAME

    def icon(self) -> QIcon:
        """Icon in the toolbox."""
        return icon(self.ICON)

    def helpUrl(self) -> str:
        """The algorithm's page in the help of the plugin."""
        return help_page(f"algorithm_{self.name()}").toString()

    def hasHtmlOutputs(self) -> bool:
        """Return False, so that QGIS's dialog does not announce pages after failed runs.

        Pages that were written still appear in the results viewer and in the log.
        """
        return False

    def createInstance(self) -> SpecAwareAlgorithm:
        """A fresh instance for one run."""
        return type(self)()

    def checkParameterValues(self, parameters: Mapping[str, Any], context: QgsProcessingContext) -> tuple[bool, str]:
        """Refuse values that cannot work before the run, with one sentence that says what to do."""
        said = p.in_words(self.parameterDefinitions(), parameters)
        try:
            self.check(said, context)
        except SpecAwareError as error:
            return False, str(error)
        ok, message = super().checkParameterValues(said, context)
        return bool(ok), str(message)

    def check(self, parameters: Mapping[str, Any], context: QgsProcessingContext) -> None:
        """Raise a SpecAwareError for a value that cannot work; subclasses add theirs."""
        self.check_source(parameters, context)
        p.check_choice(parameters, p.SENSOR, [p.FROM_FILE, *catalog.sensor_names()], tr("Sensor"))
        p.check_choice(parameters, p.LEVEL, [p.FROM_FILE, *catalog.LEVELS], tr("Level"))

    def check_source(self, parameters: Mapping[str, Any], context: QgsProcessingContext) -> None:
        """Refuse a raster that cannot be read."""
        value = parameters.get(p.INPUT)
        if value in (None, ""):
            raise InputError(tr("No raster was chosen: choose a raster layer, a file or a product."))
        definition = self.parameterDefinition(p.INPUT)
        if not definition.checkValueIsAcceptable(value, context):
            raise InputError(tr("Raster '{}' does not exist or cannot be opened: check the path.").format(value))
        if not is_named(value):
            source_of_layer(self.parameterAsRasterLayer(dict(parameters), p.INPUT, context))

    def prepareAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        """Resolve layers, in the main thread; afterwards only paths and numbers are used."""
        self.prepare_source(parameters, context)
        if parameters.get(p.EXTENT) not in (None, ""):
            self.extent = self.parameterAsExtent(parameters, p.EXTENT, context)
            self.extent_crs = self.parameterAsExtentCrs(parameters, p.EXTENT, context)
        return True

    def prepare_source(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Note the raster, and what its layer says of it."""
        value = parameters.get(p.INPUT)
        if is_named(value):
            self.source = source_of_path(str(value))
        else:
            layer = self.parameterAsRasterLayer(parameters, p.INPUT, context)
            try:
                self.source = source_of_layer(layer)
            except SpecAwareError as error:
                raise QgsProcessingException(str(error)) from None
            self.raster_crs = layer.crs()
            self.layer_settings = of_layer(layer)
        self.note_network(self.source.path)

    def note_network(self, *sources: str) -> None:
        """Read QGIS's network settings if a raster needs them; in the main thread."""
        self.network = self.network or network_for(*sources)

    def overrides(self, parameters: dict[str, Any], context: QgsProcessingContext) -> dict[str, Any]:
        """The user's sensor settings as JSON of SensorOverrides; empty if the file's metadata apply.

        Single parameters take precedence over the sensor dialog, and this over the settings of the layer.
        """
        from ....backend.spectral.overrides import SensorOverrides
        from ....backend.spectral.text.wavelength_file import read_wavelengths

        sensor = self.parameterAsEnumString(parameters, p.SENSOR, context)
        level = self.parameterAsEnumString(parameters, p.LEVEL, context)
        numbers = {"scale": p.SCALE, "offset": p.OFFSET, "nodata": p.NODATA}
        table = self.parameterAsFile(parameters, p.WAVELENGTHS, context)
        stated = {
            "sensor": None if sensor in ("", p.FROM_FILE) else sensor,
            "level": None if level in ("", p.FROM_FILE) else level,
            "units": self.parameterAsString(parameters, p.UNITS, context) or None,
            **{
                key: self.parameterAsDouble(parameters, name, context)
                for key, name in numbers.items()
                if parameters.get(name) is not None
            },
            **(read_wavelengths(Path(table)).to_json() if table else {}),
        }
        dialog = settings_from_text(self.parameterAsString(parameters, p.SETTINGS, context))
        kept = SensorOverrides.from_json(dialog or self.layer_settings)
        return SensorOverrides.from_json(stated).over(kept).to_json()

    def processAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Run in a worker thread without accessing layers. Every expected failure gives one sentence."""
        try:
            return self.run_in_thread(p.in_words(self.parameterDefinitions(), parameters), context, feedback)
        except SpecAwareError as error:
            raise QgsProcessingException(str(error)) from None

    def run_in_thread(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Do the work; subclasses define it and raise SpecAwareError for errors that a user can correct."""
        raise NotImplementedError

    def engine_options(self, parameters: dict[str, Any], context: QgsProcessingContext) -> Callable[..., Options]:
        """Threads, memory, device and precision as chosen, as options of a job."""
        return partial(
            Options,
            threads=self.parameterAsInt(parameters, p.THREADS, context),
            memory_mb=self.parameterAsInt(parameters, p.MEMORY, context),
            overwrite=True,
            device=self.parameterAsEnumString(parameters, p.DEVICE, context) or DEVICES[0],
            precision=self.parameterAsEnumString(parameters, p.PRECISION, context) or PRECISIONS[0],
        )

    def run_job(self, client: EngineClient, job: JobSpec, feedback: QgsProcessingFeedback) -> dict[str, Any]:
        """Run one job with progress, log lines and cancel."""
        return client.run(job, on_event=Relay(feedback), is_cancelled=feedback.isCanceled)

    def extent_in_raster_crs(
        self, client: EngineClient, overrides: dict[str, Any], feedback: QgsProcessingFeedback
    ) -> tuple[float, float, float, float] | None:
        """The extent as (xmin, ymin, xmax, ymax) in the raster's CRS; for products the engine gives it."""
        if self.extent is None:
            return None
        if not self.raster_crs.isValid() and self.extent_crs.isValid():
            self.raster_crs = crs_of(
                self.run_job(client, JobSpec("inspect", self.source.path, overrides=overrides), feedback)
            )
        return in_crs(self.extent, self.extent_crs, self.raster_crs)
