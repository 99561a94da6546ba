"""Shards for pretraining: cut from flight lines and products, cleaned, written and read.

Enters: flight lines, products, simulated scenes. Leaves: files of patches. Imports ``simulate``, ``common`` and the
engine.
"""
