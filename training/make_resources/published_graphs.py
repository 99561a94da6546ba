"""Write ``resources/published_graphs.tar.xz``: the graphs of the published models, without weights.

``python training/make_resources/published_graphs.py`` takes six minutes on one core and 6 GB of memory. The graphs let
the engine import published weights without torch.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

sys.path[0] = str(Path(__file__).resolve().parents[2])

from backend.models.configs import Config, SpectralGptConfig  # noqa: E402
from backend.models.graphs.graph_template import ARCHIVE, template_name, write_archive  # noqa: E402
from backend.models.graphs.graph_tracing import trace  # noqa: E402
from backend.models.registry import encoder_entry  # noqa: E402

SPECAWARE = ("specaware-base", "specaware-large")
SPECTRALGPT = ("spectralgpt-base",)  # the weights of the larger sizes are not published
SPECAWARE_SIDE = 224
SPECTRALGPT_SIDES = (96, 128)
"""Tile sides of the two stages of SpectralGPT's pretraining in pixels (Hong et al. 2024, section IV)."""
_CLASSES = 10  # arbitrary: the weights determine the number of classes


def published() -> Iterator[tuple[Config, int, int]]:
    """Yield configuration, number of classes (0: encoder) and side in pixels of every template."""
    for name in SPECAWARE:
        yield encoder_entry(name).config, 0, SPECAWARE_SIDE
    for name in SPECTRALGPT:
        config = encoder_entry(name).config
        if not isinstance(config, SpectralGptConfig):
            continue
        for joint in (False, True):
            for classes in (0, _CLASSES):
                yield replace(config, joint=joint), classes, config.size
                for side in SPECTRALGPT_SIDES:
                    yield replace(config, joint=joint, size=side, faithful=False), classes, side


def main() -> None:
    """Trace all graphs and write the archive."""
    templates = {}
    for config, classes, side in published():
        name = template_name(config, scores=classes > 0, side=side)
        templates[name] = trace(config, classes=classes, side=side)
        sys.stdout.write(f"{name}\n")
        sys.stdout.flush()
    write_archive(templates, ARCHIVE)
    sys.stdout.write(f"{len(templates)} graphs, {ARCHIVE.stat().st_size} bytes\n")


if __name__ == "__main__":
    main()
