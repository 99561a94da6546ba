"""Features of any installed model: as a raster, as a picture, and to find similar pixels. Nothing is trained.

Input: an opened scene and a model. Output: rasters of features or of similarity. Imports ``imported``, ``heads`` and
the packages below them.
"""
