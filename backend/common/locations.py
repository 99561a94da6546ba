"""Turn what programs call a raster into a plain path or a web address.

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
_WEB = re.compile(r"(?:[/\\]vsicurl[/\\])?(https?):[/\\]+(.+)", re.I | re.S)
_LOGIN = re.compile(r"[^/?#]*@|.*(\|(credential|authcfg):| authcfg=)", re.S)
_PART = re.compile(
    r'(?:NETCDF|HDF5|HDF5Image|HDF4|HDF4_SDS|HDF4_EOS):(?:"(?P<quoted>[^"]+)"|(?P<plain>.+?)):.+', re.I | re.S
)
_OPTION = re.compile(r"\|(option|credential|authcfg):.*", re.S)  # what QGIS appends to the path of a layer


def web_address(name: str) -> str | None:
    """Return the address of a file on a web server, ``https://host/a.tif``; None for any other name.

    ``name`` is the address itself or GDAL's name of it, ``/vsicurl/https://host/a.tif``; a slash may be lost, as in
    paths.
    """
    found = _WEB.fullmatch(name)
    return None if found is None else f"{found[1].lower()}://{found[2]}".replace("\\", "/")


def plain_path(name: str) -> str:
    """Return the path behind a name of GDAL's or QGIS's; any other name as it is.

    ``/vsizip//data/a.zip/b.tif`` (with one slash, or braces around the archive, too) becomes ``/data/a.zip/b.tif``, a
    path that goes through the archive; ``NETCDF:"a.nc":radiance`` becomes ``a.nc``, whose reader knows what is in it.
    The address of a file on a web server becomes GDAL's name of it, ``/vsicurl/https://host/a.tif``.

    Raises:
        InputError: it lies on the network and is no file on a web server, or needs a login.
    """
    if os.path.exists(name):
        return name
    address = web_address(name)
    if address is not None:
        if _LOGIN.match(address.partition("://")[2]):
            raise InputError(
                "The address holds a login, which is not passed on; give one without, or download the file."
            )
        return f"/vsicurl/{_OPTION.sub('', address)}"
    if _NETWORK.search(name):
        raise InputError(
            f"'{name[:1000]}' cannot be read over the network; give the https:// address of a GeoTIFF, or download it."
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
    """Return the absolute path behind a name, or GDAL's name of an address; errors as :func:`plain_path`."""
    path = plain_path(name)
    return os.path.abspath(path) if os.path.exists(path) or web_address(path) is None else path


def _folders(path: str) -> list[str]:
    """Return a path and all folders above it."""
    found = [path]
    while os.path.dirname(found[-1]) not in ("", found[-1]):
        found.append(os.path.dirname(found[-1]))
    return found
