"""Neighbourhoods of pixels: counts in squares, connected regions and their outlines.

Input: masks and class maps. Output: counts and regions, as arrays. Imports no other package of ``raster``.
"""
