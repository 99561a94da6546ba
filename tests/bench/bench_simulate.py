"""How fast the simulator makes labelled pixels, against what one training step of each bundled network takes.

A ratio above 1 means that one simulating process keeps a training process busy, as workers = 1 in the configurations.
"""

from __future__ import annotations

import time
from pathlib import Path

import pytest

torch = pytest.importorskip("torch", reason="torch is needed to train")
pytest.importorskip("prosail", reason="the training extras are not installed")

from training.common.config import build, read_toml  # noqa: E402
from training.finetune import network_of  # noqa: E402
from training.landcover.dataset import SimulatedScenes, StreamConfig  # noqa: E402
from training.landcover.run import LandCoverOptim, Run  # noqa: E402
from training.simulate import SimConfig  # noqa: E402

STEPS = 12


def rate(pixels: int, began: float) -> float:
    """Thousand pixels per second of processor time."""
    return pixels / (time.process_time() - began) / 1e3


@pytest.mark.parametrize("name", ["specaware_fast", "landcover_vit"])
def test_simulation_against_training(name: str, root: Path, tmp_path: Path) -> None:
    sections = read_toml(root / "training" / "configs" / f"{name}.toml", ["data.workers=0"])
    config = build(StreamConfig, sections["data"], where="data")
    dataset = SimulatedScenes(config, build(SimConfig, sections["simulation"], where="simulation"), None)
    _ = dataset[0]  # assembles the library
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        began = time.process_time()
        steps = [dataset[step] for step in range(1, STEPS + 1)]
        fresh = sum(s.valid.numel() for scenes in steps for s in scenes[: config.landscapes + config.mixtures])
        simulated, seen = rate(fresh, began), sum(s.valid.numel() for scenes in steps for s in scenes)
        run = Run(tmp_path, network_of(sections["model"]), LandCoverOptim(), seed=config.seed)
        began = time.process_time()
        for scenes in steps:
            run.accumulate(scenes, drop=[False] * len(scenes))
        trained = rate(seen, began)
    finally:
        torch.set_num_threads(threads)
    ratio = simulated * seen / fresh / trained
    print(f"\n{name}: simulator {simulated:.0f} kpx/s, each seen {seen / fresh:.1f} times; "
          f"training {trained:.0f} kpx/s: the simulator is {ratio:.1f} times as fast as needed")  # fmt: skip
    assert ratio > 0
