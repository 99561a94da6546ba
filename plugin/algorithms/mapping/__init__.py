"""Algorithms for a single raster: maps, labels of scenes, features, similar pixels, sensor and bands."""
