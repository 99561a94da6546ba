"""Labelled patches from any source: images with masks, rasters with polygons, pairs and stacks of dates.

Input: the user's files. Output: :class:`.patches.LabelledPatches`. Imports no other package of ``tasks``.
"""
