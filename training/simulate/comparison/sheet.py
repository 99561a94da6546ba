"""Picture sheet: simulated scenes beside real ones, and the spectra of each class in both, with their spread.

``python -m training.simulate.comparison.sheet --out sheet.png [--data DIR]``
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from backend.common.arrays import DoubleArray, FloatArray
from backend.common.errors import SpecAwareError

from ..labels import COLOURS, GROUND
from ..landscapes.landscape import ARCHETYPES
from ..scene import SimBatch, SimConfig, Simulator, default_cache
from ..sensors import named_sensor
from .real import RealScene, real_scenes

_RGB_NM = (650.0, 555.0, 465.0)
_INFRARED_NM = (860.0, 650.0, 555.0)
_PURE = 0.9  # cover above which a simulated pixel counts as its class
_GSDS = (1.0, 3.0, 10.0, 30.0)
_PLOTTED_NM = (400.0, 2480.0)


def composite(cube: FloatArray, center_nm: DoubleArray, wanted_nm: Sequence[float]) -> np.ndarray:
    """Colour composite (h, w, 3) in 0-1 of a cube (C, h, w), stretched to its 98th percentile."""
    bands = [int(np.argmin(np.abs(center_nm - w))) for w in wanted_nm]
    picture = np.nan_to_num(cube[bands].transpose(1, 2, 0))
    top = np.maximum(np.percentile(picture, 98), 0.02)
    return np.asarray(np.clip(picture / top, 0.0, 1.0) ** 0.7)


def class_map(fractions: FloatArray) -> np.ndarray:
    """Return the cover fractions (K, h, w) as colours (h, w, 3): class colours weighted by cover."""
    colours = np.array([[int(c[i : i + 2], 16) / 255.0 for i in (0, 2, 4)] for c in COLOURS])
    return np.asarray(np.einsum("khw,kc->hwc", fractions, colours))


def _scene(simulator: Simulator, sensor: str, gsd_m: float, archetype: str, seed: int, *, size: int = 96) -> SimBatch:
    rng = np.random.default_rng([seed, sorted(ARCHETYPES).index(archetype), int(gsd_m * 10)])
    view = simulator.view(rng, named_sensor(sensor), level="L2", gsd_m=gsd_m)
    return simulator.render(rng, view, "landscape", tiles=1, height=size, width=size, archetype=archetype)


def _pictures(figure: Any, simulator: Simulator, scenes: Sequence[RealScene], seed: int) -> None:  # noqa: ANN401
    """Draw rows of scenes: natural colours, near infrared, cover fractions; the last rows are real."""
    kinds = list(ARCHETYPES)
    axes = figure.subplots(2 * len(_GSDS) + 2, len(kinds), squeeze=False)
    for row, gsd_m in enumerate(_GSDS):
        for column, kind in enumerate(kinds):
            batch = _scene(simulator, "EnMAP", gsd_m, kind, seed)
            _show(axes[2 * row, column], composite(batch.pixels[0], batch.center_nm, _RGB_NM), f"{kind}, {gsd_m:g} m")
            _show(axes[2 * row + 1, column], class_map(batch.fractions[0]), "cover")
    for column in range(len(kinds)):
        for offset, bands in enumerate((_RGB_NM, _INFRARED_NM)):
            axis = axes[2 * len(_GSDS) + offset, column]
            if column < len(scenes):
                scene = scenes[column]
                _show(axis, composite(scene.cube, scene.center_nm, bands), f"REAL {scene.name}")
            axis.axis("off")


def _show(axis: Any, picture: np.ndarray, title: str) -> None:  # noqa: ANN401
    axis.imshow(picture, interpolation="nearest")
    axis.set_title(title, fontsize=8)
    axis.axis("off")


def pure_spectra(
    simulator: Simulator, sensor: str, gsd_m: float, seed: int
) -> tuple[DoubleArray, dict[str, FloatArray]]:
    """Return spectra (n, C) of nearly pure simulated pixels per class, over all landscapes, with their centres (C,)."""
    found: dict[str, list[FloatArray]] = {name: [] for name in GROUND}
    center = named_sensor(sensor).center_nm
    for repeat in range(3):
        for kind in ARCHETYPES:
            batch = _scene(simulator, sensor, gsd_m, kind, seed + repeat, size=48)
            pixels = batch.pixels[0].transpose(1, 2, 0)
            for position, name in enumerate(GROUND):
                found[name].append(pixels[(batch.fractions[0, position] > _PURE) & batch.valid[0]][:400])
    return center, {name: np.concatenate(parts) for name, parts in found.items()}


def _spectra(figure: Any, simulator: Simulator, scenes: Sequence[RealScene], seed: int) -> None:  # noqa: ANN401
    """Draw a panel per class: median and 10-90 % range of simulated pixels, and of real labelled ones."""
    axes = figure.subplots(3, 3).ravel()
    simulated = {gsd_m: pure_spectra(simulator, "EnMAP", gsd_m, seed) for gsd_m in (30.0, 9.0, 1.0)}
    groups: dict[str, list[RealScene]] = {}
    for scene in scenes:
        groups.setdefault(scene.name.split()[0], []).append(scene)
    for position, name in enumerate(GROUND):
        axis = axes[position]
        for (gsd_m, (center, spectra)), style in zip(simulated.items(), ("-", "--", ":"), strict=True):
            label = f"simulated {gsd_m:g} m (n={len(spectra[name])})"
            _band(axis, center, spectra[name], f"#{COLOURS[position]}", label, style=style, fill=style == "-")
        for (group, members), colour in zip(groups.items(), ("k", "m", "c", "r"), strict=False):
            parts = [s.cube[:, s.labels == k].T for s in members for k, c in s.classes.items() if c == name]
            table = np.concatenate(parts) if parts else np.zeros((0, 1))
            if len(table) > 5:
                _band(axis, members[0].center_nm, table, colour, f"real {group} (n={len(table)})")
        axis.set_title(name, fontsize=9)
        axis.set_xlim(*_PLOTTED_NM)
        axis.set_ylim(0.0, 1.0 if name == "snow" else 0.6)
        axis.legend(fontsize=7)


def _band(
    axis: Any,  # noqa: ANN401
    center: DoubleArray,
    spectra: np.ndarray,
    colour: str,
    label: str,
    *,
    style: str = "-",
    fill: bool = True,
) -> None:
    """Draw the median of spectra (n, C) over wavelength, and the range from 10 to 90 % of them."""
    if len(spectra) == 0:
        return
    order = np.argsort(center)
    wl = center[order]
    filled = np.isfinite(spectra).any(axis=0)[order]
    wl, order = wl[filled], order[filled]
    low, middle, high = np.nanpercentile(spectra[:, order], [10, 50, 90], axis=0)
    window = ((wl > 1340) & (wl < 1450)) | ((wl > 1790) & (wl < 1960))
    low, middle, high = (np.where(window, np.nan, v) for v in (low, middle, high))
    dark = "0.5" if colour.lower() in ("#e8f4fb",) else colour
    if fill:
        axis.fill_between(wl, low, high, color=dark, alpha=0.2, linewidth=0)
    axis.plot(wl, middle, style, color=dark, linewidth=1.3, label=label)


def main(arguments: Sequence[str] | None = None) -> int:
    """Draw the sheet; return the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m training.simulate.comparison.sheet", description="Draw simulated scenes beside real ones."
    )
    parser.add_argument(
        "--out", type=Path, required=True, help="picture of the scenes; class spectra go to <stem>_spectra.png"
    )
    parser.add_argument("--data", type=Path, help="folder with real scenes and additional libraries")
    parser.add_argument("--cache", type=Path, default=None)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    try:
        for path in draw(
            options.out, data_dir=options.data, cache_dir=options.cache or default_cache(), seed=options.seed
        ):
            sys.stdout.write(f"{path}\n")
    except SpecAwareError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def draw(out: Path, *, data_dir: Path | None, cache_dir: Path, seed: int) -> list[Path]:
    """Draw the two pictures and return their paths."""
    from matplotlib.figure import Figure

    simulator = Simulator(SimConfig(cache_dir=cache_dir), data_dir)
    scenes = list(real_scenes(data_dir)) if data_dir is not None else []
    kinds = sorted({s.name.split()[0]: s for s in scenes}.values(), key=lambda s: s.gsd_m)
    kinds += [s for s in scenes if s not in kinds and s.gsd_m == 30.0]
    out.parent.mkdir(parents=True, exist_ok=True)
    pictures = Figure(figsize=(2.1 * len(ARCHETYPES), 2.2 * (2 * len(_GSDS) + 2)), layout="constrained")
    _pictures(pictures, simulator, kinds, seed)
    pictures.savefig(out, dpi=70)
    spectra = Figure(figsize=(16, 12), layout="constrained")
    _spectra(spectra, simulator, scenes, seed)
    second = out.with_name(f"{out.stem}_spectra{out.suffix}")
    spectra.savefig(second, dpi=70)
    return [out, second]


if __name__ == "__main__":
    sys.exit(main())
