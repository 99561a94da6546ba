"""What programs call rasters -> a plain path: names of GDAL's for archives and subdatasets, addresses on the network.

Standard library only, Python 3.9 at run time: QGIS imports this module.
"""

from __future__ import annotations

import os
import re

from .errors import InputError

_ARCHIVE = re.compile(r"/vsi(zip|tar|gzip|7z|rar)(?=/)", re.I)
_NETWORK = re.compile(
    r"(https?|ftp|s3|gs|az|abfss?|wss?):/|/vsi(curl|s3|gs|az|adls|oss|swift|webhdfs|hdfs)(_streaming)?[/?]", re.I
)
_PART = re.compile(
    r'(?:NETCDF|HDF5|HDF5Image|HDF4|HDF4_SDS|HDF4_EOS):(?:"(?P<quoted>[^"]+)"|(?P<plain>.+?)):.+', re.I | re.S
)
_OPTION = re.compile(r"\|(option|credential|authcfg):.*", re.S)  # what QGIS appends to the path of a layer


def plain_path(name: str) -> str:
    """Return the path behind a name of GDAL's or QGIS's; any other name as it is.

    ``/vsizip//data/a.zip/b.tif`` (with one slash, or braces around the archive, too) becomes ``/data/a.zip/b.tif``, a
    path that goes through the archive; ``NETCDF:"a.nc":radiance`` becomes ``a.nc``, whose reader knows what is in it.

    Raises:
        InputError: an address on the network: nothing is read from there.
    """
    if os.path.exists(name):
        return name
    if _NETWORK.search(name):
        raise InputError(
            f"'{name[:1000]}' lies on the network, from which nothing is read; download it and choose the file."
        )
    name = _OPTION.sub("", name)
    part = _PART.fullmatch(name)
    if part is not None:
        path = part.group("quoted") or part.group("plain")
        return path if os.path.exists(path) else name
    archive = _ARCHIVE.match(name)
    if archive is None:
        return name
    rest = name[archive.end() + 1 :].replace("{", "").replace("}", "")
    for path in (rest, "/" + rest.lstrip("/")):  # the first slash is lost where a path was tidied up
        if any(os.path.isfile(folder) for folder in _folders(path)):
            return path
    return rest


def absolute_path(name: str) -> str:
    """Return the absolute path behind a name; errors as :func:`plain_path`."""
    return os.path.abspath(plain_path(name))


def _folders(path: str) -> list[str]:
    """Return a path and all folders above it."""
    found = [path]
    while os.path.dirname(found[-1]) not in ("", found[-1]):
        found.append(os.path.dirname(found[-1]))
    return found
