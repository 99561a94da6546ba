"""One scene, written in every way that programs write scenes, gives one map; what cannot be told stops in one sentence.

Each case states its outcome, so that a scene that maps today cannot turn into a stop, nor a stop into a map, unnoticed.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import pytest
import rasterio
from rasterio.shutil import copy
from rasterio.transform import Affine

from backend.common.cancellation import CancelToken
from backend.job.spec import JobSpec, Options, Outputs
from backend.serve.runner import JobRunner
from backend.shell.main import main

from .written import GRID, Written, envi, listed, sample, spectral, tiff

MODEL = "specaware-fast"
SOUTH_UP = Affine(30, 0, 366015, 0, 30, 5806125)
ROWS, COLS = slice(52, 92), slice(8, 44)  # where the sample has the most classes
SAME = ""  # the outcome of a case that maps as the scene does
Reference = Callable[..., np.ndarray]


@dataclass(frozen=True)
class Case:
    """``write`` returns what to open; ``stops`` is SAME, or what the one sentence says.

    ``empty`` (H, W) are pixels without data: a model looks a few pixels beyond, so such maps are compared with that of
    the same gaps declared in GDAL's way; ``like`` writes what else it is compared with. ``turned`` turns the map to the
    scene's own order.
    """

    write: Callable[[Path, Written], Path]
    stops: str = SAME
    overrides: dict[str, object] = field(default_factory=dict)
    empty: Callable[[np.ndarray], np.ndarray] | None = None
    turned: Callable[[np.ndarray], np.ndarray] = lambda classes: classes
    agree: float = 0.995
    like: Callable[[Path, Written], Path] | None = None


def as_envi(**options: object) -> Callable[[Path, Written], Path]:
    """An ENVI file of whole numbers x 1e4, unless ``stored``, ``plus`` and ``dtype`` say otherwise."""
    made = dict(options)
    name, pick = str(made.pop("name", "scene.bsq")), made.pop("bands", None)
    unit, factor, width = made.pop("unit", "Nanometers"), made.pop("factor", 1.0), made.pop("width", None)
    stored, dtype, plus = made.pop("stored", 1e4), made.pop("dtype", "int16"), made.pop("plus", 0.0)
    more, change, head = made.pop("fields", {}), made.pop("change", None), made.pop("header", None)
    keys = made.pop("keys", None)

    def write(folder: Path, scene: Written) -> Path:
        chosen = scene if pick is None else scene.take(pick(len(scene.nm)))
        raw = chosen.times(stored, dtype, plus)
        if change is not None:
            raw = change(raw)
        fields = {**spectral(chosen, unit, factor, width)}
        fields |= more(chosen) if callable(more) else more
        fields = {key: value for key, value in fields.items() if value}
        if keys is not None:
            fields = {keys(key): value for key, value in fields.items()}
        return envi(folder / name, raw, fields, header=None if head is None else folder / head, **made)

    return write


def as_tiff(**options: object) -> Callable[[Path, Written], Path]:
    """A GeoTIFF of whole numbers x 1e4 with GDAL's scale, unless ``stored`` or ``scale`` say otherwise."""
    made = dict(options)
    name, pick, change = str(made.pop("name", "scene.tif")), made.pop("bands", None), made.pop("change", None)
    stored, dtype = made.pop("stored", 1e4), made.pop("dtype", "int16")
    made.setdefault("scale", 1 / stored if stored != 1 else None)

    def write(folder: Path, scene: Written) -> Path:
        chosen = scene if pick is None else scene.take(pick(len(scene.nm)))
        raw = chosen.times(stored, dtype)
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        return tiff(path, chosen, raw if change is None else change(raw), **made)

    return write


def converted(driver: str, name: str, **options: str) -> Callable[[Path, Written], Path]:
    def write(folder: Path, scene: Written) -> Path:
        copy(as_tiff(name="first.tif")(folder, scene), folder / name, driver=driver, **options)
        return folder / name

    return write


def separate(folder: Path, scene: Written) -> Path:
    """A virtual raster of one file a band, as gdalbuildvrt -separate makes it, with wavelengths on its bands."""
    bands = []
    for number, (plane, nm) in enumerate(zip(scene.times(1e4), scene.nm, strict=True), start=1):
        one = replace(scene, nm=scene.nm[:1], fwhm=scene.fwhm[:1])
        tiff(folder / f"b{number}.tif", one, plane[None], told="nowhere")
        bands.append(
            f'<VRTRasterBand dataType="Int16" band="{number}"><Metadata><MDI key="wavelength">{nm}</MDI>'
            '<MDI key="wavelength_units">Nanometers</MDI></Metadata><SimpleSource>'
            f'<SourceFilename relativeToVRT="1">b{number}.tif</SourceFilename><SourceBand>1</SourceBand>'
            "</SimpleSource></VRTRasterBand>"
        )
    height, width = scene.values.shape[1:]
    grid = ", ".join(str(v) for v in GRID.to_gdal())
    path = folder / "scene.vrt"
    path.write_text(
        f'<VRTDataset rasterXSize="{width}" rasterYSize="{height}"><SRS>EPSG:32633</SRS>'
        f"<GeoTransform>{grid}</GeoTransform>{''.join(bands)}</VRTDataset>"
    )
    return path


def packed(folder: Path, scene: Written) -> Path:
    path = as_envi(fields={"reflectance scale factor": "10000", "file compression": "1"})(folder, scene)
    path.write_bytes(gzip.compress(path.read_bytes()))
    return path


def sentinel2(name: str, plus: int = 0, form: str = "B{}") -> Callable[[Path, Written], Path]:
    """A stack as users make them of Sentinel-2 L2A: twelve bands by name, numbers x 1e4, perhaps + 1000."""

    def write(folder: Path, scene: Written) -> Path:
        nearest = [int(np.argmin(np.abs(scene.nm - nm))) for nm in S2_NM]
        chosen = scene.take(nearest)
        path = tiff(folder / name, chosen, chosen.times(1e4, "uint16", plus), told="nowhere")
        with rasterio.open(path, "r+") as file:
            file.descriptions = [form.format(key) for key in S2_BANDS]
        return path

    return write


def header_of(write: Callable[[Path, Written], Path]) -> Callable[[Path, Written], Path]:
    """The same, opened by its header."""
    return lambda folder, scene: next(f for f in write(folder, scene).parent.iterdir() if f.suffix == ".hdr")


def masked(internal: bool) -> Callable[[Path, Written], Path]:
    def write(folder: Path, scene: Written) -> Path:
        path = as_tiff()(folder, scene)
        with rasterio.Env(GDAL_TIFF_INTERNAL_MASK=internal), rasterio.open(path, "r+") as file:
            file.write_mask(~spots(np.zeros(file.shape)))
        return path

    return write


def spots(plane: np.ndarray) -> np.ndarray:
    """Return some pixels (H, W) bool in a corner."""
    rows, cols = np.indices(plane.shape[-2:])
    return (rows < 4) & (cols % 3 == 0)


def quarter(plane: np.ndarray) -> np.ndarray:
    """Return the upper left quarter of the pixels (H, W) bool."""
    rows, cols = np.indices(plane.shape[-2:])
    return (rows < plane.shape[-2] // 2) & (cols < plane.shape[-1] // 2)


def filled(where: Callable[[np.ndarray], np.ndarray], value: float) -> Callable[[np.ndarray], np.ndarray]:
    def change(raw: np.ndarray) -> np.ndarray:
        result = raw.copy()
        result[:, where(raw)] = value
        return result

    return change


def reversed_(count: int) -> list[int]:
    return list(range(count))[::-1]


def shuffled(count: int) -> list[int]:
    return np.random.default_rng(3).permutation(count).tolist()


def doubled(count: int) -> list[int]:
    return [*range(count), *range(0, count, 9)]


def hundred(name: str) -> str:
    """Return a path of about 200 characters below the scene's folder."""
    return "/".join(["a_folder_with_a_long_name_of_forty_chars"] * 4 + [name])


S2_BANDS = ("01", "02", "03", "04", "05", "06", "07", "08", "8A", "09", "11", "12")
S2_NM = (443, 492, 560, 665, 704, 741, 783, 833, 865, 945, 1614, 2202)
S2_NAME = "S2A_MSIL2A_20220724T101559_N{}_R065_T33UUU_20220724T161201.tif"
S2 = sentinel2(S2_NAME.format("0301"))  # before the offset of baseline 4
X10K = {"reflectance scale factor": "10000"}
WAVENUMBER = {"wavelength units": "Wavenumber"}


def wavenumbers(scene: Written) -> dict[str, str]:
    return {"wavelength units": "Wavenumber", "wavelength": listed(1e7 / scene.nm, "{:.4f}"), "fwhm": "", **X10K}


def longer(scene: Written) -> dict[str, str]:
    """Return wavelengths of more bands than there are."""
    more = np.concatenate([[400.0, 405.0, 410.0], scene.nm, [2460.0, 2470.0]])
    return {"wavelength": listed(more), "fwhm": "", **X10K}


def band_names(form: str) -> Callable[[Written], dict[str, str]]:
    return lambda scene: {
        "wavelength": "", "wavelength units": "", "fwhm": "", **X10K,
        "band names": "{" + ", ".join(form.format(i, nm) for i, nm in enumerate(scene.nm, start=1)) + "}",
    }  # fmt: skip


PACKINGS = ("deflate", "lzw", "packbits", "zstd", "lzma", "lerc")
CASES: dict[str, Case] = {
    # -- ENVI: layouts and names
    "ENVI bsq": Case(as_envi(fields=X10K)),
    "ENVI bil": Case(as_envi(fields=X10K, interleave="bil", name="scene.bil")),
    "ENVI bip": Case(as_envi(fields=X10K, interleave="bip", name="scene.bip")),
    "ENVI big-endian": Case(as_envi(fields=X10K, big=True)),
    "ENVI big-endian bip of floats": Case(as_envi(stored=1, dtype="float32", big=True, interleave="bip")),
    "ENVI header offset": Case(as_envi(fields=X10K, offset=517)),
    "ENVI compressed": Case(packed),
    "ENVI of 32-bit numbers": Case(as_envi(fields=X10K, dtype="int32")),
    "ENVI of unsigned numbers": Case(as_envi(fields=X10K, dtype="uint16")),
    "ENVI of doubles": Case(as_envi(stored=1, dtype="float64")),
    "scene.hdr opened": Case(header_of(as_envi(fields=X10K))),
    "scene.img.hdr": Case(as_envi(fields=X10K, name="scene.img", header="scene.img.hdr")),
    "scene.img.hdr opened": Case(header_of(as_envi(fields=X10K, name="scene.img", header="scene.img.hdr"))),
    "no extension": Case(as_envi(fields=X10K, name="scene", header="scene.hdr")),
    "SCENE.HDR": Case(as_envi(fields=X10K, name="SCENE.IMG", header="SCENE.HDR")),
    # -- ENVI: spellings of the header
    "micrometres": Case(as_envi(unit="Micrometers", factor=1e-3, fields=X10K)),
    "um": Case(as_envi(unit="um", factor=1e-3, fields=X10K)),
    "nm": Case(as_envi(unit="nm", fields=X10K)),
    "Angstrom": Case(as_envi(unit="Angstroms", factor=10, fields=X10K)),
    "wavenumber": Case(as_envi(fields=wavenumbers)),
    "no unit": Case(as_envi(unit="", fields=X10K), "unit"),
    "no unit, given": Case(as_envi(unit="", fields=X10K), overrides={"wavelength_unit": "nm"}),
    "CRLF": Case(as_envi(fields=X10K, newline="\r\n")),
    "keys in capitals": Case(as_envi(fields=X10K, keys=str.upper)),
    "keys with two spaces": Case(as_envi(fields=X10K, keys=lambda key: key.replace(" ", "  "))),
    "one number a line": Case(as_envi(fields=lambda s: {**X10K, "wavelength": listed(s.nm).replace(", ", ",\n ")})),
    "exponents": Case(as_envi(fields=lambda s: {**X10K, "wavelength": listed(s.nm, "{:.8E}")})),
    "band names with nm": Case(as_envi(fields=band_names("band {} ({:.3f} Nanometers)"))),
    "bad bands stated": Case(as_envi(fields=lambda s: {**X10K, "bbl": "{" + ", ".join(["1"] * len(s.nm)) + "}"})),
    # -- numbers
    "floats": Case(as_envi(stored=1, dtype="float32")),
    "percent with its factor": Case(as_envi(stored=100, dtype="float32", fields={"reflectance scale factor": "100"})),
    "percent": Case(as_envi(stored=100, dtype="float32")),
    "x 1e3 with its factor": Case(as_envi(stored=1e3, fields={"reflectance scale factor": "1000"})),
    "x 1e4": Case(as_envi()),
    "gain values": Case(as_envi(fields=lambda s: {"data gain values": listed([1e-4] * len(s.nm))})),
    "gains and offsets": Case(as_envi(plus=500, fields=lambda s: {
        "data gain values": listed([1e-4] * len(s.nm)), "data offset values": listed([-0.05] * len(s.nm))})),
    "GDAL scale and offset": Case(as_tiff(change=lambda raw: raw + np.int16(500), offset=-0.05)),
    "GDAL scale of a VRT": Case(converted("VRT", "scene.vrt")),
    # -- gaps
    "ignore value": Case(as_envi(change=filled(spots, -9999), fields={**X10K, "data ignore value": "-9999"}),
                         empty=spots),
    "NaN": Case(as_envi(stored=1, dtype="float32", change=filled(spots, np.nan)), empty=spots),
    "infinite": Case(as_tiff(stored=1, dtype="float32", change=filled(spots, np.inf)), empty=spots),
    "GDAL nodata": Case(as_tiff(nodata=-32768, change=filled(spots, -32768)), empty=spots),
    "nodata that is NaN": Case(as_tiff(stored=1, dtype="float32", nodata=np.nan, change=filled(spots, np.nan)),
                               empty=spots),
    "mask inside": Case(masked(True), empty=spots),
    "mask beside": Case(masked(False), empty=spots),
    # -- bands
    "bands reversed": Case(as_envi(bands=reversed_, fields=X10K)),
    "bands shuffled": Case(as_tiff(bands=shuffled)),
    "bands twice": Case(as_tiff(bands=doubled)),
    # -- GeoTIFF
    "GeoTIFF striped by band": Case(as_tiff(interleave="band")),
    "GeoTIFF striped by pixel": Case(as_tiff(interleave="pixel")),
    "GeoTIFF tiled by band": Case(as_tiff(interleave="band", tiled=True, blockxsize=16, blockysize=16)),
    "GeoTIFF tiled by pixel": Case(as_tiff(interleave="pixel", tiled=True, blockxsize=32, blockysize=16)),
    **{f"GeoTIFF {packing}": Case(as_tiff(compress=packing)) for packing in PACKINGS},
    "GeoTIFF deflate with predictor": Case(as_tiff(compress="deflate", predictor=2, interleave="pixel")),
    "GeoTIFF of floats": Case(as_tiff(stored=1, dtype="float32")),
    "BigTIFF": Case(as_tiff(BIGTIFF="YES")),
    "GeoTIFF big-endian": Case(as_tiff(ENDIANNESS="BIG")),
    "COG": Case(converted("COG", "scene.tif", COMPRESS="DEFLATE")),
    "VRT of single bands": Case(separate),
    "IMAGERY domain": Case(as_tiff(told="imagery")),
    "dataset items": Case(as_tiff(told="dataset")),
    "names": Case(as_tiff(told="names")),
    "STAC item": Case(as_tiff(told="stac")),
    "PCIDSK": Case(converted("PCIDSK", "scene.pix")),
    # -- places
    "south-up": Case(as_tiff(transform=SOUTH_UP)),
    "south-up, rows turned": Case(as_tiff(transform=SOUTH_UP, change=lambda raw: raw[:, ::-1]),
                                  turned=lambda classes: classes[::-1], agree=0.95),  # mirrored is not the same to it
    "rotated": Case(as_tiff(transform=GRID * Affine.rotation(30))),
    "no CRS": Case(as_tiff(crs=None)),
    "no place at all": Case(as_tiff(crs=None, transform=Affine.identity())),
    "EPSG:4326": Case(as_tiff(crs="EPSG:4326", transform=Affine(3e-4, 0, 13, 0, -3e-4, 52))),
    "EPSG:3857": Case(as_tiff(crs="EPSG:3857", transform=Affine(49, 0, 1.4e6, 0, -49, 6.9e6))),
    # -- names
    **{f"name {name!r}": Case(as_tiff(name=name)) for name in (
        "a scene.tif", "Szene Süd.tif", "szene-日本.tif", "50% (1).tif", "a&b;c#d.tif", "it's.tif", "[1].tif",
        "SCENE.TIF", "scene.TIFF", "scene", "scene.2022.07.24.tif", "scene.dat", "$HOME.tif", "-scene.tif",
        " scene.tif",
    )},
    "a path of 200 characters": Case(as_tiff(name=hundred("scene.tif"))),
    # -- Sentinel-2 stacks
    "Sentinel-2 of baseline 4 and 1000 more": Case(sentinel2(S2_NAME.format("0400"), 1000), like=S2),
    "Sentinel-2 of baseline 5 and 1000 more": Case(sentinel2(S2_NAME.format("0510"), 1000), like=S2),
    "Sentinel-2, other names of its bands": Case(sentinel2(S2_NAME.format("0301"), form="b{}_20m"), like=S2),
    "Sentinel-2, stated offset": Case(sentinel2("stack.tif", 1000), like=S2,
                                      overrides={"sensor": "Sentinel-2", "scale": 1e-4, "offset": -0.1}),
    "Sentinel-2 of no date and 1000 more": Case(sentinel2("stack.tif", 1000), "offset",
                                                overrides={"sensor": "Sentinel-2"}),
    # -- faulty files
    "more wavelengths than bands": Case(as_envi(fields=longer), "wavelength"),
    "fewer wavelengths than bands": Case(as_envi(fields=lambda s: {**X10K, "wavelength": listed(s.nm[:-5])}),
                                         "wavelength"),
    "decimal commas": Case(as_envi(fields=lambda s: {
        **X10K, "wavelength": listed(s.nm, "{:.2f}").replace(", ", "; ").replace(".", ",").replace(";", ",")})),
    "commas in band names": Case(as_envi(fields=lambda s: {
        **X10K, "band names": "{" + ", ".join(f"red, no {i}" for i in range(len(s.nm))) + "}"})),
    "bad bands one short": Case(as_envi(fields=lambda s: {
        **X10K, "bbl": "{" + ", ".join(["1"] * (len(s.nm) - 1)) + "}"}), "bbl|bad band"),
    "FWHM in nm beside micrometres": Case(as_envi(unit="Micrometers", factor=1e-3, width=1.0, fields=X10K)),
    "FWHM in micrometres beside nm": Case(as_envi(width=1e-3, fields=X10K)),
    "a unit that is none": Case(as_envi(unit="decimal year", fields=X10K), "decimal year"),
    "scale factor below one": Case(as_envi(fields={"reflectance scale factor": "0.0001"})),
    "scale factor one of x 1e4": Case(as_envi(fields={"reflectance scale factor": "1"})),
    "x 1e3 without its factor": Case(as_envi(stored=1e3)),
    "scale that does not fit": Case(as_tiff(scale=2.75e-5, offset=-0.2)),
    "numbers of no usual scale": Case(as_envi(stored=3e6, dtype="float32"), "scale"),
    "undeclared zeros": Case(as_envi(fields=X10K, change=filled(quarter, 0)), empty=quarter),
    "undeclared -9999": Case(as_envi(fields=X10K, change=filled(quarter, -9999)), empty=quarter),
}  # fmt: skip


@pytest.fixture(scope="module")
def scene(root: Path) -> Written:
    return sample(root, ROWS, COLS)


@pytest.fixture(scope="module")
def runner() -> JobRunner:
    return JobRunner()


def mapped(runner: JobRunner, path: Path, target: Path, overrides: dict[str, object]) -> np.ndarray | str:
    """Return the map (H, W), or the sentence it ends with."""
    job = JobSpec(
        kind="map", source=str(path), model=MODEL, overrides={"level": "L2", **overrides},
        outputs=Outputs(classes=str(target)), options=Options(threads=1),
    )  # fmt: skip
    final = runner.run(job, send=lambda _: None, token=CancelToken())
    if final.type == "error":
        return f"{final.code}: {final.message}"
    with rasterio.open(target) as file:
        return file.read(1)


@pytest.fixture(scope="module")
def expected(scene: Written, runner: JobRunner, tmp_path_factory: pytest.TempPathFactory) -> Reference:
    known: dict[object, np.ndarray] = {}

    def of(empty: Callable[[np.ndarray], np.ndarray] | None, like: Callable[[Path, Written], Path] | None = None):
        if (empty, like) not in known:
            folder = tmp_path_factory.mktemp("expected")
            gaps = as_tiff() if empty is None else as_tiff(nodata=-32768, change=filled(empty, -32768))
            classes = mapped(runner, (like or gaps)(folder, scene), folder / "map.tif", {})
            assert isinstance(classes, np.ndarray), classes
            known[empty, like] = classes
        return known[empty, like]

    return of


def test_the_scene_itself_has_many_classes_and_gaps_stay_gaps(expected):
    classes = expected(None)
    assert len(np.unique(classes)) >= 6 and (classes > 0).all()
    for empty in (spots, quarter):
        gaps = empty(classes)
        assert np.array_equal(expected(empty) == 0, gaps)
        assert np.mean(expected(empty)[~gaps] == classes[~gaps]) > 0.95


@pytest.mark.parametrize("name", CASES)
def test_one_scene_one_map(name, scene, runner, expected, tmp_path):
    case = CASES[name]
    folder = tmp_path / "given"
    folder.mkdir()
    got, wanted = (
        mapped(runner, case.write(folder, scene), tmp_path / "map.tif", case.overrides),
        expected(case.empty, case.like),
    )
    assert right(case, got, wanted), got if isinstance(got, str) else f"maps; {share(case, got, wanted):.1%} as wanted"


def share(case: Case, got: np.ndarray, wanted: np.ndarray) -> float:
    return float(np.mean(case.turned(got)[wanted > 0] == wanted[wanted > 0]))


def right(case: Case, got: np.ndarray | str, wanted: np.ndarray) -> bool:
    """True for the case's outcome: the map, its gaps included, or the one sentence."""
    if isinstance(got, str):
        code, _, sentence = got.partition(": ")
        one = sentence[-1] in ".?" and "\n" not in sentence and code in ("input", "sensor")
        return bool(case.stops) and one and re.search(case.stops, sentence) is not None
    same = share(case, got, wanted) >= case.agree and bool((case.turned(got)[wanted == 0] == 0).all())
    return not case.stops and same


def test_a_stop_is_exit_code_1_and_one_line(scene, tmp_path, capsys):
    path = as_envi(unit="", fields=X10K)(tmp_path, scene)
    assert main(["map", str(path), "--level", "L2", "--model", MODEL, "--out", str(tmp_path / "out")]) == 1
    said = capsys.readouterr().err.strip().splitlines()
    assert len(said) == 1 and "unit" in said[0]


def test_there_are_enough_ways():
    assert len(CASES) >= 100
