"""The land-cover networks of the bundled models. Take SceneTiles, give scores for each pixel.

Imports ``encoders``, ``blocks``, ``graphs`` and ``batch``.
"""
