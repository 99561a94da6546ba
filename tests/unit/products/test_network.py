"""GeoTIFFs on a web server are mapped like files, and what goes wrong there is one sentence.

The servers are on this machine; proxy and certificates are those of tests/support/network.py.
"""

from __future__ import annotations

import json
import os
import shutil

import numpy as np
import pytest
import rasterio
from rasterio.shutil import copy

from backend.common.errors import InputError
from backend.products.registry import open_product
from backend.raster.window import Window
from backend.shell.main import main
from tests.support.network import closed_port, make_certificate, proxy
from tests.support.ranges import serving
from tests.support.tiny import save_geotiff

BANDS, SIDE = 12, 300
_SETTINGS = (
    "HTTP_PROXY",
    "HTTPS_PROXY",
    "ALL_PROXY",
    "NO_PROXY",
    "CURL_CA_BUNDLE",
    "SSL_CERT_FILE",
    "REQUESTS_CA_BUNDLE",
)


@pytest.fixture(autouse=True)
def no_settings(monkeypatch):
    for name in _SETTINGS:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """a.tif, a COG; cut.tif, its first half; text.tif, no raster."""
    found = tmp_path_factory.mktemp("served")
    cube = np.random.default_rng(0).integers(100, 6000, (BANDS, SIDE, SIDE)).astype(np.int16)
    save_geotiff(found / "plain.tif", cube, np.linspace(450, 2300, BANDS))
    copy(found / "plain.tif", found / "a.tif", driver="COG", compress="deflate", blocksize=128, overviews="none")
    (found / "cut.tif").write_bytes((found / "a.tif").read_bytes()[: (found / "a.tif").stat().st_size // 2])
    (found / "text.tif").write_text("nothing of the kind")
    return found


def test_a_map_of_an_address_is_that_of_the_file_and_every_byte_comes_once(folder, tmp_path, capsys):
    assert main(["map", str(folder / "a.tif"), "--out", str(tmp_path / "file")]) == 0
    with serving(folder) as (address, served):
        named = f"{address}/a.tif?key=b//c"
        assert main(["map", named, "--out", str(tmp_path / "web")]) == 0
        assert sum(count for _, _, count in served) < 1.1 * (folder / "a.tif").stat().st_size
        assert {name for name, _, _ in served} == {"a.tif"}  # no sidecars are looked for
        capsys.readouterr()
        assert main(["map", named, "--out", str(tmp_path / "web")]) == 0
        assert "cannot be detected" in capsys.readouterr().err  # whether it has changed: it is mapped again
        assert main(["inspect", named, "--json"]) == 0
        assert json.loads(capsys.readouterr().out)["path"] == f"{address}/a.tif"
    classes = [rasterio.open(tmp_path / way / "a_classes.tif").read(1) for way in ("file", "web")]
    assert np.array_equal(*classes)
    report = json.loads((tmp_path / "web" / "a_classes.json").read_text())
    assert report["job"]["source"] == f"/vsicurl/{address}/a.tif?key=***"
    assert f"/vsicurl/{address}/a.tif?key=***" in report["command"]
    assert report["command"].endswith("  # first put the key of the address in place of ***")


WORD = "q7x-Zebra'9"


def written(folder):
    """Return all that the files in a folder and in those below it hold."""
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file()).decode("latin-1")


def test_a_key_is_neither_written_nor_shown(folder, tmp_path, capsys):
    out, log = tmp_path / "out", tmp_path / "log.jsonl"
    with serving(folder) as (address, served):
        named, missing = f"{address}/a.tif?v=2&token={WORD}", f"{address}/b.tif?token={WORD}"
        assert main(["map", named, "--out", str(out), "--log", str(log)]) == 0
        assert main(["map", named, named + "1", missing, "--out", str(tmp_path / "many"), "--json"]) == 1
        assert main(["map", named, "--out", str(tmp_path / "parts"), "--part-rows", "192"]) == 0
        assert main(["embed", named, "--out", str(out)]) == 0
        at = str(rasterio.open(folder / "a.tif").xy(20, 20)[0]), str(rasterio.open(folder / "a.tif").xy(20, 20)[1])
        assert main(["similar", named, "--at", *at, "--out", str(out), "--json"]) == 0
        assert main(["report", str(out / "a_classes.tif")]) == 0
        count = len(served)
        capsys_text = "".join(capsys.readouterr())
        assert "Zebra" not in written(tmp_path) + capsys_text
        assert f"{address}/a.tif?v=2&token=***" in capsys_text
        report = json.loads((out / "a_classes.json").read_text())
        assert report["input"]["path"] == f"{address}/a.tif"
        assert f"'/vsicurl/{address}/a.tif?v=2&token=***'" in report["command"]
        merged = json.loads((tmp_path / "parts" / "a_classes.json").read_text())
        assert "token=***" in merged["command"] and "put the key" in merged["command"]
        for name in ("a_classes.json", "a_embedding.json"):
            assert main(["run", str(out / name), "--overwrite"]) == 1
            assert capsys.readouterr().err.strip().endswith("since reports hold no keys; fill in the key.")
        assert len(served) == count  # no server is asked with *** for a key


def test_the_page_of_an_earlier_report_shows_no_key(folder, tmp_path):
    assert main(["map", str(folder / "a.tif"), "--out", str(tmp_path)]) == 0
    report = json.loads((tmp_path / "a_classes.json").read_text())
    named = "/vsicurl/https://nowhere.invalid/a.tif?sig=Zebra%2F1"
    report["job"]["source"], report["command"] = named, f"python -m backend map '{named}' --out x"
    (tmp_path / "a_classes.json").write_text(json.dumps(report))
    assert main(["report", str(tmp_path / "a_classes.tif")]) == 0
    page = (tmp_path / "a_classes.html").read_text(encoding="utf-8")
    assert "sig=***" in page and "Zebra" not in page


def sentence(source):
    with pytest.raises(InputError) as caught:
        product = open_product(source)
        product.read(Window(0, 0, SIDE, SIDE), range(BANDS))
    return str(caught.value)


def test_what_goes_wrong_is_said(folder):
    with serving(folder, refused={"secret.tif": 403, "busy.tif": 501}) as (address, _):
        host = address.partition("://")[2]
        said = {name: sentence(f"{address}/{name}.tif?key=word") for name in ("none", "secret", "busy", "text", "cut")}
    assert said["none"] == f"'none.tif' does not exist at {host} (HTTP 404); check the address."
    assert said["secret"].startswith(f"{host} denies access to 'secret.tif' (HTTP 403)")
    assert said["busy"] == f"{host} answers HTTP 501 for 'busy.tif'; try again later."
    assert said["text"].startswith(f"'text.tif' from {host} is not a GeoTIFF or JPEG 2000")
    assert said["cut"].startswith(f"'cut.tif' from {host} ends early or is damaged, or the connection broke (rows ")
    assert not any("word" in text for text in said.values())
    said = sentence(f"http://127.0.0.1:{closed_port()}/a.tif")
    assert said.startswith("'a.tif' cannot be read from 127.0.0.1:")
    assert said.endswith("check the connection and the proxy.")
    assert "resolve host" in sentence("https://nowhere.invalid/a.tif")


def test_a_server_without_ranges_is_named(folder):
    with serving(folder, whole=True) as (address, _):
        assert "the server sends no parts of files" in sentence(f"{address}/a.tif")


def test_a_read_that_breaks_is_tried_again(folder):
    with serving(folder) as (address, served), open_product(f"{address}/a.tif") as product:
        right, count = product.read(Window(0, 0, SIDE, SIDE), range(BANDS)), len(served)
    with serving(folder, broken=[count - 1]) as (address, _), open_product(f"{address}/a.tif") as product:
        assert np.array_equal(product.read(Window(0, 0, SIDE, SIDE), range(BANDS)), right)


def test_a_connection_that_stays_broken_ends_a_map_in_one_sentence_and_leaves_nothing(folder, tmp_path, capsys):
    with serving(folder, broken=range(2, 1000)) as (address, _):
        assert main(["map", f"{address}/a.tif", "--out", str(tmp_path / "out")]) == 1
    said = capsys.readouterr().err.strip().splitlines()
    assert "a.tif" in said[-1] and said[-1].endswith("try again, or download the file.")
    assert not (tmp_path / "out").exists() or not os.listdir(tmp_path / "out")


def test_a_file_that_came_or_changed_meanwhile_is_seen(folder, tmp_path):
    with serving(tmp_path) as (address, _):
        assert "HTTP 404" in sentence(f"{address}/new.tif")
        shutil.copy(folder / "a.tif", tmp_path / "new.tif")
        with open_product(f"{address}/new.tif") as product:
            assert product.meta.count == BANDS
        save_geotiff(tmp_path / "new.tif", np.full((4, 20, 20), 500, np.int16), np.linspace(450, 2300, 4))
        with open_product(f"{address}/new.tif") as product:
            assert product.meta.count == 4


def test_proxy_and_certificate_of_the_environment_are_used(folder, tmp_path, monkeypatch):
    certificate = make_certificate(tmp_path)
    if certificate is None:
        pytest.skip("there is no openssl to make a certificate with")
    with serving(folder, certificate=certificate) as (address, served), proxy("me", "own-word") as (port, tunnels):
        assert "certificate" in sentence(f"{address}/a.tif")
        monkeypatch.setenv("HTTPS_PROXY", f"http://me:own-word@127.0.0.1:{port}")
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
        with open_product(f"{address}/a.tif") as product:
            assert product.meta.count == BANDS
        assert served
        assert set(tunnels) == {address.partition("://")[2]}
    with serving(folder, certificate=certificate) as (address, _), proxy("me", "own-word") as (port, tunnels):
        monkeypatch.setenv("HTTPS_PROXY", f"http://me:another@127.0.0.1:{port}")
        said = sentence(f"{address}/a.tif")
    assert "another" not in said
    assert "proxy" in said
    assert not tunnels
