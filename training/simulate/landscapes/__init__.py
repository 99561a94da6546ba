"""Spatial distribution of materials: parcels, towns, trees, shadows and clouds, and their mixtures in pixels.

Enters: a palette and the air of a scene. Leaves: material weights and clouds of tiles. Imports ``materials`` and
``light``.
"""
