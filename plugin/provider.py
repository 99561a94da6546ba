"""The Processing provider ``specaware``."""

from __future__ import annotations

from qgis.core import QgsProcessingProvider
from qgis.PyQt.QtGui import QIcon

from .algorithms.assess import AssessAlgorithm
from .algorithms.classify import ClassifyAlgorithm
from .algorithms.classify_scene import ClassifySceneAlgorithm
from .algorithms.draw_sample import SampleAlgorithm
from .algorithms.embed import EmbedAlgorithm
from .algorithms.find_similar import FindSimilarAlgorithm
from .algorithms.import_model import ImportModelAlgorithm
from .algorithms.inspect_sensor import InspectSensorAlgorithm
from .algorithms.segment import SegmentAlgorithm
from .algorithms.train import TrainAlgorithm
from .paths import icon

ALGORITHMS = (
    ClassifyAlgorithm,
    SegmentAlgorithm,
    InspectSensorAlgorithm,
    ClassifySceneAlgorithm,
    ImportModelAlgorithm,
    TrainAlgorithm,
    EmbedAlgorithm,
    FindSimilarAlgorithm,
    AssessAlgorithm,
    SampleAlgorithm,
)


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
        for algorithm in ALGORITHMS:
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
