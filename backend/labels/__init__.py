"""Labelled points and polygons of any vector file, as pixels of a raster.

Enters: a vector file and the grid of a raster. Leaves: pixels and their classes. Imports ``raster``, ``products`` and
``common``.
"""
