"""A company's network on the loopback: a proxy that wants a password, a package index with a private certificate."""

from __future__ import annotations

import base64
import hashlib
import select
import shutil
import socket
import ssl
import subprocess
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any


def make_wheel(folder: Path, *, body: str = "value = 42\n") -> Path:
    """A pure Python wheel, as the packaging standard has it."""
    folder.mkdir(exist_ok=True)
    files = {
        "specaware_probe.py": body,
        "specaware_probe-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: specaware-probe\nVersion: 1.0\n",
        "specaware_probe-1.0.dist-info/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = "".join(
        f"{name},sha256={base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b'=').decode()},"
        f"{len(text.encode())}\n"
        for name, text in files.items()
    )
    path = folder / "specaware_probe-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
        archive.writestr("specaware_probe-1.0.dist-info/RECORD", record + "specaware_probe-1.0.dist-info/RECORD,,\n")
    return path


def make_certificate(folder: Path) -> tuple[Path, Path] | None:
    """Write a private authority's certificate for localhost, and its key; None where there is no openssl."""
    program = shutil.which("openssl")
    if program is None:
        return None
    certificate, key = folder / "authority.pem", folder / "key.pem"
    command = [
        program, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
        "-subj", "/CN=A company", "-addext", "subjectAltName=DNS:localhost", "-keyout", str(key),
        "-out", str(certificate),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True)
    return certificate, key


class _Quiet(BaseHTTPRequestHandler):
    def log_message(self, *words: Any) -> None:
        """Say nothing."""


@contextmanager
def _serving(server: ThreadingHTTPServer) -> Iterator[int]:
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def index(wheels: Path, certificate: tuple[Path, Path] | None = None) -> Iterator[int]:
    """Serve the wheels of a folder as a simple index under /simple/; with TLS if there is a certificate."""

    class Handler(_Quiet):
        def do_GET(self) -> None:
            name = self.path.rstrip("/").rpartition("/")[2]
            page = "".join(f'<a href="/files/{w.name}">{w.name}</a>' for w in sorted(wheels.glob("*.whl")))
            is_file = (wheels / name).is_file()
            content = (wheels / name).read_bytes() if is_file else f"<html><body>{page}</body></html>".encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/octet-stream" if is_file else "text/html")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    with _serving(server) as port:
        yield port


@contextmanager
def proxy(user: str, password: str) -> Iterator[tuple[int, list[str]]]:
    """Run a proxy for tunnels that wants a login; gives its port and the targets it let through."""
    wanted = "Basic " + base64.b64encode(f"{user}:{password}".encode("latin-1")).decode()  # as requests says it
    tunnels: list[str] = []

    class Handler(_Quiet):
        def do_CONNECT(self) -> None:
            if self.headers.get("Proxy-Authorization") != wanted:
                self.send_response(407, "Proxy Authentication Required")
                self.send_header("Proxy-Authenticate", 'Basic realm="company"')
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            tunnels.append(self.path)
            host, _, port = self.path.rpartition(":")
            with socket.create_connection((host, int(port)), timeout=10) as far:
                self.send_response(200)
                self.end_headers()
                _relay(self.connection, far)
            self.close_connection = True

    with _serving(ThreadingHTTPServer(("127.0.0.1", 0), Handler)) as port:
        yield port, tunnels


def _relay(near: socket.socket, far: socket.socket) -> None:
    """Pass bytes on in both directions until one side ends."""
    other = {near: far, far: near}
    while True:
        ready, _, _ = select.select(list(other), [], [], 10)
        if not ready:
            return
        for one in ready:
            data = one.recv(65536)
            if not data:
                return
            other[one].sendall(data)


def closed_port() -> int:
    """Return a port on which nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
