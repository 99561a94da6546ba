"""Wavelengths, bands and sensors: the meaning of a raster's numbers.

Input: numbers and names as files and users write them. Output: bands, sensors and reflectance. Imports ``common``.
QGIS imports this package, so it needs only numpy.
"""
