"""QGIS layers, paths and dropped data -> the source string that the engine opens."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from qgis.core import QgsMapLayer, QgsMimeDataUtils, QgsProject, QgsRasterLayer
from qgis.PyQt.QtCore import QMimeData, QUrl
from qgis.PyQt.QtXml import QDomDocument

from ...backend.common.errors import InputError
from ...backend.common.locations import plain_path, web_address
from ...backend.job.sources import has_product_name, is_sidecar, scenes_in, without_headers
from ..i18n import tr

IMAGE_PROPERTY = "specaware/imageOf"
"""Of a layer: the path of the raster whose colour composite it is."""
LAYER_TREE_MIME = "application/qgis.layertreemodeldata"
_URL_SCHEMES = ("http", "https", "ftp")
# Names of products that QGIS cannot open, or only without their wavelengths and place on Earth; see docs/products.md
_PRODUCT_NAMES = re.compile(
    r".*METADATA\.XML|PRS_L\w+\.HE5|EMIT_L(1B_RAD|2A_RFL)_.*\.NC|AV3\w+\.NC|PACE_OCI\..*\.L2\..*\.NC"
    r"|NEON_.*_(REFLECTANCE|RADIANCE)\.H5|.*_(BASIC|ORTHO)_(RADIANCE|SR)_HDF5\.H5"
    r"|(ENMAP|DESIS-HSI|EO1H)[^/]*\.(ZIP|TAR|TAR\.GZ|TGZ)"
)


@dataclass(frozen=True)
class Source:
    """A source to map: the path that the engine opens, its name, and its layer, if any."""

    path: str
    name: str
    layer_id: str = ""


def source_of_layer(layer: QgsMapLayer | None) -> Source:
    """Return the source behind a raster layer; behind an image that the panel made, the raster that it shows.

    Raises:
        InputError: not a raster layer, or one that is not read from a file (a web map, a database).
    """
    if layer is None:
        raise InputError(tr("The layer does not exist or cannot be opened: choose another one."))
    if not isinstance(layer, QgsRasterLayer):
        raise InputError(tr("Layer '{}' is not a raster: choose a raster layer.").format(layer.name()))
    if layer.dataProvider() is None or layer.providerType() != "gdal":
        raise InputError(tr("Layer '{}' is not read from a file: export it to a GeoTIFF first.").format(layer.name()))
    shown = str(layer.customProperty(IMAGE_PROPERTY, "") or "")
    if shown and os.path.exists(shown) and absolute(layer.source()) != shown:
        return source_of_path(shown)
    return Source(absolute(layer.source()), layer.name(), layer.id())


def source_of_path(path: str) -> Source:
    """Return the source for a file, folder, product or GDAL name."""
    clean = absolute(path)
    return Source(clean, Path(_shown(clean).rstrip("/\\")).name or clean)


def _shown(path: str) -> str:
    """Return a path without the query of an address."""
    return path if web_address(path) is None else path.partition("?")[0]


def is_named(value: object) -> bool:
    """True for the path of something on this computer, or the address of a file on a web server."""
    return isinstance(value, str) and (os.path.exists(value) or web_address(value) is not None)


def absolute(path: str) -> str:
    """Make the path of an existing file absolute: the engine runs in another folder.

    GDAL's names of files in archives and of subdatasets become paths, addresses on the web GDAL's names of them.
    """
    try:
        plain = plain_path(path)
    except InputError:
        return path
    if web_address(plain) is not None and not os.path.exists(plain):
        return plain
    return os.path.abspath(plain) if plain != path or os.path.exists(plain) else path


def is_product(path: str) -> bool:
    """True for products that QGIS cannot open, or not with all metadata: by name, a folder by its content."""
    if os.path.isdir(path):
        return has_product_name(path)
    name = os.path.basename(path).upper()
    if _PRODUCT_NAMES.fullmatch(name):
        return True
    return name.endswith(".HDR") and _is_envi_header(path)


def _is_envi_header(path: str) -> bool:
    try:
        with open(path, "rb") as stream:
            return stream.read(4) == b"ENVI"
    except OSError:
        return False


def sources_in_mime(mime: QMimeData) -> list[Source]:
    """Return the sources among dropped data: layers, files, folders, URLs; each once, in order."""
    found: list[Source] = []
    for layer_id in _layer_ids(mime):
        layer = QgsProject.instance().mapLayer(layer_id)
        if isinstance(layer, QgsRasterLayer) and layer.providerType() == "gdal":
            found.append(source_of_layer(layer))
    if not found:
        for uri in QgsMimeDataUtils.decodeUriList(mime):
            if uri.layerType == "raster" and uri.providerKey == "gdal":
                found.append(Source(absolute(uri.uri), uri.name or Path(uri.uri).name))
    if not found and mime.hasUrls():
        for url in mime.urls():
            found.extend(sources_of_url(url))
    if not found and mime.hasText():
        lines = [line.strip() for line in mime.text().splitlines()]
        found.extend(source_of_path(line) for line in lines if is_named(line))
    return unique(found)


def _layer_ids(mime: QMimeData) -> list[str]:
    """Ids of layers dragged from the layer tree, groups opened."""
    if not mime.hasFormat(LAYER_TREE_MIME):
        return []
    document = QDomDocument()
    document.setContent(mime.data(LAYER_TREE_MIME))
    nodes = document.elementsByTagName("layer-tree-layer")
    return [nodes.at(i).toElement().attribute("id") for i in range(nodes.count())]


def sources_of_url(url: QUrl) -> list[Source]:
    """Return the source of one dropped URL: a local file or folder, or a raster on the web."""
    if url.scheme().lower() in _URL_SCHEMES:
        return [
            Source(absolute(url.toString(QUrl.ComponentFormattingOption.FullyEncoded)), url.fileName() or url.host())
        ]
    path = url.toLocalFile()
    if not path or is_sidecar(path):
        return []
    return [source_of_path(path)]


def unique(sources: Iterable[Source]) -> list[Source]:
    """Keep the first of each path; an ENVI header dropped with its binary counts once."""
    kept: dict[str, Source] = {}
    for source in sources:
        kept.setdefault(source.path, source)
    return [kept[path] for path in without_headers(kept)]


def expand(source: Source) -> list[Source]:
    """Return a folder's rasters and products, sorted; a product's folder, a file or anything else as it is."""
    if not os.path.isdir(source.path) or has_product_name(source.path):
        return [source]
    try:
        return [source_of_path(path) for path in scenes_in(source.path)]
    except OSError:
        return [source]  # the engine says why it cannot be read
