"""Locations of pixels: control points, rational polynomials, look-up by latitude and longitude.

Input: the geometry stated in a file. Output: coordinates of pixels, and maps on a grid. Imports ``files``.
"""
