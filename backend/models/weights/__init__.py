"""Weights of files into networks: names, shapes, resizing. No code of a file is run.

Enters: a file of weights. Leaves: arrays by our names. Imports ``registry``, ``graphs`` and ``configs``.
"""
