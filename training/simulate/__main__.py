"""Write a simulated scene of any sensor: ``python -m training.simulate --sensor EnMAP --out scene.tif``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from backend.common.arrays import DoubleArray
from backend.common.errors import SpecAwareError

from .landscapes.landscape import ARCHETYPES
from .light.instrument import solar_irradiance
from .scene import SimConfig, Simulator, View, default_cache
from .sensors import SENSOR_DIR, in_windows, named_sensor, read_sensor
from .writer import FORMATS, Storage, write_scene


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m training.simulate", description="Write a simulated scene with labels and fractions."
    )
    parser.add_argument("--sensor", default="EnMAP", help="sensor in resources/sensors, by name or file name")
    parser.add_argument("--gsd", type=float, default=30.0, help="ground sampling distance in metres, 0.5-60")
    parser.add_argument(
        "--size", type=int, nargs=2, default=(256, 256), metavar=("WIDTH", "HEIGHT"), help="size in pixels"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--level", choices=("L1", "L2"), default="L2", help="L1: at-sensor values; L2: surface reflectance"
    )
    parser.add_argument("--radiance", action="store_true", help="write L1 as radiance in uW cm-2 nm-1 sr-1 (float32)")
    parser.add_argument("--landscape", choices=sorted(ARCHETYPES), default="valley")
    parser.add_argument("--windows", action="store_true", help="keep the bands where water vapour leaves only noise")
    parser.add_argument("--data", type=Path, help="folder with additional spectral libraries (speclib, physics)")
    parser.add_argument("--cache", type=Path, default=None, help="folder of the assembled library")
    parser.add_argument("--scale", type=float, default=10000.0, help="int16 products hold reflectance times this")
    parser.add_argument("--format", choices=FORMATS, default="GTiff")
    parser.add_argument("--out", type=Path, required=True)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return the exit code (1, with one sentence on stderr, for bad input)."""
    options = _parser().parse_args(arguments)
    try:
        for path in simulate(options):
            _say(str(path))
    except SpecAwareError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def simulate(options: argparse.Namespace) -> list[Path]:
    """Simulate and write the requested scene; return the files."""
    given = SENSOR_DIR / f"{options.sensor}.json"
    sensor = read_sensor(given) if given.exists() else named_sensor(options.sensor)
    if not options.windows and sensor.center_nm.size > 20:
        sensor = sensor.take(~in_windows(sensor.center_nm))
    simulator = Simulator(SimConfig(cache_dir=options.cache or default_cache()), options.data)
    rng = np.random.default_rng(options.seed)
    level = "L1" if options.radiance else options.level
    view = simulator.view(rng, sensor, level=level, gsd_m=float(np.clip(options.gsd, *simulator.config.gsd_m)))
    width, height = options.size
    batch = simulator.render(rng, view, "landscape", tiles=1, height=height, width=width, archetype=options.landscape)
    storage = Storage(options.scale, _to_radiance(view) if options.radiance else None)
    return write_scene(batch, options.out, driver=options.format, storage=storage)


def _to_radiance(view: View) -> DoubleArray:
    """Return the factor (C,) from pi L / E0 (or the same over the cosine) to radiance in uW cm-2 nm-1 sr-1."""
    height = view.air.sun_cos if view.air.per_cosine else 1.0
    per_um = solar_irradiance() @ view.response.astype(np.float64)  # W m-2 um-1
    return np.asarray(per_um * height / np.pi * 0.1)


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")


if __name__ == "__main__":
    sys.exit(main())
