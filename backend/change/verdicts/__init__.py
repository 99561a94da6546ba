"""Decide which pixels of a pair have changed: by scores without training, a linear head, or a network.

Input: a model's name and a sample of both dates. Output: a decision for each pixel. Imports ``difference``.
"""
