"""The Processing provider ``specaware``."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pkgutil import walk_packages

from qgis.core import QgsProcessingAlgorithm, QgsProcessingProvider
from qgis.PyQt.QtGui import QIcon

from ..backend.common.extensions import added
from ..backend.job.kinds.registry import kinds
from .paths import icon


def algorithms() -> list[type[QgsProcessingAlgorithm]]:
    """Return all algorithms: those built in, those of declared kinds of job that have none, and those of extensions."""
    from .algorithms.parts.declared import algorithm_of

    found = list(_built_in())
    own = {getattr(one, "KIND", "") for one in found}
    found += [algorithm_of(kind) for kind in kinds().values() if kind.title and kind.name not in own]
    return [*found, *(make() for make in added("algorithms"))]


def _built_in() -> Iterator[type[QgsProcessingAlgorithm]]:
    """Yield the classes in the packages of :mod:`.algorithms` that have a ``NAME``; those without are base classes."""
    rooms = import_module(".algorithms", __package__)
    for module in walk_packages(rooms.__path__, f"{rooms.__name__}."):
        for one in vars(import_module(module.name)).values():
            if isinstance(one, type) and one.__module__ == module.name and getattr(one, "NAME", ""):
                yield one


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
