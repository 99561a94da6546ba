"""Why pip failed: one sentence for each kind of failure, that says what to do."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..i18n import tr

NO_WHEEL = "no wheel"
_KINDS = (
    ("disk", r"No space left on device|\[Errno 28\]|\[WinError 112\]|Disk quota exceeded"),
    ("permission", r"Permission denied|\[Errno 13\]|\[WinError 5\]|Access is denied|Read-only file system"),
    ("hash", r"DO NOT MATCH THE HASHES"),
    ("insecure", r"is not a trusted or secure host"),
    ("proxy login", r"\b407\b.*Proxy|Proxy Authentication Required"),
    ("certificate", r"CERTIFICATE_VERIFY_FAILED|certificate verify failed|SSLCertVerificationError"),
    ("proxy", r"Cannot connect to proxy|ProxyError|Unable to connect to proxy|Please check proxy URL"),
    ("index login", r"\b401\b.*(?:Error|Unauthorized)|\b403\b.*Forbidden|User for .*:"),
    (
        "network",
        r"Name or service not known|name resolution|NameResolutionError|getaddrinfo failed|nodename nor servname|"
        r"Network is unreachable|No route to host|No address associated|Network is down",
    ),
    (
        "index",
        r"Could not fetch URL|Retrying \(|Failed to establish a new connection|NewConnectionError|timed out|"
        r"Connection refused|Connection reset|HTTP error [45]\d\d|[45]\d\d (?:Client|Server) Error|SSLError",
    ),
    (NO_WHEEL, r"No matching distribution found|Hashes are required|Could not find a version"),
)


def kind_of(lines: Sequence[str]) -> str:
    """Return the kind of failure in pip's output, "" if it is unknown.

    The first match counts: if the network fails, pip also says that there is no version.
    """
    text = "\n".join(lines)
    return next((kind for kind, pattern in _KINDS if re.search(pattern, text)), "")


def sentence_of(kind: str, detail: str) -> str:
    """Return the sentence for a kind of failure; ``detail``: pip's own message, for causes that only pip knows."""
    sentences = {
        "disk": tr("The disk is full: the engine needs about 400 MB; free some space and set up again."),
        "permission": tr(
            "The engine's files cannot be written: check the permissions of the QGIS profile folder, and security "
            "software that protects it."
        ),
        "hash": tr(
            "A package differs from the tested one (its hash does not match), so nothing was kept: check where pip "
            "gets its packages."
        ),
        "proxy login": tr(
            "The proxy refused the login: correct the user name and password in QGIS's options (Network) or in "
            "HTTPS_PROXY."
        ),
        "certificate": tr(
            "The certificate of the package index or proxy is not trusted: add your organisation's certificate "
            "authority in QGIS's options (Authentication), or set the variable REQUESTS_CA_BUNDLE to its file."
        ),
        "proxy": tr(
            "The proxy cannot be reached: check its address in QGIS's options (Network) or in HTTPS_PROXY, or set up "
            "from a folder of wheels."
        ),
        "insecure": tr(
            "pip does not install from an address without https: correct PIP_INDEX_URL, or name its host in "
            "PIP_TRUSTED_HOST."
        ),
        "index login": tr(
            "The package index refused the login or the request: check its address and login in PIP_INDEX_URL or "
            "in pip's settings."
        ),
        "network": tr("There is no network connection: connect, or set up from a folder of wheels."),
        "index": tr(
            "The package index cannot be reached: check the network, the proxy in QGIS's options (Network) and "
            "PIP_INDEX_URL, or set up from a folder of wheels."
        ),
        NO_WHEEL: tr(
            "A package is not available for this Python and system ({}): choose another Python "
            "(specaware/basePython in QGIS's advanced settings), or a folder that has it."
        ).format(detail.rstrip(".")),
    }
    return sentences[kind]
