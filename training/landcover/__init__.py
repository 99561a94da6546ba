"""Training of the land-cover model: batches, losses, one stage of a run.

Input: simulated and real scenes. Output: checkpoints. Imports ``real``, ``pretraining``, ``simulate`` and ``common``.
"""
