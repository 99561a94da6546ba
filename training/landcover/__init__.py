"""Training of the land-cover model: batches, losses, one stage of a run.

Enters: simulated and real scenes. Leaves: checkpoints. Imports ``real``, ``pretraining``, ``simulate`` and ``common``.
"""
