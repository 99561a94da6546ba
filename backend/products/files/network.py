"""Files on web servers, read in parts: GDAL's options, and the sentences for failures.

Only files named by the user are read from the network, never files named in other files (:mod:`.references`). Sources:
GDAL's pages on /vsicurl/ and on networking options.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import numpy as np

from ...common.errors import InputError
from ...common.locations import web_address
from ...raster.window import Window

DRIVERS = ("GTiff", "COG", "JP2OpenJPEG")
"""GDAL drivers for files on the network: self-contained formats that can be read in parts."""
_OPTIONS = {
    "GDAL_DISABLE_READDIR_ON_OPEN": "EMPTY_DIR",  # no sidecars are requested
    "GDAL_HTTP_CONNECTTIMEOUT": "20",
    "GDAL_HTTP_LOW_SPEED_TIME": "30",  # seconds without data
    "GDAL_HTTP_LOW_SPEED_LIMIT": "1",
    "GDAL_HTTP_MAX_RETRY": "3",  # if a server is busy or a connection breaks
    "GDAL_HTTP_RETRY_DELAY": "1",
    "CPL_VSIL_CURL_NON_CACHED": "/vsicurl/",  # a long-running worker must notice new and changed files
}
_BUNDLES = ("CURL_CA_BUNDLE", "SSL_CERT_FILE", "REQUESTS_CA_BUNDLE")
_WAITS_S = (0.5, 2.0)  # before a failed read is repeated
_CODE = re.compile(r"(?:HTTP response code|HTTP error code|response_code)\D{0,4}(\d{3})", re.I)
_CURL = re.compile(r"CURL error:\s*(.+)", re.I)


def name_of(address: str) -> Path:
    """Return the display name of a file on a web server: its address without the query, which may hold a key."""
    return Path(address.partition("?")[0].partition("#")[0])


def options_for(name: str) -> dict[str, str]:
    """Return GDAL's options to read ``name``, with the proxy and certificates of the environment or system.

    The result is empty for a local file.
    """
    address = web_address(name)
    if address is None:
        return {}
    from urllib.request import getproxies, proxy_bypass  # takes a tenth of the start of a map

    options, parts, proxies = dict(_OPTIONS), urlsplit(address), getproxies()
    proxy = proxies.get(parts.scheme) or proxies.get("all")
    if proxy and not proxy_bypass(parts.hostname or ""):
        options.update(GDAL_HTTP_PROXY=proxy, GDAL_HTTPS_PROXY=proxy)
    trusted = next((path for name in _BUNDLES if (path := os.environ.get(name))), None)
    if trusted is not None:  # else rasterio's own certificate authorities
        options.update(GDAL_CURL_CA_BUNDLE=trusted, CURL_CA_BUNDLE=trusted)
    return options


def not_opened(name: str, error: BaseException) -> InputError:
    """Return the error for a file on a web server that GDAL could not open."""
    return _failed(name, error) or InputError(
        f"'{_file(name)}' from {_host(name)} is not a GeoTIFF or JPEG 2000, or the server sends no parts of files; "
        "check the address, or download the file."
    )


def not_read(name: str, error: BaseException, window: Window) -> InputError:
    """Return the error for a file on a web server from which a window could not be read."""
    return _failed(name, error) or InputError(
        f"'{_file(name)}' from {_host(name)} ends early or is damaged, or the connection broke (rows "
        f"{window.row}-{window.row_end}); try again, or download the file."
    )


def read_again(read: Callable[[], np.ndarray], expected: tuple[type[Exception], ...]) -> np.ndarray:
    """Return the result of ``read``; repeat the call after an ``expected`` error, such as a broken connection."""
    for wait_s in _WAITS_S:
        try:
            return read()
        except expected:
            time.sleep(wait_s)
    return read()


def _failed(name: str, error: BaseException) -> InputError | None:
    """Return the error for a fault of the server or the connection; None if the cause is unknown."""
    file, host, text = _file(name), _host(name), _text(error)
    code, curl = _CODE.search(text), _CURL.search(text)
    if code is not None and code[1] in ("401", "403", "407"):
        return InputError(f"{host} denies access to '{file}' (HTTP {code[1]}); check the address, or download it.")
    if code is not None and code[1] in ("404", "410"):
        return InputError(f"'{file}' does not exist at {host} (HTTP {code[1]}); check the address.")
    if code is not None and code[1][0] in "45":
        return InputError(f"{host} answers HTTP {code[1]} for '{file}'; try again later.")
    if curl is not None:
        reason = curl[1].strip().rstrip(".")
        return InputError(f"'{file}' cannot be read from {host} ({reason}); check the connection and the proxy.")
    return None


def _file(name: str) -> str:
    return name_of(web_address(name) or name).name


def _host(name: str) -> str:
    return urlsplit(web_address(name) or "").netloc


def _text(error: BaseException | None) -> str:
    """Return the texts of an error and of its causes."""
    lines: list[str] = []
    while error is not None and len(lines) < 20:
        lines.append(str(error))
        error = error.__cause__ or error.__context__
    return "\n".join(lines)
