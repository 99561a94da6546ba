"""Spectral libraries: CSV as people write it, what the profile tool exports, ENVI."""

import numpy as np
import pytest

from backend.common.errors import InputError
from backend.products.readers.library_file import read_library


def test_a_table_of_a_column_a_spectrum(tmp_path):
    path = tmp_path / "l.csv"
    path.write_text("Wavelength;oak;note;pine\n500,5;0,1;a;0,4\n600;0,2;b;\n700;0,3;;0,5\n800;0,2;;0,6\n900;0,1;;0,7\n")
    oak, pine = read_library(path)
    assert (oak.name, pine.name) == ("oak", "pine")
    np.testing.assert_allclose(oak.center_nm, [500.5, 600, 700, 800, 900])
    np.testing.assert_allclose(pine.values, [0.4, 0.5, 0.6, 0.7])
    np.testing.assert_allclose(oak.at(np.array([400.0, 650.0])), [np.nan, 0.25])


@pytest.mark.parametrize("head", ["wavelength (um)", "Wavelength [micrometers]", "wl"])
def test_micrometres_are_known_by_name_or_size(tmp_path, head):
    path = tmp_path / "l.csv"
    path.write_text(f"{head},a\n" + "\n".join(f"{w},{w}" for w in (2.4, 0.5, 0.9, 1.6)))
    np.testing.assert_allclose(read_library(path)[0].center_nm, [500, 900, 1600, 2400])


def test_what_the_profile_tool_exports(tmp_path):
    path = tmp_path / "spectra.csv"
    lines = ["point,layer,row,column,x,y,band,wavelength_nm,used,value,units,nearest"]
    lines += [
        f"{p},a,1,2,3,4,{b},{400 + 100 * b},{int(b != 3)},{p / b},reflectance," for p in (1, 2) for b in range(1, 7)
    ]
    path.write_text("\n".join(lines))
    one, two = read_library(path)
    assert (one.name, two.name) == ("1", "2")
    assert 700.0 not in one.center_nm and len(one.center_nm) == 5
    assert [spectrum.name for spectrum in read_library(path, ["2"])] == ["2"]


@pytest.mark.parametrize("ask", ["l.sli", "l.hdr"])
@pytest.mark.parametrize("order", [0, 1])
def test_an_envi_library(tmp_path, ask, order):
    spectra = np.arange(15, dtype="<f4" if order == 0 else ">f4").reshape(3, 5)
    spectra.tofile(tmp_path / "l.sli")
    (tmp_path / "l.hdr").write_text(
        "ENVI\nsamples = 5\nlines = 3\nbands = 1\nfile type = ENVI Spectral Library\ndata type = 4\n"
        f"byte order = {order}\nwavelength units = Micrometers\nspectra names = {{a, b,\n c}}\n"
        "wavelength = {0.4, 0.5, 0.6, 0.7, 0.8}\n"
    )
    found = read_library(tmp_path / ask)
    assert [s.name for s in found] == ["a", "b", "c"]
    np.testing.assert_allclose(found[1].values, [5, 6, 7, 8, 9])
    np.testing.assert_allclose(found[1].center_nm, [400, 500, 600, 700, 800])


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("a,b\n1,2\n3,4\n", "no column is called 'wavelength'"),
        ("wavelength,a\n", "it has no lines"),
        ("wavelength,a\n1,2\n", "0 spectra"),
        ("wavelength,a\n-1,2\n-2,2\n-3,1\n-4,1\n", "not positive numbers"),
    ],
)
def test_what_is_no_library_is_said(tmp_path, content, text):
    path = tmp_path / "l.csv"
    path.write_text(content)
    with pytest.raises(InputError, match=text):
        read_library(path)


def test_a_name_that_is_not_there_names_those_that_are(tmp_path):
    path = tmp_path / "l.csv"
    path.write_text("wavelength,oak\n" + "\n".join(f"{w},1" for w in (500, 600, 700, 800)))
    with pytest.raises(InputError, match="no spectrum 'ash'; choose oak"):
        read_library(path, ["ash"])


@pytest.mark.data
def test_a_real_library(data):
    found = read_library(data / "speclib" / "roberts2017_urban.sli", ["DTR_26_X3641_Y130"])
    assert len(found) == 1 and len(found[0].center_nm) > 200
