"""Engines for networks that take several dates at once: pairs or stacks.

Input: a card and the pixels of all dates. Output: the probability of change, or class scores. Imports ``onnx_engine``
and ``base``.
"""
