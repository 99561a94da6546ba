"""Turn a program's name for a raster into a plain path or a web address.

Standard library only, Python 3.9 at run time: QGIS imports this module.
"""

from __future__ import annotations

import os
import re

from .errors import InputError

_ARCHIVE = re.compile(r"/vsi(zip|tar|gzip|7z|rar)(?=/)", re.I)
_SCHEMES, _SYSTEMS = "https?|ftp|s3|gs|az|abfss?|wss?", "curl|s3|gs|az|adls|oss|swift|webhdfs|hdfs"
_NETWORK = re.compile(rf"({_SCHEMES}):/|/vsi({_SYSTEMS})(_streaming)?[/?]", re.I)
_WEB = re.compile(r"(?:[/\\]vsicurl[/\\])?(https?):[/\\]+(.+)", re.I | re.S)
_LOGIN = re.compile(r"[^/?#]*@|.*(\|(credential|authcfg):| authcfg=)", re.S)
_REMOTE = rf"((?:/vsi\w+/)*(?:{_SCHEMES}):/{{1,2}}|/vsi(?:{_SYSTEMS})(?:_streaming)?(?=[/?]))"
_ALONE = re.compile(_REMOTE + r"(\S+)", re.I)
_WITHIN = re.compile(_REMOTE + r"([^\s\"'<>|]+?)(?=[.,:;)]*(?:[\s\"'<>|]|$))", re.I)  # without a mark that follows it
_SECRET = re.compile(r"token|sig|key|secret|pass|pwd|auth|cred|session|jwt|sas|ticket", re.I)  # in a parameter's name
_PARAMETER = re.compile(r"(?<=[?&;#])(?:([^=&;#]*)=)?([^&;#]+)")
_LONG = 20  # characters; the value of a parameter that has as many may be a key under any name
HIDDEN = "***"
"""What stands for a key of an address in all that is written or shown."""
_PART = re.compile(
    r'(?:NETCDF|HDF5|HDF5Image|HDF4|HDF4_SDS|HDF4_EOS):(?:"(?P<quoted>[^"]+)"|(?P<plain>.+?)):.+', re.I | re.S
)
_OPTION = re.compile(r"\|(option|credential|authcfg):.*", re.S)  # appended by QGIS to the path of a layer


def web_address(name: str) -> str | None:
    """Return the address of a file on a web server, ``https://host/a.tif``; None for any other name.

    ``name`` is the address or its GDAL name, ``/vsicurl/https://host/a.tif``; a lost slash, as in normalised paths, is
    accepted.
    """
    found = _WEB.fullmatch(name)
    return None if found is None else f"{found[1].lower()}://{found[2]}".replace("\\", "/")


def last_part(name: str) -> str:
    """Return the last part of a path or address, without the query of an address."""
    plain = name if web_address(name) is None else re.split(r"[?#]", name, maxsplit=1)[0]
    return re.split(r"[\\/]", plain.rstrip("\\/"))[-1]


def without_keys(text: str) -> str:
    """Return a text with ``***`` in place of logins and query keys in its web addresses.

    A parameter counts as a key because of its name (``token``, ``sig``, ...) or a long value.
    """
    pattern = _WITHIN if _ALONE.fullmatch(text) is None else _ALONE  # alone, an address may hold any sign
    return pattern.sub(lambda found: found[1] + _PARAMETER.sub(_masked, _without_login(found[2])), text)


def _without_login(rest: str) -> str:
    """Return the part of an address after its scheme, with ``***`` in place of a login."""
    host = re.split(r"[/?#]", rest, maxsplit=1)[0]
    login, sign, _ = host.rpartition("@")
    return HIDDEN + rest[len(login) :] if sign else rest


def _masked(found: re.Match[str]) -> str:
    name, value = found[1], found[2]
    if not _SECRET.search(name or "") and len(value) < _LONG:
        return found[0]
    return HIDDEN if name is None else f"{name}={HIDDEN}"


def plain_path(name: str) -> str:
    """Return the path behind a GDAL or QGIS name; any other name is returned unchanged.

    ``/vsizip//data/a.zip/b.tif`` (or with one slash, or braces around the archive) becomes ``/data/a.zip/b.tif``, a
    path into the archive. ``NETCDF:"a.nc":radiance`` becomes ``a.nc``, whose reader knows its content. The address of a
    file on a web server becomes its GDAL name, ``/vsicurl/https://host/a.tif``.

    Raises:
        InputError: the name is on a network but not a file on a web server, or needs a login or a hidden key.
    """
    if os.path.exists(name):
        return name
    address = web_address(name)
    if address is not None:
        if HIDDEN in address:
            raise InputError(
                f"The address '{without_keys(address)[:1000]}' has *** in place of a key, since reports hold no keys; "
                "fill in the key."
            )
        if _LOGIN.match(address.partition("://")[2]):
            raise InputError(
                "The address holds a login, which is not passed on; give one without, or download the file."
            )
        return f"/vsicurl/{_OPTION.sub('', address)}"
    if _NETWORK.search(name):
        raise InputError(
            f"'{without_keys(name)[:1000]}' cannot be read over the network; give the https:// address of a GeoTIFF, "
            "or download it."
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
    for path in (rest, "/" + rest.lstrip("/")):  # the first slash is lost in normalised paths
        if any(os.path.isfile(folder) for folder in _folders(path)):
            return path
    return rest


def absolute_path(name: str) -> str:
    """Return the absolute path behind a name, or the GDAL name of an address; errors as for :func:`plain_path`."""
    path = plain_path(name)
    return os.path.abspath(path) if os.path.exists(path) or web_address(path) is None else path


def _folders(path: str) -> list[str]:
    """Return a path and all its parent folders."""
    found = [path]
    while os.path.dirname(found[-1]) not in ("", found[-1]):
        found.append(os.path.dirname(found[-1]))
    return found
