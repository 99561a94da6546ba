"""A web server on this machine that answers requests for ranges of bytes and remembers them."""

from __future__ import annotations

import re
import ssl
import threading
from collections.abc import Container, Iterator, Mapping
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


@contextmanager
def serving(
    folder: Path, *, refused: Mapping[str, int] = {}, whole: bool = False, broken: Container[int] = (),
    certificate: tuple[Path, Path] | None = None,
) -> Iterator[tuple[str, list[tuple[str, int, int]]]]:  # fmt: skip
    """Serve a folder; yield the address and a list that takes name, first byte and number of bytes of each answer.

    Args:
        folder: what is served; queries of addresses are ignored.
        refused: names that are answered with a status of HTTP.
        whole: the server knows no ranges.
        broken: numbers of requests for bytes, from 0, at which the connection breaks.
        certificate: those of the server and its key; then it speaks TLS and its address has "localhost".
    """
    served: list[tuple[str, int, int]] = []

    asked: list[bool] = []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *args: object) -> None:
            pass

        def do_HEAD(self) -> None:
            self._answer(with_body=False)

        def do_GET(self) -> None:
            self._answer(with_body=True)

        def _answer(self, *, with_body: bool) -> None:
            path = folder / self.path.partition("?")[0].lstrip("/")
            asked.append(with_body)
            if with_body and sum(asked) - 1 in broken:
                self.close_connection = True
                return
            if path.name in refused or not path.is_file():
                self.send_response(refused.get(path.name, 404))
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            size = path.stat().st_size
            wanted = re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("Range", "") if not whole else "")
            first = int(wanted[1]) if wanted else 0
            last = min(int(wanted[2]) if wanted and wanted[2] else size - 1, size - 1)
            self.send_response(206 if wanted else 200)
            self.send_header("Accept-Ranges", "none" if whole else "bytes")
            self.send_header("Content-Length", str(last - first + 1))
            if wanted:
                self.send_header("Content-Range", f"bytes {first}-{last}/{size}")
            self.end_headers()
            if with_body:
                with path.open("rb") as file:
                    file.seek(first)
                    served.append((path.name, first, last - first + 1))
                    with suppress(OSError):  # the reader had enough
                        self.wfile.write(file.read(last - first + 1))

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        port = server.server_address[1]
        yield f"http://127.0.0.1:{port}" if certificate is None else f"https://localhost:{port}", served
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
