"""SpecAware for QGIS: land-cover maps from any hyperspectral or multispectral raster."""


def classFactory(iface):  # noqa: ANN001, ANN201, D103 - the name and signature are QGIS's
    from .plugin.plugin import SpecAwarePlugin

    return SpecAwarePlugin(iface)
