"""Wavelengths, bands and sensors: what a raster's numbers mean.

Enters: numbers and names as files and users write them. Leaves: bands, sensors and reflectance. Imports ``common``
alone, and QGIS imports the room: numpy is the only package that it needs.
"""
