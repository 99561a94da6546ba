"""Names of GDAL's and QGIS's for rasters become plain paths; addresses GDAL's names of them."""

from __future__ import annotations

import zipfile
from pathlib import Path

import numpy as np
import pytest

from backend.common.errors import InputError
from backend.common.locations import absolute_path, last_part, plain_path, without_keys
from backend.job.sources import find_scenes, scene_name
from backend.products.registry import open_product
from backend.raster.window import Window
from backend.shell.main import main
from tests.support.tiny import save_geotiff


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    values = np.arange(8 * 20 * 10, dtype=np.int16).reshape(8, 20, 10)
    save_geotiff(tmp_path / "b.tif", values, np.linspace(450, 900, 8))
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as file:
        file.write(tmp_path / "b.tif", "inner/b.tif")
        file.writestr("inner/read me.txt", "nothing")
    return tmp_path / "a.zip"


@pytest.mark.parametrize("form", [
    "/vsizip/{}/inner/b.tif", "/vsizip{}/inner/b.tif", "/vsizip/{{{}}}/inner/b.tif", "/VSIZIP/{}/inner/b.tif",
    "{}/inner/b.tif", "{}", "/vsizip/{}",
])  # fmt: skip
def test_a_raster_in_an_archive_is_read_under_every_name(archive, form):
    name = form.format(archive)
    found = list(find_scenes([name]))
    assert len(found) == 1
    for source in (name, found[0]):
        with open_product(source) as product:
            assert product.meta.files == (archive,)
            assert product.meta.sensor.bands.has_wavelengths
            assert product.read(Window(19, 9, 1, 1), [7])[0, 0, 0] == 8 * 20 * 10 - 1


def test_what_is_not_in_an_archive_is_named(archive):
    with pytest.raises(InputError, match=r"'c.tif' is not in 'a.zip'; it holds 'inner/b.tif', 'inner/read me.txt'\.$"):
        open_product(f"/vsizip/{archive}/c.tif")
    with pytest.raises(InputError, match="does not exist"):
        open_product("/vsizip//nowhere/a.zip/c.tif")


def test_one_of_several_rasters_in_an_archive_is_asked_for(archive):
    with zipfile.ZipFile(archive, "a") as file:
        file.write(archive.with_name("b.tif"), "c.tif")
    with pytest.raises(InputError, match=r"holds 2 rasters .*; give one as 'a.zip/inner/b.tif'\.$"):
        open_product(archive)
    with open_product(archive / "c.tif") as product:
        assert product.meta.count == 8


@pytest.mark.parametrize("name", [
    "https://data.example.org/a.tif?key=b//c", "https:/data.example.org/a.tif?key=b//c",
    "/vsicurl/https://data.example.org/a.tif?key=b//c", "\\vsicurl\\https:\\data.example.org\\a.tif?key=b//c",
    "HTTPS://data.example.org/a.tif?key=b//c|option:NUM_THREADS=2",
])  # fmt: skip
def test_an_address_has_one_name(name):
    assert plain_path(name) == absolute_path(name) == "/vsicurl/https://data.example.org/a.tif?key=b//c"
    assert list(find_scenes([name])) == [plain_path(name)]
    assert scene_name(plain_path(name)) == "a"


@pytest.mark.parametrize("name", [
    "/vsizip//vsicurl/https://data.example.org/a.zip/b.tif", "s3://bucket/a.tif", "/vsis3/bucket/a.tif",
    "/vsicurl?url=https%3A%2F%2Fdata.example.org", "ftp://data.example.org/a.tif", "/vsigs_streaming/bucket/a.tif",
    "/vsicurl_streaming/https://data.example.org/a.tif", "/vsicurl/ftp://data.example.org/a.tif",
])  # fmt: skip
def test_other_places_on_the_network_are_refused_in_one_sentence(name, tmp_path, capsys):
    with pytest.raises(InputError, match=r"cannot be read over the network; give the https:// address of a GeoTIFF"):
        open_product(name)
    assert main(["map", name, "--out", str(tmp_path)]) == 1
    said = capsys.readouterr().err.strip().splitlines()
    assert len(said) == 1 and "network" in said[0]
    assert main(["inspect", name]) == 1


@pytest.mark.parametrize("name", [
    "https://me:word@data.example.org/a.tif", "/vsicurl/https://data.example.org/a.tif|authcfg:abc",
    "/vsicurl/https://data.example.org/a.tif authcfg='abc'",
])  # fmt: skip
def test_a_login_is_refused_and_not_repeated(name, capsys):
    assert main(["inspect", name]) == 1
    said = capsys.readouterr().err
    assert "holds a login" in said
    assert "word" not in said and "abc" not in said


@pytest.mark.parametrize(("text", "shown"), [
    ("https://h.org/a.tif?token=abc", "https://h.org/a.tif?token=***"),
    ("/vsicurl/https://h.org/a.tif?sv=2020&sig=a%2Bb&se=1", "/vsicurl/https://h.org/a.tif?sv=2020&sig=***&se=1"),
    ("https://h.org/a.tif?X-Amz-Date=20240101T000000Z&X-Amz-Signature=0f", "https://h.org/a.tif?X-Amz-Date="
     "20240101T000000Z&X-Amz-Signature=***"),
    ("https://h.org/a.tif?x=" + "0" * 20 + "&y=1", "https://h.org/a.tif?x=***&y=1"),
    ("https://h.org/a.tif?" + "k" * 32, "https://h.org/a.tif?***"),
    ("https://h.org/a.tif?version", "https://h.org/a.tif?version"),
    ("https://me:word@h.org:8080/a@b.tif", "https://***@h.org:8080/a@b.tif"),
    ("/vsizip//vsicurl/https://me:word@h.org/a.zip/b.tif", "/vsizip//vsicurl/https://***@h.org/a.zip/b.tif"),
    ("/vsicurl?token=abc&url=x", "/vsicurl?token=***&url=x"),
    ("https://h.org/a.tif?token=a\"b'c|d", "https://h.org/a.tif?token=***"),
    ("map 'https://h.org/a.tif?token=abc' --out x", "map 'https://h.org/a.tif?token=***' --out x"),
    ("https://h.org/a.tif?token=abc: it is damaged.", "https://h.org/a.tif?token=***: it is damaged."),
    ("/data/a?token=abc.tif", "/data/a?token=abc.tif"),
    ("C:\\data\\a#key=b.tif", "C:\\data\\a#key=b.tif"),
])  # fmt: skip
def test_keys_and_logins_of_addresses_are_hidden(text, shown):
    assert without_keys(text) == without_keys(shown) == shown


def test_an_address_with_a_hidden_key_is_refused():
    with pytest.raises(
        InputError, match=r"'https://h.org/a.tif\?v=1&token=\*\*\*' has \*\*\* in place of a key.+fill in"
    ):
        plain_path("/vsicurl/https://h.org/a.tif?v=1&token=***")


@pytest.mark.parametrize(("name", "last"), [
    ("https://h.org/a/b.tif?x=c/d", "b.tif"), ("/data/a.tif", "a.tif"), ("/data/folder/", "folder"),
    ("C:\\a\\b.tif", "b.tif"), ("/data/a?b.tif", "a?b.tif"),
])  # fmt: skip
def test_the_last_part_of_a_path_or_address(name, last):
    assert last_part(name) == last


def test_the_file_of_a_subdataset_is_opened(tmp_path):
    (tmp_path / "a b.nc").write_bytes(b"x")
    for form in ('NETCDF:"{}":radiance', "NETCDF:{}:radiance", 'HDF5:"{}"://HDFEOS/SWATHS/cube', "HDF5Image:{}://x"):
        assert plain_path(form.format(tmp_path / "a b.nc")) == str(tmp_path / "a b.nc")
    assert plain_path(f"{tmp_path / 'a b.nc'}|option:NUM_THREADS=2") == str(tmp_path / "a b.nc")


@pytest.mark.parametrize(
    "name", ["a.tif", "C:\\data\\a.tif", "/data/vsizip/a.tif", "NETCDF:nowhere.nc:x", "a:b.tif", ""]
)
def test_other_names_stay_as_they_are(name):
    assert plain_path(name) == name


def test_a_file_whose_name_looks_like_one_of_these_is_a_file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "http:").mkdir()
    (tmp_path / "http:" / "a.tif").write_bytes(b"x")
    assert plain_path("http:/a.tif") == "http:/a.tif"
