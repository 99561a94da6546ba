"""Simulated scenes with known cover fractions, for any sensor: labelled spectra -> landscapes -> light -> instrument.

They are used to train land-cover models, to make the bundled sample, and by users to test their own workflow
(``python -m training.simulate --sensor EnMAP --gsd 30 --size 256 256 --seed 1 --out scene.tif``).
"""

from .labels import CLASSES
from .scene import SimBatch, SimConfig, Simulator

__all__ = ["CLASSES", "SimBatch", "SimConfig", "Simulator"]
