"""ENVI: every layout, by header or binary; broken headers give one sentence."""

from __future__ import annotations

import gzip

import numpy as np
import pytest

from backend.common.errors import InputError, SpecAwareError
from backend.products.readers.envi import EnviProduct, find_pair, parse_header
from backend.products.registry import open_product
from backend.raster.window import Window

from ...contract.scenes import reflectance, scaled
from ...contract.scenes_generic import CENTERS, write_envi

RAW = scaled(reflectance(CENTERS))
ALL = Window(0, 0, RAW.shape[1], RAW.shape[2])


@pytest.mark.parametrize("interleave", ["bsq", "bil", "bip"])
@pytest.mark.parametrize("dtype", [">i2", "<i2", "<u2", ">u4", "<f4", ">f8", "<i8"])
def test_every_layout_reads_the_same(tmp_path, interleave, dtype):
    raw = RAW.astype(dtype[1:])
    path = tmp_path / "scene.dat"
    write_envi(path, raw, interleave=interleave, big=dtype[0] == ">", offset=128)
    with open_product(path) as product:
        assert isinstance(product, EnviProduct)
        whole = product.read(ALL, range(60))
        assert whole.dtype == np.dtype(dtype[1:])
        assert whole.dtype.isnative
        assert np.array_equal(whole, raw)
        assert np.array_equal(product.read(Window(1, 2, 3, 4), [59, 0, 7]), raw[[59, 0, 7], 1:4, 2:6])


@pytest.mark.parametrize(
    ("binary", "header"),
    [("scene.bsq", "scene.hdr"), ("scene", "scene.hdr"), ("scene.img", "scene.img.hdr"), ("scene.dat", "scene.HDR")],
)
def test_header_and_binary_find_each_other(tmp_path, binary, header):
    write_envi(tmp_path / binary, RAW, header=tmp_path / header)
    for dropped in (binary, header):
        assert find_pair(tmp_path / dropped) == (tmp_path / binary, tmp_path / header)
        with open_product(tmp_path / dropped) as product:
            assert product.meta.path == tmp_path / binary
            assert set(product.meta.files) >= {tmp_path / binary}
            assert np.array_equal(product.read(ALL, range(60)), RAW)


def test_a_compressed_file_goes_through_gdal(tmp_path):
    path = tmp_path / "scene.bsq"
    write_envi(path, RAW, extra="file compression = 1")
    path.write_bytes(gzip.compress(RAW.astype("<i2").tobytes()))
    with open_product(path) as product:
        assert not isinstance(product, EnviProduct)
        assert np.array_equal(product.read(ALL, range(60)), RAW)
        assert product.meta.sensor.bands.fwhm_nm() == pytest.approx(np.full(60, 9.5))


def test_the_header_is_understood(tmp_path):
    extra = (
        "data ignore value = -99\nreflectance scale factor = 5000\nacquisition time = 2009-08-20T10:00:00Z\n"
        "sun elevation = 50\nbbl = {" + ", ".join(["0"] + ["1"] * 59) + "}\nsensor type = {HyMap}"
    )
    path = tmp_path / "scene.bil"
    write_envi(path, RAW, interleave="bil", extra=extra)
    with open_product(path) as product:
        meta = product.meta
    sensor = meta.sensor
    assert (sensor.name, sensor.scale, sensor.acquired) == ("HyMap", 1 / 5000, "2009-08-20T10:00:00Z")
    assert sensor.sun_zenith_deg == pytest.approx(40.0)
    assert (sensor.bands.bands[0].good, sensor.bands.bands[0].good_origin) == (False, "ENVI header")
    assert meta.band_nodata == (-99.0,) * 60
    assert meta.geotransform == (366015.0, 30.0, 0.0, 5806125.0, 0.0, -30.0)


def test_a_header_is_parsed_with_its_lists_and_comments():
    fields = parse_header("ENVI\n; a comment = 1\nWavelength = {\n 1,\n 2}\nMap  Info = {UTM, 1}\nbands=2\nodd line\n")
    assert fields == {"wavelength": "1,  2", "map_info": "UTM, 1", "bands": "2"}
    with pytest.raises(InputError, match="word ENVI"):
        parse_header("samples = 3")


BROKEN = {
    "binary missing": (lambda b, h: b.unlink(), "The data file of 'scene.hdr' is missing"),
    "binary too short": (lambda b, h: b.write_bytes(b.read_bytes()[:-7]), "bytes but its header needs"),
    "no bands": (lambda b, h: h.write_text(h.read_text().replace("bands ", "bonds ")), "no usable value for 'bands'"),
    "words for numbers": (lambda b, h: h.write_text(h.read_text().replace("lines   = 12", "lines = many")), "'lines'"),
    "zero lines": (lambda b, h: h.write_text(h.read_text().replace("lines   = 12", "lines = 0")), "not supported"),
    "complex": (lambda b, h: h.write_text(h.read_text().replace("data type = 2", "data type = 6")), "not supported"),
    "interleave": (lambda b, h: h.write_text(h.read_text().replace("= bsq", "= xyz")), "not supported"),
    "library": (lambda b, h: h.write_text(h.read_text().replace("ENVI Standard", "ENVI Spectral Library")), "library"),
    "huge": (lambda b, h: h.write_text(h.read_text().replace("lines   = 12", "lines = 99999999999")), "header needs"),
}  # fmt: skip


@pytest.mark.parametrize("fault", BROKEN)
def test_what_is_broken_is_said_in_one_sentence(tmp_path, fault):
    breaking, message = BROKEN[fault]
    binary = tmp_path / "scene.bsq"
    header = write_envi(binary, RAW)
    breaking(binary, header)
    with pytest.raises(SpecAwareError, match=message) as caught:
        open_product(header)
    assert "\n" not in str(caught.value)
