"""Lists that do not fit, of every source that has lists; widths against the spacing of the bands."""

from __future__ import annotations

import json

import h5py
import numpy as np
import pytest

from backend.common.errors import SensorError
from backend.products.base import ensure_ready
from backend.products.registry import open_product
from backend.products.statements.doubts import fitting, width_factor
from backend.products.statements.evidence import Doubt, Evidence
from backend.spectral.overrides import SensorOverrides
from backend.spectral.sensors import tables

from ...contract import scenes_products
from ...contract.scenes import reflectance, scaled
from ...contract.scenes_generic import CENTERS, write_envi, write_tiff

RAW = scaled(reflectance(CENTERS))


def stop_of(path, **stated):
    with open_product(path, SensorOverrides(**stated) if stated else None) as product:
        with pytest.raises(SensorError) as caught:
            ensure_ready(product.meta)
        return str(caught.value)


def test_a_list_of_another_length_goes_with_what_belongs_to_it():
    source = Evidence("ENVI header", center_nm=(1.0,) * 3, guessed_unit="nm", band_scale=(1.0, 1.0), band_offset=(0.0,))
    (kept,) = fitting([source], 2)
    assert kept == Evidence(
        "ENVI header",
        doubts=(
            Doubt("wavelengths", "has 2 bands but its ENVI header lists 3 wavelengths"),
            Doubt("scale", "has 2 bands but its ENVI header lists 1 offset"),
        ),
    )
    assert fitting([kept], 2) == [kept]


@pytest.mark.parametrize("table", tables(), ids=lambda table: table.id)
def test_the_widths_of_every_sensor_are_believed_and_other_units_are_noticed(table):
    nm = np.array([band.center_nm for band in table.bands])
    fwhm = np.array([np.nan if band.fwhm_nm is None else band.fwhm_nm for band in table.bands])
    for pick in (slice(None), slice(None, None, -1), slice(0, 4), slice(None, None, max(1, len(nm) // 5))):
        assert width_factor(nm[pick], fwhm[pick]) == 1.0
    if np.isfinite(fwhm).any():
        assert width_factor(nm, fwhm / 1000) == 1000.0
        assert width_factor(nm, fwhm * 1000) == 0.001
        assert width_factor(nm, fwhm * 1e7) is None


def test_repeated_and_single_bands_have_widths_too():
    assert width_factor(np.repeat(CENTERS, 3), np.full(180, 9.5)) == 1.0
    assert width_factor(np.array([550.0]), np.array([10.0])) == 1.0
    assert width_factor(np.array([550.0]), np.array([10000.0])) == 0.001
    assert width_factor(np.array([np.nan]), np.array([10.0])) == 1.0


def test_single_widths_in_another_unit_are_left_out(tmp_path):
    fwhm = np.where(CENTERS > 2300, 0.0095, 9.5)
    extra = "fwhm = {" + ", ".join(map(str, fwhm)) + "}\nwavelength units = nm\nwavelength = {"
    write_envi(tmp_path / "a.bsq", RAW, centers=None, extra=extra + ", ".join(f"{v:.2f}" for v in CENTERS) + "}")
    with open_product(tmp_path / "a.bsq") as product:
        meta = product.meta
    assert [b.fwhm_nm for b in meta.sensor.bands] == [9.5 if v <= 2300 else None for v in CENTERS]
    assert any("cannot be in the same unit as the others and are not used" in w for w in meta.warnings)


def test_a_stac_item_of_other_bands(tmp_path):
    write_tiff(tmp_path / "a.tif", RAW)
    bands = [{"name": f"b{n}", "center_wavelength": nm / 1000} for n, nm in enumerate([*CENTERS, 2450.0])]
    item = {"type": "Feature", "stac_version": "1.0.0", "properties": {}, "assets": {
        "data": {"href": "a.tif", "eo:bands": bands}}}  # fmt: skip
    (tmp_path / "a.json").write_text(json.dumps(item), encoding="utf-8")
    assert "'a.tif' has 60 bands but its STAC sidecar lists 61 wavelengths; correct the list, or" in stop_of(
        tmp_path / "a.tif"
    )


def test_dataset_items_of_other_bands_and_band_items_that_state_all(tmp_path):
    import rasterio

    path = tmp_path / "a.tif"
    write_tiff(path, RAW)
    with rasterio.open(path, "r+") as file:
        file.update_tags(wavelength="{" + ", ".join(map(str, [*CENTERS, 2450.0])) + "}", wavelength_units="nm")
    assert "has 60 bands but its dataset items list 61 wavelengths" in stop_of(path)
    with rasterio.open(path, "r+") as file:
        for n, nm in enumerate(CENTERS, start=1):
            file.update_tags(n, wavelength=f"{nm}", wavelength_units="nm")
    with open_product(path) as product:
        ensure_ready(product.meta)
        assert any("list 61 wavelengths; they are not used" in w for w in product.meta.warnings)


def test_files_beside_an_aviris_classic_image(tmp_path):
    name = "f201013t01p00r10rdn_e_sc01_ort_img"
    raw = np.ones((224, 3, 4), dtype="int16") * np.arange(1, 5, dtype="int16")
    write_envi(tmp_path / name, raw, centers=None)
    nm = np.linspace(366, 2496, 224)
    table = tmp_path / "f201013t01p00r10rdn_e.spc"
    table.write_text("\n".join(f"{v:.3f} 10.0 0.1 0.1 {n}" for n, v in enumerate(nm, start=1)))
    (tmp_path / "f201013t01p00r10rdn_e.gain").write_text("\n".join(f"300.0 {n}" for n in range(1, 224)))
    assert "has 224 bands but its AVIRIS .gain file lists 223 gains; correct the list, or give the scale" in stop_of(
        tmp_path / name
    )
    table.write_text(table.read_text().rsplit("\n", 1)[0])
    assert "its AVIRIS .spc file lists 223 wavelengths" in stop_of(tmp_path / name, scale=1 / 300)


@pytest.mark.parametrize(
    ("builder", "key", "words"),
    [
        (scenes_products.emit, "sensor_band_parameters/good_wavelengths", "flags of bad bands (bbl); correct"),
        (scenes_products.emit, "sensor_band_parameters/wavelengths", "wavelengths; correct"),
        (scenes_products.aviris, "reflectance/wavelength", "wavelengths; correct"),
        (scenes_products.neon, "Metadata/Spectral_Data/Wavelength", "wavelengths; correct"),
    ],
)
def test_lists_in_hdf5_products(tmp_path, builder, key, words):
    path = builder(tmp_path).path
    with h5py.File(path, "r+") as file:
        where = next(name for name in _names(file) if name.endswith(key))
        values = file[where][()]
        del file[where]
        file[where] = values[:-1]
    message = stop_of(path)
    assert f" lists {len(values) - 1} {words}" in message or f" list {len(values) - 1} {words}" in message


def _names(file):
    names = []
    file.visit(names.append)
    return names


def test_lists_in_prisma_attributes(tmp_path):
    path = scenes_products.prisma(tmp_path).path
    with h5py.File(path, "r+") as file:
        file.attrs["List_Cw_Swir"] = file.attrs["List_Cw_Swir"][:-2]
    assert "bands of one instrument but List_Cw_Swir lists" in stop_of(path)
