"""The Processing provider ``specaware``."""

from __future__ import annotations

from importlib import import_module

from qgis.core import QgsProcessingAlgorithm, QgsProcessingProvider
from qgis.PyQt.QtGui import QIcon

from ..backend.common.extensions import added
from ..backend.job.kinds.registry import kinds
from .paths import icon

_BUILT_IN = (
    "classify:ClassifyAlgorithm",
    "segment:SegmentAlgorithm",
    "inspect_sensor:InspectSensorAlgorithm",
    "classify_scene:ClassifySceneAlgorithm",
    "import_model:ImportModelAlgorithm",
    "train:TrainAlgorithm",
    "train_scene:TrainSceneAlgorithm",
    "finetune:FineTuneAlgorithm",
    "embed:EmbedAlgorithm",
    "find_similar:FindSimilarAlgorithm",
    "assess:AssessAlgorithm",
    "draw_sample:SampleAlgorithm",
    "detect_change:DetectChangeAlgorithm",
    "map_series:MapSeriesAlgorithm",
    "train_change:TrainChangeAlgorithm",
)
"""Modules of :mod:`.algorithms` and their classes."""


def algorithms() -> list[type[QgsProcessingAlgorithm]]:
    """Return all algorithms: those built in, those of declared kinds of job that have none, and those of extensions."""
    from .algorithms.parts.declared import algorithm_of

    found: list[type[QgsProcessingAlgorithm]] = []
    for name in _BUILT_IN:
        module, _, one = name.partition(":")
        found.append(getattr(import_module(f".algorithms.{module}", __package__), one))
    own = {getattr(one, "KIND", "") for one in found}
    found += [algorithm_of(kind) for kind in kinds().values() if kind.title and kind.name not in own]
    return [*found, *(make() for make in added("algorithms"))]


class SpecAwareProvider(QgsProcessingProvider):
    """Lists the algorithms."""

    def id(self) -> str:
        """Prefix of the algorithms' ids."""
        return "specaware"

    def name(self) -> str:
        """Title in the toolbox; a proper name, never translated."""
        return "SpecAware"

    def icon(self) -> QIcon:
        """Icon in the toolbox."""
        return icon("specaware")

    def loadAlgorithms(self) -> None:
        """Register one instance of each."""
        for algorithm in algorithms():
            self.addAlgorithm(algorithm())

    def supportedOutputRasterLayerExtensions(self) -> list[str]:
        """Maps are GeoTIFFs."""
        return ["tif"]

    def supportedOutputVectorLayerExtensions(self) -> list[str]:
        """Segments are GeoPackages."""
        return ["gpkg"]

    def defaultRasterFileExtension(self) -> str:
        """Extension of temporary maps."""
        return "tif"

    def defaultVectorFileExtension(self, hasGeometry: bool = True) -> str:
        """Extension of temporary segments."""
        return "gpkg"
