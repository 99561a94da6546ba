"""Rasters as pixels: windows of them, where they lie on the ground, how they are read and written.

Enters: products and arrays. Leaves: blocks of reflectance, windows for networks, GeoTIFFs. Imports ``common`` and
``spectral``.
"""
