"""Masked pretraining: recipes, schedule, batches, the loop and a run's state.

Enters: shards and a recipe. Leaves: checkpoints and a journal. Imports ``shards`` and ``common``.
"""
