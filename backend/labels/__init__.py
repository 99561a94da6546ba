"""Labelled points and polygons of any vector file, as pixels of a raster."""
