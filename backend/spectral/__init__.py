"""Wavelengths, bands and sensors: what a raster's numbers mean."""
