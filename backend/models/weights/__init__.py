"""Load weights from files into networks: names, shapes, resizing. No code in a file is run.

Input: a file of weights. Output: arrays with our names. Imports ``registry``, ``graphs`` and ``configs``.
"""
