"""What each source says of a raster: file, name, header, STAC, and a sample of its pixels.

Enters: an open file. Leaves: evidence; nothing is decided here. Imports ``files``.
"""
