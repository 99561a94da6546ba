from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.common.errors import SensorError
from backend.spectral.overrides import SensorOverrides
from backend.spectral.text.wavelength_file import parse_wavelengths, read_wavelengths

FORMS = {
    "one a line": "450.5\n550\n650\n",
    "one line": "450.5, 550, 650, 750\n",
    "CSV with head": "band,center_nm,fwhm_nm\n1,450.5,10\n2,550,11\n3,650,12\n",
    "CSV with comment": "# from the lab\nnumber,wavelength (nm),FWHM,good\n1,450.5,10,1\n2,550,11,0\n3,650,12,1\n",
    "spreadsheet with decimal commas": "Wavelength [nm]\tFWHM\n450,5\t10,0\n550,0\t11,0\n650,0\t12,0\n",
    "counted columns": "1 450.5 10\n2 550 11\n3 650 12\n",
    "micrometres": "wavelength (um), fwhm\n0.4505, 0.010\n0.55, 0.011\n0.65, 0.012\n",
    "ENVI header": "ENVI\nbands = 3\nwavelength units = Micrometers\nwavelength = {\n0.4505, 0.55,\n0.65}\n"
    "fwhm = {0.01,0.011,0.012}\n",
    "JSON list": "[450.5, 550, 650]",
    "JSON settings": '{"wavelengths": [450.5, 550, 650], "wavelength_unit": "nm"}',
    "sensor table": '{"name": "x", "bands": [{"center_nm": 450.5, "fwhm_nm": 10, "good": true},'
    ' {"center_nm": 550, "fwhm_nm": 11, "good": false}, {"center_nm": 650, "fwhm_nm": 12, "good": true}]}',
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_every_form_gives_the_same_list(form, tmp_path):
    path = tmp_path / "list.txt"
    path.write_text(FORMS[form], encoding="utf-8")
    found = read_wavelengths(path)
    micrometres = found.wavelength_unit == "um"
    assert micrometres == (form in ("micrometres", "ENVI header"))
    factor = 1000.0 if micrometres else 1.0
    assert [round(v * factor, 6) for v in found.wavelengths[:3]] == [450.5, 550.0, 650.0]
    if found.fwhm_nm is not None:
        assert [round(v, 6) for v in found.fwhm_nm] == [10.0, 11.0, 12.0]
    assert (found.fwhm_nm is None) == (form in ("one a line", "one line", "JSON list", "JSON settings"))
    assert found.bad_bands == ((2,) if form in ("CSV with comment", "sensor table") else None)


def test_a_unit_that_is_not_stated_stays_open():
    assert parse_wavelengths("0.45\n0.55\n").wavelength_unit is None
    assert parse_wavelengths("center_nm\n450\n550\n").wavelength_unit == "nm"


@pytest.mark.parametrize("text", ["", "hello\nworld", "{", "{}", "[]", "ENVI\nbands = 3", '[1, "x"]', '{"colour": 1}'])
def test_what_is_no_list_is_refused(text):
    with pytest.raises(SensorError):
        parse_wavelengths(text)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(SensorError, match=r"'nothing\.csv' cannot be read"):
        read_wavelengths(tmp_path / "nothing.csv")


@given(st.text(max_size=200))
def test_any_text_gives_a_list_or_a_sentence(text):
    try:
        found = parse_wavelengths(text)
    except SensorError as error:
        assert "\n" not in str(error)
    else:
        assert isinstance(found, SensorOverrides)


MANY = [(418.24 + 6.63 * i, 5 + i % 3) for i in range(30)]
COMMAS = {
    "one column": "\n".join(f"{nm:.2f}".replace(".", ",") for nm, _ in MANY),
    "one column with a head": "wavelength\n" + "\n".join(f"{nm:.2f}".replace(".", ",") for nm, _ in MANY),
    "one line": ", ".join(f"{nm:.2f}".replace(".", ",") for nm, _ in MANY),
    "two columns": "\n".join(f"{nm:.2f} {w:.1f}".replace(".", ",") for nm, w in MANY),
    "two columns and a comma": "\n".join(f"{nm:.2f}, {w:.1f}".replace(".", ",").replace(",,", ",") for nm, w in MANY),
    "header": "ENVI\nbands = 30\nwavelength = {" + ", ".join(f"{nm:.2f}".replace(".", ",") for nm, _ in MANY) + "}\n",
}


@pytest.mark.parametrize("form", COMMAS)
def test_decimal_commas_are_read(form):
    found = parse_wavelengths(COMMAS[form])
    assert found.wavelengths == pytest.approx([nm for nm, _ in MANY], abs=0.006)
    assert (found.fwhm_nm is not None) == form.startswith("two")
    if found.fwhm_nm is not None:
        assert found.fwhm_nm == pytest.approx([w for _, w in MANY])


def test_whole_centres_and_widths_are_no_decimal_commas():
    found = parse_wavelengths("\n".join(f"{nm:.0f},{w}" for nm, w in MANY))
    assert found.fwhm_nm == pytest.approx([w for _, w in MANY])


def test_what_could_be_either_is_refused():
    with pytest.raises(SensorError, match=r"may hold decimal commas, or centres and widths; write decimal points, or"):
        parse_wavelengths("492,4\n559,8\n664,6\n832,8\n")


def test_lists_of_two_lengths_are_refused():
    for key, what in (("fwhm", "FWHM values"), ("bbl", "flags of bad bands")):
        with pytest.raises(SensorError, match=f"lists 3 wavelengths but 2 {what}"):
            parse_wavelengths(f"ENVI\nbands = 3\nwavelength = {{450, 550, 650}}\n{key} = {{1, 1}}\n")
