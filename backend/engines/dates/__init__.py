"""Engines of networks that see several dates at once: pairs, and whole stacks.

Enters: a card and the pixels of all dates. Leaves: the probability of change, or class scores. Imports ``onnx_engine``
and ``base``.
"""
