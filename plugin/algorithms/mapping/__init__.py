"""Algorithms that look at one raster: maps, labels of scenes, features, similar pixels, what is known of its bands."""
