"""Everything that is to be known of a graphics card, in one run of under six minutes.

    bash run.sh gpu-check [--out DIR] [--data DIR] [--wheels DIR] [--minutes 5.5]
    bash run.sh gpu-check --device cpu --small        tries every line of it on the processor, with tiny sizes
    bash run.sh gpu-check --pack DIR                  puts the wheels into DIR that a machine without network lacks

Needs torch and numpy; rasterio, onnxruntime and h5py are installed from the wheels at hand where they are missing,
never from the network. Writes gpu_check.json and gpu_check.md. What cannot be measured is said to be "not measured",
with the reason.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
if __name__ == "__main__":
    sys.path[0] = str(ROOT)

NEEDED = {
    "numpy": "numpy", "torch": "torch", "rasterio": "rasterio", "onnxruntime": "onnxruntime", "h5py": "h5py",
    "safetensors": "safetensors", "tqdm": "tqdm", "pytest": "pytest", "onnx": "onnx", "pyogrio": "pyogrio",
}  # fmt: skip
HEAVY = ("torch", "numpy")  # never packed: a machine with a card has them, and they fill the tree
CURVE_S = 120.0
LATER_S = 200.0  # what the parts after the maps take


def install_missing(wheels: Path) -> list[str]:
    """Install from a folder of wheels what is missing; return what is still missing."""
    missing = [package for module, package in NEEDED.items() if importlib.util.find_spec(module) is None]
    if missing and wheels.is_dir():
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check"]
        for package in missing:  # one by one: a wheel that does not fit must not keep the others out
            subprocess.run([*pip, "--no-index", "--find-links", str(wheels), package], check=False)
        importlib.invalidate_caches()
    return [package for module, package in NEEDED.items() if importlib.util.find_spec(module) is None]


def pack(folder: Path) -> int:
    """Download the wheels that a machine without network may lack, for this Python; return an exit code."""
    wanted = [package for package in NEEDED.values() if package not in HEAVY]
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--only-binary=:all:"]
    done = subprocess.run([*pip, "--dest", str(folder), *wanted], check=False)
    for wheel in folder.glob("*.whl"):
        if wheel.name.split("-")[0].lower() in HEAVY:
            wheel.unlink()
    size = sum(wheel.stat().st_size for wheel in folder.glob("*.whl"))
    print(f"{folder}: {size / 2**20:.0f} MiB; with the repository this must stay below 64 MiB.")
    return done.returncode


def facts_of(device: str) -> dict[str, Any]:
    """The machine, in words."""
    import torch

    name = torch.cuda.get_device_name() if device == "cuda" else f"processor ({platform.machine()})"
    return {
        "device": name, "torch": torch.__version__, "CUDA": torch.version.cuda or "none",
        "python": platform.python_version(), "processor cores": os.cpu_count(),
        "date": time.strftime("%Y-%m-%d %H:%M UTC", time.gmtime()),
    }  # fmt: skip


def measure(args: argparse.Namespace, missing: Sequence[str]) -> tuple[list[Any], dict[str, Any]]:
    """Run the parts one after the other, as long as there is time."""
    from tests.bench.gpu_common import Clock, Part, Setting

    facts, clock, parts = facts_of(args.device), Clock(60 * args.minutes), []
    if missing:
        facts["missing packages"] = ", ".join(missing)
    with tempfile.TemporaryDirectory(prefix="gpu-check-") as scratch:
        setting = Setting(args.device, args.small, args.data, Path(scratch))

        def run(title: str, need_s: float, part: Callable[[], Any]) -> None:
            if clock.left_s < need_s and not args.small:
                parts.append(Part(title, (), notes=[f"{clock.left_s:.0f} s were left, {need_s:.0f} s are needed."]))
                return
            began = time.monotonic()
            try:
                made = part()
                parts.extend(made if isinstance(made, list) else [made])
            except Exception as error:  # the other parts must still be measured
                parts.append(Part(title, (), notes=[f"{type(error).__name__}: {' '.join(str(error).split())[:300]}"]))
            facts[f"seconds, {title}"] = round(time.monotonic() - began, 1)

        def maps(name: str, **options: Any) -> Any:
            from tests.bench import gpu_maps

            return getattr(gpu_maps, name)(setting, **options)

        def models(name: str, **options: Any) -> Any:
            from tests.bench import gpu_models

            return getattr(gpu_models, name)(setting, **options)

        run("maps", 60, lambda: maps("agreement", has_time=lambda: args.small or clock.left_s > LATER_S))
        run("network", 30, lambda: maps("network"))
        run("encoders", 20, lambda: models("encoders"))
        run("pretraining", 40, lambda: models("pretraining"))
        left = 20.0 if args.small else min(CURVE_S, clock.left_s - 20)
        run("loss curve", 25, lambda: models("curve", seconds=left))
    return parts, facts


def parser() -> argparse.ArgumentParser:
    """The command line."""
    places = (os.environ.get("SPECAWARE_DATA", ""), ROOT.parent / "shared" / "data", ROOT / "shared" / "data")
    data = next((place for place in places if place and Path(place).is_dir()), None)
    result = argparse.ArgumentParser(prog="bash run.sh gpu-check", description=__doc__.splitlines()[0])
    result.add_argument("--device", choices=("cuda", "cpu"), default="cuda")
    result.add_argument("--small", action="store_true", help="tiny sizes: tries the script, measures nothing")
    result.add_argument("--out", type=Path, default=Path(os.environ.get("OUT", ROOT / "runs" / "gpu")))
    result.add_argument("--data", type=Path, default=Path(data) if data else None, help="folder of real scenes")
    result.add_argument("--wheels", type=Path, default=ROOT / "runs" / "wheels", help="wheels to install from")
    result.add_argument("--minutes", type=float, default=5.5, help="of the whole check (default 5.5)")
    result.add_argument("--pack", type=Path, metavar="DIR", help="only download wheels into DIR")
    return result


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure; exit code 1 with one sentence where there is nothing to measure on."""
    args = parser().parse_args(arguments)
    if args.pack is not None:
        return pack(args.pack)
    missing = install_missing(args.wheels)
    if {"torch", "numpy"} & set(missing):
        sys.stderr.write("torch and numpy are missing from this Python; name another in PYTHON.\n")
        return 1
    import torch

    if args.device == "cuda" and not torch.cuda.is_available():
        sys.stderr.write("torch finds no graphics card here; '--device cpu --small' tries the script without one.\n")
        return 1
    from tests.bench.gpu_common import write

    parts, facts = measure(args, missing)
    document, table = write(parts, facts, args.out)
    print(table.read_text(encoding="utf-8"))
    print(f"{document}\n{table}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
