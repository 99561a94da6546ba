"""Spatial distribution of materials: parcels, towns, trees, shadows and clouds, and their mixtures in pixels.

Input: a palette and the air of a scene. Output: material weights and clouds of tiles. Imports ``materials`` and
``light``.
"""
