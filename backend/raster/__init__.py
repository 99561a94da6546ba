"""Pixels of rasters: windows, location on the ground, reading and writing.

Input: products and arrays. Output: blocks of reflectance, windows for networks, GeoTIFFs. Imports ``common`` and
``spectral``.
"""
