"""Sources of the shard builder: flight lines and products in any folder tree, and folders of Sentinel-2 patches.

Documented names: AVIRIS-Classic ``f080611t01p00r07rdn_c_sc01_ort_img``, ``f180126t01p00r05_corr_v1k1_img``; AVIRIS-NG
``ang20170228t170016_rdn_v2p5_img``, ``..._corr_v2p5_img``, ``..._rfl_v2p5_img``; AVIRIS-3
``AV320230821t173024_L1B_RDN_main_d71e8b07_RDN_ORT`` and ``AV3..._RDN.nc``, ``..._RFL_ORT.nc`` (JPL distribution
documents; ORNL DAAC). The same folders contain observation geometry, look-up tables and uncertainties, which are not
images of the ground.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from backend.common.errors import InputError, SpecAwareError
from backend.products.registry import open_product, reader_of
from backend.spectral.overrides import SensorOverrides

AVIRIS = re.compile(r"^(?:ang\d{8}t\d{6}|av3\d{8}t\d{6}|f\d{6}t\d{2}p\d{2}r\d{2})", re.I)
AVIRIS_IMAGE = re.compile(r"(?<![a-z])(?:rdn|rfl|refl|corr|reflectance|radiance)(?![a-z])", re.I)
ANCILLARY = re.compile(
    r"(?<![a-z])(?:obs|igm|glt|loc|eph|lonlat|h2o|uncert|unc|mask|bandmask|subs|state|atm|lbl|ql|quicklook|browse|cmf|ch4)(?![a-z])",
    re.I,
)
"""Words in the names of files that accompany an image."""
SIDECARS = frozenset(
    [
        ".hdr",
        ".xml",
        ".json",
        ".csv",
        ".txt",
        ".md",
        ".readme",
        ".gain",
        ".geo",
        ".spc",
        ".rcc",
        ".info",
        ".plog",
        ".prj",
        ".wld",
        ".tfw",
        ".jgw",
        ".kml",
        ".kmz",
        ".pdf",
        ".png",
        ".jpg",
        ".jpeg",
        ".py",
        ".ovr",
        ".properties",
        ".sha256",
        ".md5",
        ".log",
        ".gpkg",
        ".shp",
        ".dbf",
        ".shx",
        ".geojson",
        ".mat",
        ".npy",
    ]
)
FMOW = re.compile(r"^(?P<category>[a-z_]+)_(?P<location>\d+)_(?P<image>\d+)\.tif$", re.I)
BIGEARTHNET = re.compile(r"^S2[ABC]_MSIL2A_(?P<time>\d{8}T\d{6})_.*_\d+_\d+$")
PRODUCT_METADATA = re.compile(r"(?:-METADATA|^MTD_MSIL\w\w|_MTL(?:_L1\w+)?)\.(?:xml|json|txt)$", re.I)
"""Metadata files of products that consist of several rasters: EnMAP, DESIS, Sentinel-2, Landsat, Hyperion."""
RASTER, FMOW_KIND, BIGEARTHNET_KIND = "raster", "fmow", "bigearthnet"


@dataclass(frozen=True, order=True)
class Source:
    """A source of patches; ``path``: a file, or the folder of a BigEarthNet patch; ``shown``: its display name."""

    path: str
    shown: str
    kind: str
    size: int
    changed_ns: int

    @property
    def id(self) -> str:
        """An identifier that changes only if the file changes."""
        text = f"{self.kind}|{self.path}|{self.size}|{self.changed_ns}"
        return hashlib.sha256(text.encode()).hexdigest()[:16]


def _source(path: Path, root: Path, kind: str) -> Source:
    status = path.stat()
    shown = path.relative_to(root).as_posix() if path != root else path.name
    size = status.st_size if path.is_file() else sum(p.stat().st_size for p in path.iterdir() if p.is_file())
    return Source(str(path.resolve()), shown, kind, size, status.st_mtime_ns)


def _is_fmow(path: Path) -> bool:
    """True for category/category_location/category_location_image.tif (fMoW-Sentinel; Cong et al. 2022, SatMAE)."""
    found = FMOW.match(path.name)
    return found is not None and path.parent.name == f"{found['category']}_{found['location']}"


def _wanted(path: Path) -> bool:
    """Return True for a file that may be an image: decided by the name, with stricter rules for AVIRIS."""
    if path.name.startswith(".") or path.suffix.lower() in SIDECARS:
        return False
    if AVIRIS.match(path.name):
        stem = path.name if path.suffix.lower() not in (".nc", ".img", ".dat", ".tif") else path.stem
        return AVIRIS_IMAGE.search(stem) is not None and ANCILLARY.search(stem) is None
    return ANCILLARY.search(path.stem) is None


def _walk(root: Path) -> Iterator[Source]:
    """Yield the sources of a folder tree, in the order of their paths."""
    for folder, subfolders, names in os.walk(root):
        subfolders[:] = sorted(s for s in subfolders if not s.startswith("."))
        here = Path(folder)
        if BIGEARTHNET.match(here.name) and any(name.endswith("_B02.tif") for name in names):
            subfolders.clear()
            yield _source(here, root, BIGEARTHNET_KIND)
            continue
        described = [here / n for n in sorted(names) if PRODUCT_METADATA.search(n)]
        products = [path for path in described if reader_of(path) is not None]
        if products:  # products of several files in one folder are represented by their metadata files
            if here.suffix.upper() == ".SAFE":
                subfolders.clear()
            for path in products:
                yield _source(path, root, RASTER)
            continue
        for name in sorted(names):
            path = here / name
            if _is_fmow(path):
                yield _source(path, root, FMOW_KIND)
            elif _wanted(path) and reader_of(path) is not None:
                yield _source(path, root, RASTER)


def find_sources(roots: Iterable[Path]) -> list[Source]:
    """Return all sources in files and folder trees; a file given by the user is used whatever its name.

    Raises:
        InputError: a path does not exist, or there are no sources.
    """
    found: dict[str, Source] = {}
    given = [Path(root) for root in roots]
    for root in given:
        if not root.exists():
            raise InputError(f"'{root}' does not exist; check the path.")
        kind = FMOW_KIND if root.is_file() and _is_fmow(root) else RASTER
        sources = [_source(root, root, kind)] if root.is_file() else _walk(root)
        for source in sources:
            found.setdefault(source.path, source)
    if not found:
        shown = ", ".join(f"'{root}'" for root in given)
        raise InputError(f"No sources of patches were found in {shown}; give flight lines, rasters or patch folders.")
    return sorted(found.values())


def stated(overrides: SensorOverrides | None, source: Source) -> SensorOverrides | None:
    """Return the settings to open a raster with: the user's, and the sensor in the file's name if it is needed.

    The reader refuses a Sentinel-2 stack or a NEON tile without wavelengths until its sensor is stated. A file name of
    the mission's form counts as such a statement.
    """
    base = overrides or SensorOverrides()
    with open_product(source.path, overrides) as product:
        meta = product.meta
    if not meta.blockers or meta.sensor.name is None or base.sensor is not None:
        return overrides
    retry = SensorOverrides(sensor=meta.sensor.name, level=base.level or meta.sensor.level).over(base)
    try:
        with open_product(source.path, retry) as product:
            return retry if not product.meta.blockers else overrides
    except SpecAwareError:
        return overrides
