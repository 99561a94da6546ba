"""Labelled points and polygons of any vector file, as pixels of a raster.

Input: a vector file and the grid of a raster. Output: pixels and their classes. Imports ``raster``, ``products`` and
``common``.
"""
