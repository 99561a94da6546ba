"""Network settings of pip and of the engine: QGIS's proxy and certificates, unless the user has set others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from qgis.core import QgsApplication, QgsNetworkAccessManager
from qgis.PyQt.QtNetwork import QNetworkProxy, QSslConfiguration

from ...backend.common.errors import EngineError
from ...backend.common.locations import web_address
from ..i18n import tr

_PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")
_BUNDLES = ("PIP_CERT", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")
_LOGIN = re.compile(r"(?<=://)[^/\s@'\"]+@")
_HIDDEN = "***"
# pip settings that say where or whether to install: the set-up says that itself
_PLACES = ("PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PIP_PYTHON", "PIP_DRY_RUN", "PIP_NO_DEPS", "PIP_REQUIREMENT")
PROBE = """
import subprocess, sys
from pip._vendor import certifi
print(certifi.where())
listed = [sys.executable, "-m", "pip", "--disable-pip-version-check", "config", "list"]
print(subprocess.run(listed, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, check=True, text=True).stdout)
"""
"""For the Python whose pip installs: prints the file of certificates pip trusts, then pip's settings."""


@dataclass(frozen=True)
class Network:
    """QGIS's network settings when the set-up began.

    ``proxy``: URL with its login, "" for none. ``exceptions``: hosts that are reached without it. ``certificates``: PEM
    text of what QGIS trusts: the system's authorities and its own. ``is_socks``: the proxy is one that pip cannot use.
    """

    proxy: str = ""
    exceptions: tuple[str, ...] = ()
    certificates: str = ""
    is_socks: bool = False

    def __repr__(self) -> str:
        """Show nothing: the proxy's URL contains a password."""
        return "Network()"


def network_for(*sources: str) -> Network | None:
    """Return QGIS's settings if one of the rasters is on a web server; in the main thread, as below."""
    return network_of_qgis() if any(web_address(source) is not None for source in sources) else None


def network_of_qgis() -> Network:
    """Return QGIS's settings; in the main thread, as QGIS may ask for the master password of its logins."""
    manager = QgsNetworkAccessManager.instance()
    proxy = manager.fallbackProxy()  # with the login of its authentication configuration
    kinds = QNetworkProxy.ProxyType
    if not proxy.hostName() or proxy.type() not in (kinds.HttpProxy, kinds.HttpCachingProxy, kinds.Socks5Proxy):
        return Network(certificates=_certificates())
    user, password = quote(proxy.user(), safe=""), quote(proxy.password(), safe="")
    login = f"{user}:{password}@" if user or password else ""
    port = f":{proxy.port()}" if proxy.port() else ""
    host = f"[{proxy.hostName()}]" if ":" in proxy.hostName() else proxy.hostName()
    exceptions = [_host(text) for text in (*manager.excludeList(), *manager.noProxyList())]
    return Network(
        f"http://{login}{host}{port}",
        tuple(dict.fromkeys(host for host in exceptions if host)),
        _certificates(),
        proxy.type() == kinds.Socks5Proxy,
    )


def _host(text: str) -> str:
    """Return the host of a URL prefix, as QGIS lists the exceptions from the proxy."""
    return urlsplit(text if "//" in text else f"//{text}").hostname or ""


def _certificates() -> str:
    """Return all authorities that QGIS trusts as PEM text; those of the system if QGIS's own store is off."""
    found = list(QgsApplication.authManager().trustedCaCerts()) or QSslConfiguration.systemCaCertificates()
    return "".join(bytes(certificate.toPem()).decode("ascii") for certificate in found)


@dataclass
class PipSettings:
    """Environment of pip, and the secrets in it that must not be shown."""

    variables: dict[str, str]
    secrets: tuple[str, ...] = field(default=(), repr=False)

    def hide(self, text: str) -> str:
        """Return a line without logins in URLs and without passwords."""
        text = _LOGIN.sub(f"{_HIDDEN}@", text)
        for secret in self.secrets:
            text = text.replace(secret, _HIDDEN)
        return text


def pip_settings(network: Network, environment: Mapping[str, str], probed: str, bundle: Path) -> PipSettings:
    """Return pip's environment: the user's, with QGIS's proxy and certificates if the user has set none.

    Args:
        network: QGIS's settings.
        environment: that of other programs of the set-up (:func:`.process.clean_environment`).
        probed: what :data:`PROBE` printed; "" where pip could not be asked.
        bundle: where to write a file of certificates.

    Raises:
        EngineError: QGIS has a SOCKS proxy and the user has set none.
        OSError: the file cannot be written.
    """
    trusted, _, listed = probed.partition("\n")
    variables = {name: value for name, value in environment.items() if name.upper() not in _PLACES}
    variables.update(PIP_USER="0", PIP_REQUIRE_VIRTUALENV="0")
    if environment.get("PIP_RETRIES", "").strip() == "0":
        variables["PIP_RETRIES"] = "1"  # pip reports the cause only when it retries
    given = {name.upper() for name, value in environment.items() if value}
    if network.proxy and not given & {*_PROXIES, "PIP_PROXY"} and not _sets(listed, "proxy"):
        if network.is_socks:
            raise EngineError(
                tr(
                    "QGIS uses a SOCKS proxy, which pip does not support: set the variable HTTPS_PROXY to an HTTP "
                    "proxy, or set up from a folder of wheels."
                )
            )
        variables.update(HTTP_PROXY=network.proxy, HTTPS_PROXY=network.proxy)
        if network.exceptions and "NO_PROXY" not in given:
            variables["NO_PROXY"] = ",".join(network.exceptions)
    if not given & set(_BUNDLES) and not _sets(listed, "cert"):
        parts = [_text(trusted), _text(environment.get("SSL_CERT_FILE", "")), network.certificates]
        if parts[1] or (parts[0] and parts[2]):
            bundle.write_text("\n".join(part for part in parts if part), encoding="utf-8")
            variables["REQUESTS_CA_BUNDLE"] = str(bundle)
    return PipSettings(variables, tuple(_secrets([*variables.values(), *listed.split()])))


def engine_variables(network: Network, environment: Mapping[str, str], bundle: Path) -> dict[str, str]:
    """Return the environment of an engine that reads from web servers; the user's own settings take precedence.

    Args:
        network: QGIS's settings.
        environment: that of an engine that reads files (:func:`.process.clean_environment`).
        bundle: where to write a file of certificates.

    Raises:
        OSError: the file cannot be written.
    """
    variables, given = dict(environment), {name.upper() for name, value in environment.items() if value}
    if network.proxy and not given & set(_PROXIES):
        proxy = network.proxy.replace("http://", "socks5h://", 1) if network.is_socks else network.proxy
        variables.update(HTTP_PROXY=proxy, HTTPS_PROXY=proxy)
        if network.exceptions and "NO_PROXY" not in given:
            variables["NO_PROXY"] = ",".join(network.exceptions)
    if network.certificates and not given & {*_BUNDLES, "SSL_CERT_FILE"}:
        bundle.parent.mkdir(parents=True, exist_ok=True)
        bundle.write_text(network.certificates, encoding="utf-8")
        variables["CURL_CA_BUNDLE"] = str(bundle)
    return variables


def _sets(listed: str, name: str) -> bool:
    """Return True if a line of ``pip config list`` sets ``name``."""
    return re.search(rf"^[\w:-]*\.{name}=", listed, re.MULTILINE) is not None


def _text(path: str) -> str:
    """Return the text of a file of certificates, "" where there is none."""
    try:
        return Path(path).read_text(encoding="utf-8", errors="replace") if path else ""
    except OSError:
        return ""


def _secrets(values: Iterable[str]) -> set[str]:
    """Return the passwords of all URLs in ``values``, as written and unescaped."""
    found: set[str] = set()
    for login in (login for value in values for login in _LOGIN.findall(value)):
        password = login[:-1].partition(":")[2]
        found |= {password, unquote(password)} - {""}
    return found
