"""Clouds and shadows of every product with quality layers: the right pixels, counted, and handled as asked."""

from __future__ import annotations

import json

import h5py
import numpy as np
import pytest
import rasterio

from backend.job.spec import JobSpec, Options, Outputs
from backend.products.quality import CLOUD, SHADOW, THIN
from backend.products.registry import open_product
from backend.raster.window import Window
from backend.shell.main import main

from . import scenes_bands as bands
from . import scenes_products as products
from .scenes import SHAPE
from .scenes_generic import write_tiff

CODES = np.zeros(SHAPE, np.uint8)
CODES[1:4, 2:6], CODES[6:9, 1:3], CODES[10, :4] = CLOUD, SHADOW, THIN


def flag(code):
    return (code == CODES).astype("uint8")


def stem_of(made):
    return made.path.name.rsplit("-", 1)[0]


def enmap(folder):
    made = products.enmap(folder)
    layers = {"CLOUD": flag(CLOUD), "CLOUDSHADOW": flag(SHADOW), "CIRRUS": flag(THIN), "HAZE": flag(9)}
    for name, plane in layers.items():
        plane[-1, -1] = 255  # outside of the scene
        write_tiff(folder / f"{stem_of(made)}-QL_QUALITY_{name}.TIF", plane[None])
    return made


def enmap_thick_cirrus(folder):
    made = products.enmap(folder)
    write_tiff(folder / f"{stem_of(made)}-QL_QUALITY_CIRRUS.TIF", (3 * flag(CLOUD) + flag(THIN))[None])
    write_tiff(folder / f"{stem_of(made)}-QL_QUALITY_CLOUDSHADOW.TIF", flag(SHADOW)[None])
    return made


def desis(folder):
    made = products.desis(folder)
    planes = np.zeros((10, *SHAPE), "uint8")
    planes[0], planes[5], planes[3] = flag(SHADOW), flag(CLOUD), flag(THIN)
    planes[8:] = 1  # aerosol and water vapour come behind the flags
    write_tiff(folder / f"{stem_of(made)}-QL_QUALITY-2.tif", planes)
    return made


def landsat(folder):
    made = bands.landsat(folder)
    bits = 64 * (CODES == 0) + 8 * (CODES == CLOUD) + 16 * (CODES == SHADOW) + 4 * (CODES == THIN)
    bits[1, 2] = 2  # dilated cloud
    bits[0, 9] = 1  # fill
    write_tiff(folder / f"{stem_of(made).replace('_MTL.txt', '')}_QA_PIXEL.TIF", bits.astype("uint16")[None])
    return made


def emit(folder):
    made = products.emit(folder)
    with h5py.File(made.path.with_name(made.path.name.replace("L2A_RFL", "L2A_MASK")), "w") as file:
        cube = np.zeros((*SHAPE, 8), "float32")
        cube[..., 0], cube[..., 1] = flag(CLOUD), flag(THIN)
        cube[0, 9] = -9999.0
        file["mask"] = cube
        names = ["Cloud flag", "Cirrus flag", "Water flag", "Spacecraft Flag", "Dilated Cloud Flag", "AOD550", "H2O"]
        file["sensor_band_parameters/mask_bands"] = np.array([*names, "Aggregate Flag"], dtype=object)
    return made


def tanager(folder):
    made = products.tanager(folder)
    with h5py.File(made.path, "a") as file:
        fields = file["HDFEOS/SWATHS/HYP/Data Fields"]
        fields["beta_cloud_mask"], fields["beta_cirrus_mask"] = flag(CLOUD), flag(THIN)
    return made


def prisma(folder):
    made = products.prisma(folder, "L1")
    with h5py.File(made.path, "a") as file:
        plane = flag(CLOUD)
        plane[0, 0], plane[0, 1] = 10, 255  # not decided, and failed
        file["HDFEOS/SWATHS/PRS_L1_HCO/Data Fields/Cloud_Mask"] = plane
    return made


ALL = {CLOUD, SHADOW, THIN}
MADE = {
    "enmap": (enmap, ALL), "enmap thick cirrus": (enmap_thick_cirrus, ALL), "desis": (desis, ALL),
    "landsat": (landsat, ALL), "emit": (emit, {CLOUD, THIN}), "tanager": (tanager, {CLOUD, THIN}),
    "prisma": (prisma, {CLOUD}),
}  # fmt: skip


@pytest.mark.parametrize("name", MADE)
def test_the_layers_of_each_product_become_codes(tmp_path, name):
    make, known = MADE[name]
    with open_product(make(tmp_path).path) as product:
        codes = product.read_quality(Window(0, 0, *SHAPE))
        part = product.read_quality(Window(2, 1, 5, 4))
        assert product.quality
    np.testing.assert_array_equal(codes, np.where(np.isin(CODES, list(known)), CODES, 0))
    np.testing.assert_array_equal(part, codes[2:7, 1:5])


@pytest.mark.parametrize("kind", ["2A", "1C"])
def test_sentinel2_reads_its_coarse_layers_on_the_fine_grid(tmp_path, kind):
    made = bands.sentinel2(tmp_path, kind)
    granule = next(tmp_path.rglob("MTD_TL.xml")).parent
    if kind == "2A":
        plane = np.full((12, 18), 4, "uint8")
        plane[0, :2], plane[1, 0], plane[2, 0] = 9, 3, 10
        (granule / "IMG_DATA" / "R20m").mkdir(parents=True, exist_ok=True)
        bands._write_jp2(granule / "IMG_DATA" / "R20m" / "T33UUU_20220724T101559_SCL_20m.jp2", plane, 20)
        want = np.zeros((24, 36), np.uint8)
        want[:2, :4], want[2:4, :2], want[4:6, :2] = CLOUD, SHADOW, THIN
    else:
        (granule / "QI_DATA").mkdir(parents=True, exist_ok=True)
        planes = np.zeros((3, 4, 6), "uint8")
        planes[0, 0, 0], planes[1, 1, 0], planes[2, 2, 0] = 1, 1, 1  # opaque, cirrus, snow
        with rasterio.open(
            granule / "QI_DATA" / "MSK_CLASSI_B00.jp2", "w", driver="JP2OpenJPEG", height=4, width=6, count=3,
            dtype="uint8", REVERSIBLE="YES", QUALITY="100", YCBCR420="NO", YCC="NO",
        ) as file:  # fmt: skip
            file.write(planes)
        want = np.zeros((24, 36), np.uint8)
        want[:6, :6], want[6:12, :6] = CLOUD, THIN
    with open_product(made.path) as product:
        np.testing.assert_array_equal(product.read_quality(Window(0, 0, 24, 36)), want)


def test_a_layer_of_another_grid_is_left_out(tmp_path):
    made = products.enmap(tmp_path)
    write_tiff(tmp_path / f"{stem_of(made)}-QL_QUALITY_CLOUD.TIF", np.ones((1, 9, 11), "uint8"))
    with open_product(made.path) as product:
        assert product.quality is None and product.read_quality(Window(0, 0, *SHAPE)) is None


def mapped(run_job, model, source, folder, clouds):
    out = folder / clouds
    outputs = Outputs(classes=str(out / "a.tif"), confidence=str(out / "c.tif"))
    spec = JobSpec("map", str(source), model=str(model), outputs=outputs, options=Options(clouds=clouds))
    final, events = run_job(spec)
    assert final.type == "result", final.message
    with rasterio.open(out / "a.tif") as file:
        classes = file.read(1)
    return classes, json.loads((out / "a.json").read_text()), [e.message for e in events if e.type == "log"]


def test_clouds_become_classes_or_nodata_or_stay_as_asked(run_job, tiny_model, tmp_path):
    (tmp_path / "scene").mkdir()
    made = enmap(tmp_path / "scene")
    hidden = np.isin(CODES, [CLOUD, SHADOW])
    for clouds, handling in (("class", "classes"), ("nodata", "nodata"), ("keep", "kept")):
        classes, report, log = mapped(run_job, tiny_model, made.path, tmp_path, clouds)
        assert (classes[hidden] == 0).all() == (clouds == "nodata")
        assert (classes[~hidden & (CODES != 255)] > 0).sum() == (~hidden).sum() - 1  # all but the empty pixel
        counts = {"cloud": 12, "cloud_shadow": 6, "thin_cloud_or_haze": 4}
        assert report["clouds"] == {"by": "EnMAP quality layers", "handling": handling, "pixels": counts}
        assert any("Cloud and cloud shadow cover" in text for text in log)
        assert report["job"]["options"]["clouds"] == clouds
        names = [entry["name"] for entry in report["input"]["files"]]
        assert sum("QL_QUALITY" in name for name in names) == 4


def test_clouds_become_classes_of_models_that_have_them(run_job, tiny_model, tmp_path):
    import shutil

    model = tmp_path / "model"
    shutil.copytree(tiny_model, model)
    card = json.loads((model / "card.json").read_text())
    entries = card["properties"]["classification:classes"]
    for entry, name in zip(entries, ("cloud", "cloud_shadow")):
        entry["name"] = name
    (model / "card.json").write_text(json.dumps(card))
    (tmp_path / "scene").mkdir()
    made = enmap(tmp_path / "scene")
    classes, report, _ = mapped(run_job, model, made.path, tmp_path, "class")
    assert (classes[CODES == CLOUD] == entries[0]["value"]).all()
    assert (classes[CODES == SHADOW] == entries[1]["value"]).all()
    assert report["clouds"]["handling"] == "classes"
    shares = {entry["name"]: entry["pixels"] for entry in report["classes"]}
    assert shares["cloud"] >= 12 and shares["cloud_shadow"] >= 6


def test_a_scene_of_clouds_alone_says_so(tiny_model, tmp_path, capsys):
    made = products.enmap(tmp_path)
    write_tiff(tmp_path / f"{stem_of(made)}-QL_QUALITY_CLOUD.TIF", np.ones((1, *SHAPE), "uint8"))
    words = ["map", str(made.path), "--model", str(tiny_model), "--out", str(tmp_path / "out")]
    assert main([*words, "--clouds", "nodata"]) == 1
    assert "is nodata, cloud or cloud shadow; keep clouds" in capsys.readouterr().err
    assert main([*words, "--clouds", "keep"]) == 0
