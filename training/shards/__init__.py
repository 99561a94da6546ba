"""Shards for pretraining: cutting patches from flight lines and products, cleaning, writing and reading.

Input: flight lines, products, simulated scenes. Output: files of patches. Imports ``simulate``, ``common`` and the
engine.
"""
