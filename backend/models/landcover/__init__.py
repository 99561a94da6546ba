"""The land-cover networks of the bundled models. Input: SceneTiles. Output: scores of each pixel.

Imports ``encoders``, ``blocks``, ``graphs`` and ``batch``.
"""
