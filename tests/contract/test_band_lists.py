"""What a header says of its bands: each list is believed only where it fits, and never in silence where it does not.

A case either gives the map of the correctly described scene (the pixels that agree are counted) or stops with one
sentence that tells both counts and what to give.
"""

from __future__ import annotations

import csv

import numpy as np
import pytest
import rasterio

from backend.job.spec import JobSpec, Options, Outputs
from backend.products.statements.evidence import of_names

from .scenes_generic import write_envi

AGREE = 0.995
SAMPLE = "resources/sample/simulated_enmap_30m.tif"
KEPT = np.array([i for i in range(224) if not 94 <= i < 106 and not 130 <= i < 142])  # as users cut water bands out


class Case:
    """The bundled sample's pixels in 200 bands, as ENVI with a header that says what a test wants."""

    def __init__(self, root):
        with rasterio.open(root / SAMPLE) as file:
            cube, tags = file.read(window=((0, 64), (0, 64))), [file.tags(i) for i in file.indexes]
            self.scale = file.scales[0]
        self.cube = cube[KEPT]
        self.all_nm, self.all_fwhm = (np.array([float(t[key]) for t in tags]) for key in ("wavelength", "fwhm"))
        self.nm, self.fwhm = self.all_nm[KEPT], self.all_fwhm[KEPT]

    def write(self, path, fields):
        """Write the scene; ``fields`` go into the header as they are, on top of right wavelengths, widths and scale."""
        said = {
            "wavelength units": "Nanometers", "wavelength": listed(self.nm), "fwhm": listed(self.fwhm),
            "reflectance scale factor": f"{1 / self.scale:g}", **fields,
        }  # fmt: skip
        extra = "\n".join(f"{key} = {value}" for key, value in said.items() if value is not None)
        write_envi(path, self.cube, centers=None, extra=extra)
        return path


def listed(values, form="{:.2f}", between=", "):
    return "{" + between.join(form.format(v) for v in values) + "}"


@pytest.fixture(scope="module")
def case(root):
    return Case(root)


@pytest.fixture(scope="module")
def mapped(run_job, case, tmp_path_factory):
    """Return a function that maps a file and gives classes (or None), the sentence of a stop, and the warnings."""

    def run(path, **overrides):
        out = tmp_path_factory.mktemp("out")
        spec = JobSpec("map", str(path), model="specaware-fast", overrides={"level": "L2", **overrides},
                       outputs=Outputs(classes=str(out / "c.tif")), options=Options(threads=1))  # fmt: skip
        final, events = run_job(spec)
        warnings = "\n".join(event.message for event in events if event.type == "warning")
        if final.type != "result":
            assert not list(out.iterdir())
            return None, final.message, warnings
        with rasterio.open(out / "c.tif") as file:
            return file.read(1), "", warnings

    return run


@pytest.fixture(scope="module")
def right(case, mapped, tmp_path_factory):
    classes, message, warnings = mapped(case.write(tmp_path_factory.mktemp("right") / "scene.bsq", {}))
    assert not message and "not used" not in warnings
    assert len(np.unique(classes)) >= 5
    return classes


def commas(values, between=", "):
    return listed(values, between=between).replace(".", ",")


def name(nm):
    return f"Reflectance at {nm:.2f} Nanometers"


# --- what gives the right map ---------------------------------------------------------------------------

# header fields of a case, and a word of the warning, if there is to be one
RIGHT = {
    "decimal commas": (lambda c: {"wavelength": commas(c.nm), "fwhm": commas(c.fwhm)}, ""),
    "decimal commas, semicolons": (lambda c: {"wavelength": commas(c.nm, "; "), "fwhm": commas(c.fwhm, ";")}, ""),
    "decimal commas in micrometres": (
        lambda c: {"wavelength": listed(c.nm / 1e3, "{:.5f}").replace(".", ","), "wavelength units": "um",
                   "fwhm": listed(c.fwhm / 1e3, "{:.5f}").replace(".", ",")}, ""),
    "FWHM in nm, centres in um": (
        lambda c: {"wavelength": listed(c.nm / 1e3, "{:.5f}"), "wavelength units": "Micrometers"},
        "another unit than its wavelengths and are multiplied by 0.001"),
    "FWHM in um, centres in nm": (
        lambda c: {"fwhm": listed(c.fwhm / 1e3, "{:.5f}")}, "and are multiplied by 1000"),
    "FWHM that cannot be": (lambda c: {"fwhm": listed(c.fwhm * 3e7)}, "do not fit the spacing of its bands"),
    "FWHM of a longer list": (
        lambda c: {"fwhm": listed(c.all_fwhm)}, "has 200 bands but its ENVI header lists 224 FWHM"),
    "names of a longer list beside right wavelengths": (
        lambda c: {"band names": listed(map(name, c.all_nm), "{}")}, "its header lists 224 band names"),
    "commas in names beside right wavelengths": (
        lambda c: {"band names": listed([f"R, {v:.1f} nm" for v in c.nm], "{}")}, "its header lists 400 band names"),
}  # fmt: skip


@pytest.mark.parametrize("which", RIGHT)
def test_what_can_be_understood_gives_the_right_map(case, mapped, right, tmp_path, which):
    fields, warning = RIGHT[which]
    classes, message, warnings = mapped(case.write(tmp_path / "scene.bsq", fields(case)))
    assert not message
    assert np.mean(classes == right) >= AGREE
    assert warning in warnings if warning else "not used" not in warnings and "multiplied by" not in warnings


# --- what stops -----------------------------------------------------------------------------------------

GIVE = r"correct the list, or give the sensor or a list of wavelengths \(--wavelengths; in Processing WAVELENGTHS\)"
STOPS = {
    "wavelengths of a longer list": (lambda c: {"wavelength": listed(c.all_nm)}, "lists 224 wavelengths"),
    "wavelengths of a shorter list": (lambda c: {"wavelength": listed(c.nm[:-5])}, "lists 195 wavelengths"),
    "names with wavelengths of a longer list": (
        lambda c: {"wavelength": None, "band names": listed(map(name, c.all_nm), "{}")}, "lists 224 band names"),
    "commas within names": (
        lambda c: {"wavelength": None, "band names": listed([f"Reflectance, {v:.1f} nm" for v in c.nm], "{}")},
        "lists 400 band names"),
    "decimal commas without blanks": (lambda c: {"wavelength": commas(c.nm, ",")}, "lists 400 wavelengths"),
    "half a list with decimal commas": (lambda c: {"wavelength": commas(c.nm[::2])}, "lists 100 wavelengths"),
}  # fmt: skip


@pytest.mark.parametrize("which", STOPS)
def test_wavelengths_that_do_not_fit_stop_with_both_counts_until_they_are_given(case, mapped, right, tmp_path, which):
    fields, sentence = STOPS[which]
    path = case.write(tmp_path / "scene.bsq", {"fwhm": None, **fields(case)})
    classes, message, _ = mapped(path)
    assert classes is None and "\n" not in message
    assert "'scene.bsq' has 200 bands but its " in message and sentence in message
    assert message.endswith(GIVE.replace("\\", "") + ".")
    with_widths = {"wavelengths": case.nm.tolist(), "wavelength_unit": "nm", "fwhm_nm": case.fwhm.tolist()}
    classes, message, warnings = mapped(path, **with_widths)
    assert not message and f"{sentence}; they are not used" in warnings
    assert np.mean(classes == right) >= AGREE


def test_another_source_that_states_all_wavelengths_saves_the_run(case, mapped, right, tmp_path):
    """Names cut off by GDAL do not; items that GDAL keeps beside the raster do."""
    path = case.write(tmp_path / "scene.bsq", {"wavelength": listed(case.all_nm), "fwhm": None})
    with rasterio.open(path, "r+") as file:
        for band, nm in enumerate(case.nm, start=1):
            file.update_tags(band, Wavelength=f"{nm + 0.001:.3f}", wavelength_units="nm")
    path.with_suffix(".hdr").write_text(
        case.write(tmp_path / "b.bsq", {"wavelength": listed(case.all_nm), "fwhm": None})
        .with_suffix(".hdr")
        .read_text()
    )  # GDAL wrote a header of its own
    if not list(tmp_path.glob("*.aux.xml")):
        pytest.skip("this GDAL writes no file beside the raster")
    classes, message, warnings = mapped(path)
    assert not message and "lists 224 wavelengths; they are not used" in warnings
    assert np.mean(classes == right) >= AGREE


LISTS = {
    "bbl": (lambda n: {"bbl": listed([1] * n, "{}")}, "flags of bad bands (bbl)", {"bad_bands": [1]}),
    "data gain values": (
        lambda n: {"reflectance scale factor": None, "data gain values": listed([1e-4] * n, "{:g}")}, "gains", None),
    "data offset values": (
        lambda n: {"reflectance scale factor": None, "data gain values": listed([1e-4] * 200, "{:g}"),
                   "data offset values": listed([0.0] * n, "{:g}")}, "offsets", None),
}  # fmt: skip


@pytest.mark.parametrize("count", [199, 224])
@pytest.mark.parametrize("key", LISTS)
def test_flags_and_factors_that_do_not_fit_stop_until_they_are_given(case, mapped, right, tmp_path, key, count):
    fields, what, given = LISTS[key]
    path = case.write(tmp_path / "scene.bsq", fields(count))
    classes, message, _ = mapped(path)
    assert classes is None
    assert message.startswith(
        f"'scene.bsq' has 200 bands but its ENVI header lists {count} {what}; correct the list, or"
    )
    classes, message, _ = mapped(path, **(given or {"scale": case.scale}))
    assert not message
    assert np.mean(classes == right) >= AGREE


def test_flags_that_fit_are_used_and_lists_with_line_breaks_are_whole(case, mapped, right, tmp_path):
    flags = "{" + ",\n ".join(",".join("1" for _ in range(20)) for _ in range(10)) + "}"
    classes, message, _ = mapped(case.write(tmp_path / "scene.bsq", {"bbl": flags}))
    assert not message and np.mean(classes == right) >= AGREE


UNITS = {
    "decimal year": (lambda c: {"wavelength units": "decimal year", "wavelength": listed(2015 + np.arange(200) / 40)},
                     "in 'decimal year', which is not a unit of wavelength"),
    "a word": (lambda c: {"wavelength units": "Reflectance"}, "in 'Reflectance', which is not a unit of wavelength"),
    "two units in one list": (
        lambda c: {"wavelength": listed(np.where(c.nm > 1000, c.nm, c.nm / 1000), "{:.4f}")},
        "which cannot be in one unit"),
}  # fmt: skip


@pytest.mark.parametrize("which", UNITS)
def test_a_unit_that_is_none_is_named(case, mapped, tmp_path, which):
    fields, sentence = UNITS[which]
    classes, message, _ = mapped(case.write(tmp_path / "scene.bsq", fields(case)))
    assert classes is None
    assert sentence in message and "--wavelengths" in message


def test_a_unit_in_a_word_of_its_own_can_be_confirmed(case, mapped, right, tmp_path):
    path = case.write(tmp_path / "scene.bsq", {"wavelength units": "Reflectance"})
    classes, message, _ = mapped(path, wavelength_unit="nm")
    assert not message and np.mean(classes == right) >= AGREE


@pytest.mark.parametrize("form", ["{:.2f} Nanometers", "Band {n},{:.2f} nm", "{n},{:.0f} nm"])
def test_decimal_commas_in_the_names_of_bands(form):
    nm = np.linspace(418.24, 2445.3, 200)
    names = [form.format(v, n=n) for n, v in enumerate(nm, start=1)]
    for texts in (names, [text.replace(".", ",") for text in names] if "Band" not in form else names):
        found = of_names(texts, None)
        assert found.guessed_unit is None
        assert found.center_nm == pytest.approx(nm, abs=0.51)


def test_bands_of_two_instruments_may_state_two_units(case, mapped, right, tmp_path):
    path = tmp_path / "scene.tif"
    with rasterio.open(
        path, "w", driver="GTiff", count=200, height=64, width=64, dtype=case.cube.dtype, crs="EPSG:32633",
        transform=rasterio.Affine(30, 0, 366015, 0, -30, 5806125),
    ) as file:  # fmt: skip
        file.write(case.cube)
        file.scales = [case.scale] * 200
        for band, (nm, fwhm) in enumerate(zip(case.nm, case.fwhm, strict=True), start=1):
            value, unit = (f"{nm:.3f}".replace(".", ","), "nm") if nm < 1000 else (f"{nm / 1000:.6f}", "Micrometers")
            file.update_tags(band, wavelength=value, wavelength_units=unit, fwhm=f"{fwhm:.3f}")
    classes, message, _ = mapped(path)
    assert not message and np.mean(classes == right) >= AGREE


# --- lists that a user gives ----------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["decimal commas", "widths in another unit", "spreadsheet"])
def test_a_list_of_the_user_is_read_with_the_same_care(case, mapped, right, tmp_path, form):
    from backend.spectral.text.wavelength_file import read_wavelengths

    path = case.write(tmp_path / "scene.bsq", {"wavelength": None, "wavelength units": None, "fwhm": None})
    table = tmp_path / "bands.txt"
    if form == "decimal commas":
        table.write_text("\n".join(f"{nm:.2f}".replace(".", ",") for nm in case.nm))
    elif form == "widths in another unit":
        table.write_text(
            "wavelength (um), fwhm\n" + "\n".join(f"{n / 1e3:.5f}, {w:.2f}" for n, w in zip(case.nm, case.fwhm))
        )
    else:
        with table.open("w", newline="") as stream:
            rows = [[str(n + 1), f"{v:.2f}".replace(".", ","), f"{w:.2f}".replace(".", ",")]
                    for n, (v, w) in enumerate(zip(case.nm, case.fwhm))]  # fmt: skip
            csv.writer(stream, delimiter=";").writerows([["band", "centre (nm)", "FWHM"], *rows])
    stated = read_wavelengths(table).to_json()
    classes, message, warnings = mapped(path, **{"wavelength_unit": "nm", **stated})
    assert not message and np.mean(classes == right) >= AGREE
    assert ("multiplied by 0.001" in warnings) == (form == "widths in another unit")
