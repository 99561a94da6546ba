"""Products under the names, and in the packages, in which their archives deliver them.

Names: EnMAP, DLR EOWEB and EOC Geoservice (``_COG``); DESIS, DLR EOC Geoservice and Teledyne; PRISMA, ASI portal;
EMIT, LP DAAC; Sentinel-2, Copernicus Data Space; Landsat and Hyperion, USGS EarthExplorer; AVIRIS, JPL and ORNL DAAC;
NEON, data portal; Tanager, Planet's open data.
"""

from __future__ import annotations

import json
import re
import shutil
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from backend.common.errors import InputError
from backend.products.registry import open_product
from backend.raster.window import Window

from . import scenes_bands, scenes_products
from .scenes import Scene
from .scenes_generic import write_envi
from .test_products import BUILDERS

Named = Callable[[Path, Scene], Path]  # given the product's folder: what to open


def itself(folder: Path, made: Scene) -> Path:
    return made.path


def the_folder(folder: Path, made: Scene) -> Path:
    return folder


def renamed(change: Callable[[str], str], then: Named = itself) -> Named:
    """Rename all files of the product; folders keep theirs."""

    def name(folder: Path, made: Scene) -> Path:
        opened = made.path
        for path in sorted(p for p in folder.rglob("*") if p.is_file()):
            other = path.with_name(change(path.name))
            path.rename(other)
            opened = other if path == made.path else opened
        return then(folder, Scene(opened, made.raw))

    return name


def member(pattern: str) -> Named:
    """Open the first file or folder of the product with such a name."""
    return lambda folder, made: sorted(folder.rglob(pattern))[0]


def archived(suffix: str, inner: str = "") -> Named:
    """Open the product as an archive, its files below a folder ``inner`` of it."""

    def name(folder: Path, made: Scene) -> Path:
        path = folder.with_name(f"product{suffix}")
        files = sorted(p for p in folder.rglob("*") if p.is_file())
        if suffix.lower() == ".zip":
            with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
                for file in files:
                    archive.write(file, f"{inner}{file.relative_to(folder).as_posix()}")
        else:
            with tarfile.open(path, "w:gz" if suffix.lower().endswith("gz") else "w") as tar:
                for file in files:
                    tar.add(file, arcname=f"{inner}{file.relative_to(folder).as_posix()}")
        return path

    return name


def moved(to: str) -> Named:
    """Open the product's folder under another name."""

    def name(folder: Path, made: Scene) -> Path:
        safe = made.path.parent if made.path.parent != folder.parent and made.path != folder else folder
        return safe.rename(safe.with_name(to))

    return name


def item(name: str, *assets: str) -> Named:
    """Open a STAC Item whose assets are those files, at an address of the archive."""

    def write(folder: Path, made: Scene) -> Path:
        files = [sorted(folder.glob(pattern))[0].name for pattern in assets]
        content = {
            "type": "Feature", "stac_version": "1.0.0", "id": "x", "properties": {},
            "assets": {
                "thumbnail": {"href": "https://data.example.org/a/thumbnail.tif", "roles": ["thumbnail"]},
                **{f"a{i}": {"href": f"https://data.example.org/a/{file}"} for i, file in enumerate(files)},
            },
        }  # fmt: skip
        path = folder / name
        path.write_text(json.dumps(content))
        return path

    return write


def cog(suffix: str = ".TIF") -> Callable[[str], str]:
    return lambda name: re.sub(r"\.tif$", f"_COG{suffix}", name, flags=re.I)


CASES: dict[str, tuple[str, Named, str]] = {
    "EnMAP COG by metadata": ("EnMAP", renamed(cog()), "EnMAP"),
    "EnMAP COG by image": ("EnMAP", renamed(cog(), member("*_COG.TIF")), "EnMAP"),
    "EnMAP COG by folder": ("EnMAP", renamed(cog(), the_folder), "EnMAP"),
    "EnMAP COG.tiff by image": ("EnMAP", renamed(cog(".tiff"), member("*_COG.tiff")), "EnMAP"),
    "EnMAP COG in a zip": ("EnMAP", renamed(cog(), archived(".zip", "ENMAP.HSI.L2A/")), "EnMAP"),
    "EnMAP COG in a tar": ("EnMAP", renamed(cog(), archived(".TAR")), "EnMAP"),
    "EnMAP COG of L1B": ("EnMAP: L1B", renamed(cog(), member("*VNIR_COG.TIF")), "EnMAP"),
    "EnMAP COG of L1C": ("EnMAP: L1C", renamed(cog()), "EnMAP"),
    "EnMAP in small letters": ("EnMAP", renamed(str.lower), "EnMAP"),
    "EnMAP in capitals": ("EnMAP", renamed(str.upper, member("*SPECTRAL_IMAGE.TIF")), "EnMAP"),
    "EnMAP, folder renamed": ("EnMAP", moved("Potsdam 2022 (neu)"), "EnMAP"),
    "EnMAP by its STAC Item": ("EnMAP", renamed(cog(), item("item.json", "*_COG.TIF", "*METADATA.XML")), "EnMAP"),
    "EnMAP by a STAC Item of the image": ("EnMAP", renamed(cog(), item("item.json", "*_COG.TIF")), "EnMAP"),
    "DESIS COG": ("DESIS", renamed(cog(".tif"), member("*_COG.tif")), "DESIS"),
    "DESIS in a zip": ("DESIS", archived(".zip", "DESIS-HSI-L2A-DT0865788448_017-20230607T153935-V0220/"), "DESIS"),
    "DESIS in capitals": ("DESIS", renamed(str.upper), "DESIS"),
    "DESIS by its STAC Item": ("DESIS", item("DESIS-HSI-L2A.json", "*IMAGE.tif", "*METADATA.xml"), "DESIS"),
    "PRISMA in capitals": ("PRISMA", renamed(str.upper), "PRISMA"),
    "PRISMA renamed": ("PRISMA", renamed(lambda name: "roma.h5"), "PRISMA"),
    "PRISMA by its folder": ("PRISMA", the_folder, "PRISMA"),
    "EMIT": ("EMIT", itself, "EMIT"),
    "EMIT without a suffix": ("EMIT", renamed(lambda name: name[:-3]), "EMIT"),
    "EMIT by its folder": ("EMIT: radiance", the_folder, "EMIT"),
    "EMIT by its STAC Item": ("EMIT", item("item.json", "*.nc"), "EMIT"),
    "Sentinel-2 by the folder above": ("Sentinel-2", the_folder, "Sentinel-2"),
    "Sentinel-2 SAFE": ("Sentinel-2", member("*.SAFE"), "Sentinel-2"),
    "Sentinel-2 in a zip": ("Sentinel-2", archived(".zip"), "Sentinel-2"),
    "Sentinel-2 in a tar": ("Sentinel-2: L1C", archived(".tar"), "Sentinel-2"),
    "Sentinel-2 by its granule": ("Sentinel-2", member("L2A_T33UUU*"), "Sentinel-2"),
    "Sentinel-2 by MTD_TL.xml": ("Sentinel-2: L1C", member("MTD_TL.xml"), "Sentinel-2"),
    "Sentinel-2 by an image": ("Sentinel-2", member("*B03_10m.jp2"), "Sentinel-2"),
    "Sentinel-2 by IMG_DATA": ("Sentinel-2", member("IMG_DATA"), "Sentinel-2"),
    "Sentinel-2, folder renamed": ("Sentinel-2", moved("tegel"), "Sentinel-2"),
    "Landsat by a band": ("Landsat", member("*_SR_B4.TIF"), "Landsat"),
    "Landsat by its folder": ("Landsat", the_folder, "Landsat"),
    "Landsat in a tar": ("Landsat", archived(".tar"), "Landsat"),
    "Landsat in a zip": ("Landsat", archived(".zip"), "Landsat"),
    "Landsat by its STAC Item": ("Landsat", item("LC09_L2SP_193023_20220724_20230406_02_T1_SR_stac.json", "*_SR_B2.TIF",
                                                 "*_SR_B3.TIF", "*MTL.txt"), "Landsat"),
    "Landsat, band in small letters": ("Landsat", renamed(str.lower, member("*_sr_b4.tif")), "Landsat"),
    "Hyperion by a channel": ("Hyperion", member("*_B050_L1T.TIF"), "Hyperion"),
    "Hyperion L1Gst": ("Hyperion", renamed(lambda name: name.replace("L1T", "L1GST"), member("*_MTL_L1GST.TXT")),
                       "Hyperion"),
    "Hyperion in a zip": ("Hyperion", archived(".ZIP", "EO1H1740652002110110KZ_1T/"), "Hyperion"),
    "Hyperion L1R by the folder above": ("Hyperion L1R", the_folder, "Hyperion"),
    "AVIRIS-3": ("AVIRIS", itself, "AVIRIS"),
    "AVIRIS-3 by its folder": ("AVIRIS: radiance", the_folder, "AVIRIS"),
    "NEON flight line": ("NEON", renamed(lambda name: "NEON_D17_SJER_DP1_20190320_165034_reflectance.h5"), "NEON"),
    "NEON bidirectional": ("NEON", renamed(
        lambda name: "NEON_D02_SERC_DP3_368000_4306000_bidirectional_reflectance.h5"), "NEON"),
    "NEON in capitals": ("NEON", renamed(str.upper), "NEON"),
    "Tanager ortho": ("Tanager: ortho", itself, "Tanager"),
    "Tanager ortho, renamed": ("Tanager: ortho", renamed(lambda name: "ortho_sr.h5"), "Tanager"),
    "Tanager basic radiance by its folder": ("Tanager: radiance", the_folder, "Tanager"),
    "Tanager by its STAC Item": ("Tanager", item("20250504_092952_87_4001.json", "*.h5"), "Tanager"),
}  # fmt: skip
STOPS: dict[str, tuple[str, Named, str]] = {
    **{f"{name} in a tar.gz": (name, archived(".tar.gz"), "unpack it") for name in ("EnMAP", "Landsat", "PRISMA")},
    **{f"{name} in a {suffix}": (name, archived(suffix), r"holds '.*\.(he5|nc|h5|L1R)'.*unpack it")
       for name in ("PRISMA", "EMIT", "NEON", "Tanager", "Hyperion L1R") for suffix in (".zip", ".tar")},
    "STAC Item alone": ("PRISMA", lambda folder, made: item("item.json")(folder.parent, made), "is beside it"),
    "STAC Item of bands": ("raster", lambda folder, made: two_images(folder, made), "lists 2 images"),
}  # fmt: skip


def two_images(folder: Path, made: Scene) -> Path:
    shutil.copy(made.path, folder / "other.tif")
    return item("bands.json", "scene.tif", "other.tif")(folder, made)


@pytest.fixture(scope="module")
def products(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, Path], Scene]:
    """Write each product once; give a copy of it in a folder."""
    known: dict[str, tuple[Path, Scene]] = {}

    def give(name: str, target: Path) -> Scene:
        if name not in known:
            folder = tmp_path_factory.mktemp("product") / "inner"
            folder.mkdir()
            known[name] = folder, BUILDERS[name](folder)
        folder, made = known[name]
        shutil.copytree(folder, target)
        return Scene(target / made.path.relative_to(folder), made.raw, made.expected, made.centers_nm)

    return give


@pytest.mark.parametrize("name", CASES)
def test_a_product_opens_under_every_name(name, products, tmp_path):
    kind, named, reader = CASES[name]
    folder = tmp_path / "delivered"
    made = products(kind, folder)
    with open_product(named(folder, made)) as product:
        meta = product.meta
        assert meta.driver == reader
        assert meta.sensor.name == made.expected["name"] and len(meta.sensor.bands.used) > 4
        window = Window(0, 0, meta.height, meta.width)
        assert np.array_equal(product.read(window, range(meta.count)), made.raw, equal_nan=True)
        assert not meta.blockers


@pytest.mark.parametrize("name", STOPS)
def test_what_cannot_be_read_in_its_package_says_to_unpack_it(name, products, tmp_path):
    kind, named, sentence = STOPS[name]
    folder = tmp_path / "delivered"
    path = named(folder, products(kind, folder))
    with pytest.raises(InputError, match=sentence):
        open_product(path)


@pytest.mark.parametrize("kind", ["EnMAP", "Landsat", "DESIS"])
def test_two_products_in_one_folder_are_told_apart(kind, products, tmp_path):
    folder = tmp_path / "both"
    made = products(kind, folder)
    digit = {"EnMAP": ("1867", "1868"), "Landsat": ("193023", "193024"), "DESIS": ("48_017", "48_018")}[kind]
    for path in list(folder.iterdir()):
        shutil.copy(path, path.with_name(path.name.replace(*digit)))
    with pytest.raises(
        InputError, match=rf"'both' holds 2 {kind} products; choose one by its file, such as '.*' or '.*'\.$"
    ):
        open_product(folder)
    with open_product(made.path) as one:
        assert one.meta.count == len(made.raw)


def test_an_enmap_product_in_envi_format(tmp_path):
    """EOWEB also delivers BSQ, BIL and BIP with a header beside it."""
    made = scenes_products.enmap(tmp_path)
    image = next(tmp_path.glob("*SPECTRAL_IMAGE.TIF"))
    image.unlink()
    write_envi(image.with_suffix(".BSQ"), made.raw, header=image.with_suffix(".HDR"), centers=None)
    for path in (made.path, image.with_suffix(".BSQ")):
        with open_product(path) as product:
            assert product.meta.driver == "EnMAP"
            assert np.array_equal(product.read(Window(0, 0, 12, 10), range(224)), made.raw)


@pytest.mark.parametrize("name", [
    "ang20231109t092617_027_L2A_OE_main_27577724_RFL_ORT", "AV320231008t173943_L2A_OE_main_98b13fff_RFL_ORT",
    "f130410t01p00r11_corr_v1_img",
])  # fmt: skip
def test_aviris_in_envi_format_has_no_suffix(name, tmp_path):
    made = scenes_products.aviris(tmp_path)
    nm = made.centers_nm[:60]
    write_envi(tmp_path / name, made.raw[:60], header=tmp_path / f"{name}.hdr", centers=nm)
    for path in (tmp_path / name, tmp_path / f"{name}.hdr"):
        with open_product(path) as product:
            assert product.meta.sensor.name.startswith("AVIRIS")
            assert product.meta.sensor.level == "L2"


def test_sentinel_2_without_its_10_m_bands_is_read_on_the_20_m_grid(tmp_path):
    made = scenes_bands.sentinel2(tmp_path)
    for path in tmp_path.rglob("R10m"):
        shutil.rmtree(path)
    with open_product(made.path) as product:
        assert product.meta.geotransform == (300000.0, 20.0, 0.0, 5900040.0, 0.0, -20.0)
        assert product.meta.sensor.gsd_m == 20.0
        names = [band.name for band in product.meta.sensor.bands]
        assert names[:3] == ["B01", "B02", "B05"]  # B02 of 60 m is all there is
