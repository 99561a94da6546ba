"""Set-up behind a company's network: real pip, a proxy that wants a password, an index with a private certificate."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from qgis.core import QgsApplication, QgsAuthMethodConfig, QgsNetworkAccessManager, QgsSettings
from qgis.PyQt.QtNetwork import QSslCertificate

from specaware.backend.common.errors import EngineError, InputError
from specaware.backend.job.spec import JobSpec
from specaware.plugin.engine import environment
from specaware.plugin.engine.client import EngineClient
from specaware.plugin.engine.network import Network, network_for, network_of_qgis, pip_settings
from specaware.plugin.engine.pip_failures import NO_WHEEL, kind_of, sentence_of
from specaware.plugin.engine.process import clean_environment
from specaware.plugin.engine.setup import EngineSetup
from specaware.plugin.scene.layers import source_of_path
from specaware.tests.support.network import closed_port, index, make_certificate, make_wheel, proxy
from specaware.tests.support.ranges import serving

USER, PASSWORD = "ada@company", "s3cret/:pass wörd"
ESCAPED = "s3cret%2F%3Apass%20w%C3%B6rd"
PROXY_SETTINGS = ("proxyEnabled", "proxyType", "proxyHost", "proxyPort", "proxyUser", "proxyPassword", "authcfg")
EXCLUDES = ("proxyExcludedUrls", "noProxyUrls")


@pytest.fixture(autouse=True)
def no_settings_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in list(os.environ):
        if name.upper().startswith("PIP_") or name.upper().endswith(("_PROXY", "_CERT_FILE", "_CA_BUNDLE")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_RETRIES", "0")
    monkeypatch.setenv("PIP_TIMEOUT", "5")
    monkeypatch.setenv("PIP_NO_CACHE_DIR", "1")
    base = environment.BasePython(
        environment.find_base_python().python, ensurepip=False
    )  # quicker: without its own pip
    monkeypatch.setattr("specaware.plugin.engine.setup.find_base_python", lambda: base)
    yield
    for name in (*PROXY_SETTINGS, *EXCLUDES):
        QgsSettings().remove(f"proxy/{name}")
    QgsNetworkAccessManager.instance().setupDefaultProxyAndCache()


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    made = make_certificate(tmp_path_factory.mktemp("certificate"))
    if made is None:
        pytest.skip("no openssl program: it makes the certificate")
    return made


@pytest.fixture
def https_index(certificate: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """An index with a private certificate, named by the user's PIP_INDEX_URL with a login of its own."""
    make_wheel(tmp_path / "wheels")
    with index(tmp_path / "wheels", certificate) as port:
        monkeypatch.setenv("PIP_INDEX_URL", f"https://reader:index-word@localhost:{port}/simple/")
        yield f"localhost:{port}"


@pytest.fixture
def auth_manager() -> object:
    manager = QgsApplication.authManager()
    if manager.isDisabled():
        pytest.skip("QGIS's authentication system is off here: it has no QCA")
    assert manager.setMasterPassword("master of tests", True)
    return manager


class Run:
    """One set-up: what it said and did, and every command line that could be seen meanwhile."""

    def __init__(self, tmp_path: Path) -> None:
        self.folder = tmp_path / "profile" / "engine"
        self.requirements = tmp_path / "requirements.txt"
        self.requirements.write_text("specaware-probe==1.0\n", encoding="utf-8")
        self.lines: list[str] = []
        self.steps: list[str] = []
        self.commands: set[str] = set()

    def __call__(self, network: Network | None = None) -> str:
        return EngineSetup(
            on_line=self._line, on_progress=lambda value: None, is_cancelled=self._look, folder=self.folder,
            requirements=self.requirements, network=network, on_step=self.steps.append,
        ).run()  # fmt: skip

    def _line(self, line: str) -> None:
        self.lines.append(line)
        self._look()

    def _look(self) -> bool:
        for path in Path("/proc").glob("[0-9]*/cmdline"):
            try:
                self.commands.add(path.read_bytes().replace(b"\0", b" ").decode(errors="replace"))
            except OSError:
                continue
        return False

    def failure(self, network: Network | None = None) -> str:
        with pytest.raises(EngineError) as caught:
            self(network)
        assert not self.folder.exists()
        assert "\n" not in str(caught.value)
        return str(caught.value)

    def has_shown(self, *words: str) -> bool:
        return any(word in text for word in words for text in (*self.lines, *self.steps, *self.commands))


@pytest.fixture
def run(tmp_path: Path) -> Run:
    return Run(tmp_path)


def set_proxy(port: int, **more: object) -> None:
    settings = {"proxyEnabled": True, "proxyType": "HttpProxy", "proxyHost": "127.0.0.1", "proxyPort": port, **more}
    for name, value in settings.items():
        QgsSettings().setValue(f"proxy/{name}", value)
    QgsNetworkAccessManager.instance().setupDefaultProxyAndCache()  # as QGIS does at its start and after the options


def test_proxy_login_and_certificate_of_qgis_are_used_and_the_password_is_never_shown(
    run: Run, https_index: str, certificate: tuple[Path, Path], auth_manager: object
) -> None:
    login = QgsAuthMethodConfig("Basic")
    login.setName("proxy of the company")
    login.setConfig("username", USER)
    login.setConfig("password", PASSWORD)
    auth_manager.storeAuthenticationConfig(login)
    assert login.id()
    authority = QSslCertificate(certificate[0].read_bytes())
    assert auth_manager.storeCertAuthority(authority)
    auth_manager.rebuildCaCertsCache()
    auth_manager.rebuildTrustedCaCertsCache()
    try:
        with proxy(USER, PASSWORD) as (port, tunnels):
            set_proxy(port, authcfg=login.id())
            network = network_of_qgis()
            run(network)
    finally:
        auth_manager.removeCertAuthority(authority)
        auth_manager.removeAuthenticationConfig(login.id())
        auth_manager.rebuildCaCertsCache()
        auth_manager.rebuildTrustedCaCertsCache()
    assert set(tunnels) == {https_index}
    assert environment.is_complete(run.folder)
    assert not run.has_shown(PASSWORD, ESCAPED, "index-word")
    assert any("-m pip" in command for command in run.commands)  # pip itself was seen
    assert ESCAPED not in repr(network)
    assert ESCAPED in network.proxy
    assert [step for step in run.steps if "specaware_probe" in step]
    assert run.steps[0].startswith("Creating")
    assert run.steps[-1].startswith("Checking")


def test_the_engine_reads_rasters_through_the_proxy_of_qgis_and_trusts_its_certificates(
    with_engine: str, stripes: Path, certificate: tuple[Path, Path], auth_manager: object
) -> None:
    authority = QSslCertificate(certificate[0].read_bytes())
    assert auth_manager.storeCertAuthority(authority)
    auth_manager.rebuildCaCertsCache()
    auth_manager.rebuildTrustedCaCertsCache()
    try:
        served_here, proxy_here = serving(stripes.parent, certificate=certificate), proxy(USER, "s3cret/:word")
        with served_here as (address, served), proxy_here as (port, tunnels):
            set_proxy(port, proxyUser=USER, proxyPassword="s3cret/:word")
            source = source_of_path(f"{address}/{stripes.name}").path
            assert network_for("/data/a.tif") is None
            with EngineClient(network=network_for("/data/a.tif", source)) as client:
                found = client.run(JobSpec("inspect", source))
            set_proxy(port, proxyUser=USER, proxyPassword="another-word")
            with EngineClient(network=network_for(source)) as client, pytest.raises(InputError) as caught:
                client.run(JobSpec("inspect", source))
    finally:
        auth_manager.removeCertAuthority(authority)
        auth_manager.rebuildCaCertsCache()
        auth_manager.rebuildTrustedCaCertsCache()
    assert found["count"] == 64
    assert served
    assert set(tunnels) == {address.partition("://")[2]}
    assert "proxy" in str(caught.value)
    assert "another" not in str(caught.value)


def test_a_login_in_the_proxy_settings_themselves_is_used_as_well(run: Run, https_index: str) -> None:
    with proxy(USER, PASSWORD) as (port, tunnels):
        set_proxy(port, proxyUser=USER, proxyPassword=PASSWORD)
        message = run.failure(network_of_qgis())
    assert tunnels  # the login was right; the certificate is nobody's here
    assert message == sentence_of("certificate", "")
    assert not run.has_shown(PASSWORD, ESCAPED, "index-word")


def test_a_wrong_login_is_said_without_the_password(run: Run, https_index: str) -> None:
    with proxy(USER, PASSWORD) as (port, tunnels):
        set_proxy(port, proxyUser=USER, proxyPassword="another-word")
        message = run.failure(network_of_qgis())
    assert not tunnels
    assert message == sentence_of("proxy login", "")
    assert not run.has_shown("another-word", "index-word")


@pytest.mark.parametrize("variable", ["SSL_CERT_FILE", "REQUESTS_CA_BUNDLE"])
def test_the_users_own_certificates_are_used(
    run: Run, https_index: str, certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    monkeypatch.setenv(variable, str(certificate[0]))
    run(network_of_qgis())
    assert environment.is_complete(run.folder)


def test_the_users_own_proxy_wins_over_that_of_qgis(
    run: Run, https_index: str, certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificate[0]))
    with proxy("me", "own-word") as (port, tunnels):
        monkeypatch.setenv("https_proxy", f"http://me:own-word@127.0.0.1:{port}")
        set_proxy(closed_port())
        run(network_of_qgis())
    assert set(tunnels) == {https_index}
    assert not run.has_shown("own-word")


def test_hosts_that_qgis_excludes_are_reached_without_the_proxy(
    run: Run, https_index: str, certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificate[0]))
    set_proxy(closed_port(), noProxyUrls=[f"https://{https_index}/simple"])
    run(network_of_qgis())
    assert environment.is_complete(run.folder)


def nobody(tmp_path: Path) -> Iterator[str]:
    yield f"http://127.0.0.1:{closed_port()}/simple"


def nowhere(tmp_path: Path) -> Iterator[str]:
    yield "https://packages.nowhere.invalid/simple"


def without_tls(tmp_path: Path) -> Iterator[str]:
    yield "http://packages.nowhere.invalid/simple"


def without_a_fitting_wheel(tmp_path: Path) -> Iterator[str]:
    path = make_wheel(tmp_path / "wheels")
    path.rename(path.with_name("specaware_probe-1.0-cp27-cp27m-win32.whl"))
    with index(tmp_path / "wheels") as port:
        yield f"http://127.0.0.1:{port}/simple"


@pytest.mark.parametrize(
    ("place", "kind"),
    [(nobody, "index"), (nowhere, "network"), (without_tls, "insecure"), (without_a_fitting_wheel, NO_WHEEL)],
)
def test_each_kind_of_failure_is_one_sentence(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: Callable[[Path], Iterator[str]], kind: str
) -> None:
    for address in place(tmp_path):
        monkeypatch.setenv("PIP_INDEX_URL", address)
        message = run.failure()
    assert kind_of(run.lines) == kind
    assert message.split("(")[0] == sentence_of(kind, "").split("(")[0]


def test_a_proxy_that_is_not_there_is_said(run: Run, https_index: str) -> None:
    set_proxy(closed_port())
    assert run.failure(network_of_qgis()) == sentence_of("proxy", "")


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device", "disk"),
        ("OSError: [WinError 112] There is not enough space on the disk", "disk"),
        ("ERROR: Could not install packages due to an OSError: [Errno 13] Permission denied: '/x/y'", "permission"),
        ("ERROR: Could not install packages due to an OSError: [WinError 5] Access is denied: 'C:\\x'", "permission"),
        ("WARNING: 401 Error, Credentials not correct for https://packages.company/simple/numpy/", "index login"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "hash"),
        ("ERROR: HTTP error 503 while getting https://packages.company/numpy.whl", "index"),
        ("socket.gaierror: [Errno 11001] getaddrinfo failed", "network"),
        ("ERROR: something that nobody foresaw", ""),
    ],
)
def test_kinds_are_told_by_what_pip_says(line: str, kind: str) -> None:
    follow_up = "ERROR: No matching distribution found for numpy"
    assert kind_of([line, follow_up] if kind else [line]) == kind
    if kind:
        sentence = sentence_of(kind, "x.")
        assert sentence.endswith(".")
        assert sentence.count(". ") == 0


def test_settings_of_pip_itself_stand_and_its_passwords_are_hidden(tmp_path: Path) -> None:
    network = Network("http://a:b@proxy:1", ("intern",), "PEM OF QGIS")
    listed = "global.proxy='http://me:word%21@there:8'\nglobal.cert='/my.pem'\nglobal.index-url='https://x:yy@z'"
    settings = pip_settings(network, {"PIP_TARGET": "/elsewhere", "PIP_TIMEOUT": "9"}, "\n" + listed, tmp_path / "c")
    assert settings.variables == {"PIP_TIMEOUT": "9", "PIP_USER": "0", "PIP_REQUIRE_VIRTUALENV": "0"}
    assert not (tmp_path / "c").exists()
    assert settings.hide("in https://x:yy@z/simple: word! word%21") == "in https://***@z/simple: *** ***"
    assert "word" not in repr(settings)


def test_certificates_of_pip_of_the_user_and_of_qgis_are_in_one_file(tmp_path: Path) -> None:
    for name in ("pip", "own"):
        (tmp_path / name).write_text(f"PEM OF {name}\n", encoding="utf-8")
    own = {"SSL_CERT_FILE": str(tmp_path / "own")}
    settings = pip_settings(Network(certificates="PEM OF QGIS\n"), own, f"{tmp_path / 'pip'}\n", tmp_path / "c")
    assert settings.variables["REQUESTS_CA_BUNDLE"] == str(tmp_path / "c")
    assert (tmp_path / "c").read_text(encoding="utf-8").split("\n\n") == ["PEM OF pip", "PEM OF own", "PEM OF QGIS\n"]
    alone = pip_settings(Network(certificates="PEM OF QGIS\n"), {}, "", tmp_path / "d")
    assert "REQUESTS_CA_BUNDLE" not in alone.variables  # QGIS's alone might lack what pip trusts by itself


def test_a_socks_proxy_is_said_to_be_none_for_pip(tmp_path: Path) -> None:
    network = Network("http://proxy:1080", is_socks=True)
    with pytest.raises(EngineError, match="SOCKS"):
        pip_settings(network, {}, "", tmp_path / "c")
    own = pip_settings(network, {"HTTPS_PROXY": "http://own:1"}, "", tmp_path / "c")
    assert own.variables["HTTPS_PROXY"] == "http://own:1"


def test_variables_of_the_user_are_kept_and_those_of_qgis_are_not() -> None:
    own = {
        name: f"/{name}" for name in ("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "NO_PROXY", "PIP_CERT")
    }
    assert own.items() <= clean_environment(own).items()
    root = "C:\\OSGeo4W"
    qgis = {"OSGEO4W_ROOT": root, "SSL_CERT_FILE": f"{root}\\bin\\curl-ca-bundle.crt"}
    assert "SSL_CERT_FILE" not in clean_environment(qgis)
    assert "SSL_CERT_FILE" in clean_environment({**qgis, "SSL_CERT_FILE": "C:\\company.pem"})
