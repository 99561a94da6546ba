"""A file cut short anywhere is refused in one sentence, or gives what the whole file gives; never another answer."""

from __future__ import annotations

import gzip
import os
import re
import shutil
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import rasterio
from rasterio.shutil import copy
from rasterio.windows import Window as GdalWindow

from backend.common.errors import InputError
from backend.products.files.lengths.whole import check_whole
from backend.products.registry import open_product
from backend.raster.window import Window

from .scenes import reflectance, scaled
from .scenes_generic import write_envi, write_tiff
from .test_products import BUILDERS

CUTS = 20
BOTH_SIZES = re.compile(r"'[^']+' (has|holds) (\d+) bytes? but its header needs at least (\d+); copy or download")
CENTERS = np.linspace(420.0, 2440.0, 6)
Made = tuple[Path, Path]  # what to open, and the file of it to cut


def base(folder: Path) -> Path:
    path = folder / "base.tif"
    write_tiff(path, scaled(reflectance(CENTERS, (70, 60))), nodata=-1)
    return path


def stored(driver: str, name: str, cut: str | None = None, **options: str) -> Callable[[Path], Made]:
    def build(folder: Path) -> Made:
        inner = folder / "scene"
        inner.mkdir()
        copy(base(folder), inner / name, driver=driver, **options)
        return inner / name, inner / (cut or name)

    return build


def sparse(folder: Path) -> Made:
    """Strips that were never written, which take no room in the file, before one that was."""
    path = folder / "scene" / "sparse.tif"
    path.parent.mkdir()
    with rasterio.open(
        path, "w", driver="GTiff", count=4, height=100, width=120, dtype="int16", nodata=-99, SPARSE_OK=True,
        blockysize=10, interleave="band", crs="EPSG:32633", transform=rasterio.Affine(30, 0, 366015, 0, -30, 5806125),
    ) as file:  # fmt: skip
        file.write(np.full((4, 10, 120), 7, "int16"), window=GdalWindow(0, 20, 120, 10))
    return path, path


def envi(interleave: str, **options: object) -> Callable[[Path], Made]:
    def build(folder: Path) -> Made:
        path = folder / "scene" / f"scene.{interleave}"
        path.parent.mkdir()
        header = write_envi(
            path, scaled(reflectance(CENTERS, (70, 60))), interleave=interleave, centers=CENTERS, **options
        )
        return header, path

    return build


def packed_envi(folder: Path) -> Made:
    header, path = envi("bil", extra="file compression = 1")(folder)
    path.write_bytes(gzip.compress(path.read_bytes()))
    return header, path


def virtual(folder: Path) -> Made:
    """A virtual raster of two files, the second of which is cut."""
    inner = folder / "scene"
    inner.mkdir()
    for name in ("north.tif", "south.tif"):
        shutil.copy(base(folder), inner / name)
    bands = "".join(
        f'<VRTRasterBand dataType="Int16" band="{band}"><SimpleSource><SourceFilename relativeToVRT="1">{name}'
        f"</SourceFilename><SourceBand>{band}</SourceBand></SimpleSource></VRTRasterBand>"
        for band, name in ((1, "north.tif"), (2, "south.tif"), (3, "north.tif"), (4, "south.tif"))
    )
    path = inner / "scene.vrt"
    path.write_text(f'<VRTDataset rasterXSize="60" rasterYSize="70">{bands}</VRTDataset>')
    return path, inner / "south.tif"


def masked(folder: Path) -> Made:
    """A GeoTIFF whose mask lies in a file of its own, which is cut."""
    path = folder / "scene" / "scene.tif"
    path.parent.mkdir()
    shutil.copy(base(folder), path)
    with rasterio.Env(GDAL_TIFF_INTERNAL_MASK=False), rasterio.open(path, "r+") as file:
        file.write_mask(np.arange(70 * 60).reshape(70, 60) % 5 > 0)
    return path, path.with_name("scene.tif.msk")


def classic_netcdf(folder: Path) -> Made:
    """A netCDF file of the classic format with one cube, written by hand: the driver makes one variable a band."""
    cube = scaled(reflectance(CENTERS, (70, 60)))

    def numbers(*values: int) -> bytes:
        return b"".join(v.to_bytes(4, "big") for v in values)

    def name(text: str) -> bytes:
        return numbers(len(text)) + text.encode() + b"\0" * (-len(text) % 4)

    sizes = b"".join(name(axis) + numbers(size) for axis, size in zip("zyx", cube.shape, strict=True))
    head = b"CDF\x01" + numbers(0, 10, 3) + sizes + numbers(0, 0, 11, 1)
    head += name("cube") + numbers(3, 0, 1, 2, 0, 0, 3, cube.nbytes)
    path = folder / "scene" / "scene.nc"
    path.parent.mkdir()
    path.write_bytes(head + numbers(len(head) + 4) + cube.astype(">i2").tobytes())
    return path, path


def member(suffix: str) -> Callable[[Path], Made]:
    """A Landsat product, one of whose files was cut before it went into the archive; see ``archived``."""

    def build(folder: Path) -> Made:
        inner = folder / "scene"
        inner.mkdir()
        BUILDERS["Landsat"](inner)
        return inner.with_suffix(suffix), next(inner.glob("*_SR_B4.TIF"))

    return build


def product(name: str) -> Callable[[Path], Made]:
    def build(folder: Path) -> Made:
        inner = folder / "scene"
        inner.mkdir()
        path = BUILDERS[name](inner).path
        outside = path.is_file() and path.parent == folder
        files = [path] if outside else [f for f in inner.rglob("*") if f.suffix.lower() not in (".xml", ".txt", ".met")]
        return path, max(sorted(f for f in files if f.is_file()), key=lambda file: file.stat().st_size)

    return build


COMPRESSIONS = ("NONE", "DEFLATE", "LZW", "PACKBITS", "ZSTD", "LZMA", "LERC")
CASES: dict[str, Callable[[Path], Made]] = {
    **{
        f"GeoTIFF {packing} {'tiled' if tiled == 'YES' else 'striped'} {interleave}": stored(
            "GTiff", "scene.tif", COMPRESS=packing, TILED=tiled, INTERLEAVE=interleave, BLOCKXSIZE="32",
            BLOCKYSIZE="32" if tiled == "YES" else "8",
        )
        for packing in COMPRESSIONS for tiled in ("NO", "YES") for interleave in ("PIXEL", "BAND")
    },
    "BigTIFF": stored("GTiff", "scene.tif", BIGTIFF="YES"),
    "BigTIFF, big-endian": stored("GTiff", "scene.tif", BIGTIFF="YES", ENDIANNESS="BIG"),
    "GeoTIFF, big-endian": stored("GTiff", "scene.tif", ENDIANNESS="BIG"),
    "sparse GeoTIFF": sparse,
    "COG": stored("COG", "scene.tif"),
    "virtual raster": virtual,
    "mask beside it": masked,
    "PCIDSK": stored("PCIDSK", "scene.pix"),
    "JPEG 2000": stored("JP2OpenJPEG", "scene.jp2", QUALITY="100", REVERSIBLE="YES", BLOCKXSIZE="32", BLOCKYSIZE="32"),
    "codestream": stored("JP2OpenJPEG", "scene.j2k", QUALITY="100", REVERSIBLE="YES", CODEC="J2K"),
    "netCDF classic": classic_netcdf,
    **{f"ENVI {interleave}": envi(interleave, offset=100) for interleave in ("bsq", "bil", "bip")},
    "ENVI compressed": packed_envi,
    "file in a zip": member(".zip"),
    "file in a tar": member(".tar"),
    **{name: product(name) for name in BUILDERS},
}  # fmt: skip
OTHERS = {  # formats whose own libraries notice it, in words of their own
    "Imagine": stored("HFA", "scene.img"),
    "EHdr": stored("EHdr", "scene.bil"),
    "ERS": stored("ERS", "scene.ers", cut="scene"),
    "NITF": stored("NITF", "scene.ntf"),
    "PDS4": stored("PDS4", "scene.xml", cut="scene.img"),
    "ISIS": stored("ISIS3", "scene.cub"),
    "VICAR": stored("VICAR", "scene.vic"),
}  # fmt: skip


def whole(path: Path) -> tuple[np.ndarray, np.ndarray | None, object]:
    with open_product(path) as opened:
        window = Window(0, 0, opened.meta.height, opened.meta.width)
        return opened.read(window, range(opened.meta.count)), opened.read_mask(window), opened.meta.sensor


def archived(folder: Path, suffix: str) -> None:
    """Put a folder into an archive: half of a zip compressed, which GDAL reads as well."""
    if suffix == ".tar":
        with tarfile.open(folder.with_suffix(suffix), "w") as tar:
            tar.add(folder, arcname="product")
        return
    with zipfile.ZipFile(folder.with_suffix(suffix), "w") as archive:
        for number, path in enumerate(sorted(folder.iterdir())):
            archive.write(path, f"product/{path.name}", zipfile.ZIP_DEFLATED if number % 2 else zipfile.ZIP_STORED)


def outcomes(build: Callable[[Path], Made], folder: Path) -> list[str]:
    """Return the sentence of each cut that is refused; assert that the others give what the whole file gives."""
    path, target = build(folder)
    if not path.exists():
        archived(target.parent, path.suffix)
    pixels, mask, sensor = whole(path)
    data, sentences = target.read_bytes(), []
    lengths = [len(data) * k // CUTS for k in range(1, CUTS)] + [len(data) - 1]
    for number, length in enumerate(lengths):
        copied = folder / f"cut{number}" / "scene"  # another place each time: GDAL keeps what it has once seen
        if target.is_relative_to(folder / "scene"):
            shutil.copytree(folder / "scene", copied, copy_function=os.link)
            cut = copied / target.relative_to(folder / "scene")
            cut.unlink()
        else:
            copied.parent.mkdir()
            cut = copied.with_name(target.name)
        cut.write_bytes(data[:length])
        opened = copied.parent / path.relative_to(folder)
        if not opened.exists():
            archived(copied, path.suffix)
        try:
            got = whole(opened)
        except InputError as error:
            sentences.append(str(error))
            assert cut.name in str(error) or opened.name in str(error)
            assert "\n" not in str(error)
            continue
        assert np.array_equal(got[0], pixels, equal_nan=True), (length, len(data))
        assert (mask is None) == (got[1] is None) and (mask is None or np.array_equal(got[1], mask))
        assert got[2] == sensor
    return sentences


@pytest.mark.parametrize("name", CASES)
def test_a_file_cut_short_is_refused_with_both_sizes_or_read_in_full(name, tmp_path):
    sentences = outcomes(CASES[name], tmp_path)
    assert len(sentences) >= CUTS - 2  # the last bytes may be padding
    for sentence in sentences:
        found = BOTH_SIZES.match(sentence)
        assert found is not None, sentence
        assert int(found.group(2)) < int(found.group(3))


@pytest.mark.parametrize("name", OTHERS)
def test_formats_with_a_library_of_their_own_are_refused_as_well(name, tmp_path):
    assert len(outcomes(OTHERS[name], tmp_path)) >= CUTS - 1


def test_sparse_tiles_are_no_damage(tmp_path):
    path, _ = sparse(tmp_path)
    pixels, _, _ = whole(path)
    assert path.stat().st_size < pixels.nbytes / 4
    assert np.array_equal(np.unique(pixels), [-99, 7])


@pytest.mark.parametrize("interleave", ["BAND", "PIXEL"])
def test_a_geotiff_cut_while_it_is_read_is_one_sentence(interleave, tmp_path):
    path, _ = stored("GTiff", "scene.tif", INTERLEAVE=interleave)(tmp_path)
    with open_product(path) as opened:
        path.write_bytes(path.read_bytes()[:-5000])
        with pytest.raises(InputError, match=r"'scene.tif' was cut short while it was read.*start again\.$"):
            opened.read(Window(60, 0, 10, 60), [0, 5])


def test_only_what_was_checked_is_read_past_the_library(tmp_path):
    """Byte counts smaller than the pixels take are for the library to judge."""
    path, _ = stored("GTiff", "scene.tif", INTERLEAVE="BAND", BLOCKYSIZE="70")(tmp_path)
    assert check_whole(path)
    data = bytearray(path.read_bytes())
    counts = (70 * 60 * 2).to_bytes(2, "little") * 6
    assert data.count(counts) == 1
    at = data.index(counts)
    data[at : at + 2] = (4000).to_bytes(2, "little")
    path.write_bytes(bytes(data))
    assert not check_whole(path)
