"""Draw a finished map beside a colour composite of its raster: `demo_picture.py MAP.tif PICTURE.png`.

Everything else is in the map's report, MAP.json: the raster, its bands, the classes with their colours and shares.
"""

from __future__ import annotations

import json
import sys
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parent.parent
if __name__ == "__main__":
    sys.path[0] = str(ROOT)  # in place of tools/, so that the engine is found from any folder

from backend.products.registry import open_product  # noqa: E402 - found only now
from backend.raster.window import Window  # noqa: E402
from backend.spectral.overrides import SensorOverrides  # noqa: E402

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from backend.products.base import Product

MAX_SIDE_PX = 1200  # more than the picture can show
STRETCH_PERCENT = (2.0, 98.0)  # the usual stretch of viewers: outliers do not darken the picture
# Centres in nm of red, green and blue, and of usual false colours (SWIR 2, SWIR 1, NIR); how far a band may lie off.
COMPOSITES = (("True colour", (650.0, 560.0, 470.0), 40.0), ("False colour", (2200.0, 1650.0, 850.0), 80.0))
NODATA_GREY = 0.85


def choose_bands(centers: dict[int, float]) -> tuple[str, tuple[int, int, int]]:
    """Return the composite's name and its bands (red, green, blue) out of ``centers``, 0-based position -> nm.

    Falls back to bands at 5/6, 1/2 and 1/6 of the sorted range where neither composite has all its bands.
    """
    for title, wanted, tolerance in COMPOSITES:
        nearest = [min(centers, key=lambda band, nm=nm: abs(centers[band] - nm)) for nm in wanted]  # type: ignore[misc]
        if all(abs(centers[band] - nm) <= tolerance for band, nm in zip(nearest, wanted, strict=True)):
            return title, (nearest[0], nearest[1], nearest[2])
    ordered = sorted(centers, key=lambda band: centers[band])
    low, middle, high = (ordered[len(ordered) * part // 6] for part in (1, 3, 5))
    return "False colour", (high, middle, low)


def read_composite(product: Product, bands: tuple[int, int, int], step: int) -> NDArray[np.float64]:
    """Return every ``step``-th pixel of three bands, stretched to 0..1, as (h, w, 3); grey where there are no data."""
    meta = product.meta
    rows = [product.read(Window(row, 0, 1, meta.width), bands)[:, 0, ::step] for row in range(0, meta.height, step)]
    cube = np.stack(rows, axis=1).astype(np.float64)  # (3, h, w)
    nodata = np.array([np.nan if (value := meta.band_nodata[band]) is None else value for band in bands])
    valid = np.all(np.isfinite(cube) & (cube != nodata[:, None, None]), axis=0)
    if not valid.any():
        return np.full((*valid.shape, 3), NODATA_GREY)
    low, high = (np.percentile(cube[:, valid], percent, axis=1)[:, None, None] for percent in STRETCH_PERCENT)
    stretched = np.clip((cube - low) / np.maximum(high - low, 1e-12), 0.0, 1.0)
    stretched[:, ~valid] = NODATA_GREY
    return np.moveaxis(stretched, 0, -1)


def read_map(path: Path, classes: list[dict[str, Any]], step: int) -> NDArray[np.float64]:
    """Return every ``step``-th pixel of a class map in its classes' colours, (h, w, 3); grey where it has none."""
    import rasterio
    from matplotlib.colors import to_rgb

    with rasterio.open(path) as file:
        values = file.read(1)[::step, ::step]
    colors = np.full((256, 3), NODATA_GREY)
    for item in classes:
        colors[int(item["value"])] = to_rgb(item["color"])
    painted: NDArray[np.float64] = colors[values]
    return painted


def add_scale_bar(axes: Axes, width_px: int, pixel_m: float) -> None:
    """Draw a bar of a round length, about a quarter of the width, into the lower left corner."""
    target = width_px * pixel_m / 4
    decade = 10.0 ** np.floor(np.log10(target))
    length_m = max(factor * decade for factor in (1.0, 2.0, 5.0) if factor * decade <= target)
    text = f"{length_m / 1000:g} km" if length_m >= 1000 else f"{length_m:g} m"
    low, high = axes.get_ylim()
    left, bottom = 0.04 * width_px, low - 0.05 * (low - high)
    ends = ([left, left + length_m / pixel_m], [bottom, bottom])
    for color, thickness in (("black", 5.0), ("white", 3.0)):
        axes.plot(*ends, color=color, linewidth=thickness, solid_capstyle="butt")
    box = {"facecolor": "black", "alpha": 0.5, "pad": 1.5, "linewidth": 0}
    axes.annotate(text, (left, bottom), (0, 5), textcoords="offset points", color="white", fontsize=9, bbox=box)


def draw(report: dict[str, Any], map_path: Path, picture: Path) -> None:
    """Write the picture."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure
    from matplotlib.patches import Patch

    source = Path(report["job"]["source"])
    centers = {band["number"] - 1: float(band["center_nm"]) for band in report["bands"] if band["used"]}
    title, bands = choose_bands(centers)
    with open_product(source, SensorOverrides.from_json(report["job"]["overrides"])) as product:
        height, width, pixel_m = product.meta.height, product.meta.width, product.meta.sensor.gsd_m
        step = -(-max(height, width) // MAX_SIDE_PX)
        composite = read_composite(product, bands, step)
    classes = [item for item in report["classes"] if item["share"] > 0]
    panel = 5.2  # inches
    figure = Figure(figsize=(2 * panel + 2.6, max(panel * height / width, 0.55 * panel) + 1.0), layout="constrained")
    FigureCanvasAgg(figure)
    left, right = figure.subplots(1, 2)
    for axes, image in ((left, composite), (right, read_map(map_path, classes, step))):
        axes.imshow(image, interpolation="nearest" if max(height, width) < 400 else "antialiased")
        axes.set_axis_off()
    if pixel_m:
        add_scale_bar(left, composite.shape[1], pixel_m * step)
    left.set_title(f"{title}: {', '.join(f'{centers[band]:.0f}' for band in bands)} nm", fontsize=11)
    right.set_title(f"Land cover, {report['model']['name']}", fontsize=11)
    simulated = ROOT / "resources" / "sample" in source.resolve().parents
    figure.suptitle(f"{source.name} (simulated scene)" if simulated else source.name, fontsize=13)
    handles = [
        Patch(facecolor=item["color"], edgecolor="0.3", linewidth=0.5, label=f"{item['title']}  {share(item)}")
        for item in sorted(classes, key=lambda item: -float(item["share"]))
    ]
    figure.legend(handles=handles, loc="outside right center", frameon=False, fontsize=10, title="Share of the area")
    temporary = picture.with_suffix(".part.png")
    figure.savefig(temporary, dpi=130)
    temporary.replace(picture)


def share(item: dict[str, Any]) -> str:
    """A class's share in per cent."""
    percent = 100 * float(item["share"])
    return f"{percent:.1f} %" if percent >= 0.1 else "< 0.1 %"


def stages(report: dict[str, Any]) -> str:
    """One line on how the engine spent its time."""
    spent = report["timings_s"]
    used = sum(band["used"] for band in report["bands"])
    return (
        f"engine: read {spent['read']:.1f} s, run {spent['run']:.1f} s, write {spent['write']:.1f} s (they overlap), "
        f"{spent['total']:.1f} s in all; {used} of {len(report['bands'])} bands; {report['device']}"
    )


def main(map_path: Path, picture: Path) -> None:
    """Draw the picture and print how long the stages of the map took."""
    report = json.loads(map_path.with_suffix(".json").read_text(encoding="utf-8"))
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Dataset has no geotransform")  # a map without a place is still a map
        draw(report, map_path, picture)
    sys.stdout.write(stages(report) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
