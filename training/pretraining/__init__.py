"""Masked pretraining: recipes, schedule, batches, the training loop and the state of a run.

Input: shards and a recipe. Output: checkpoints and a log. Imports ``shards`` and ``common``.
"""
