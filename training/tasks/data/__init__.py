"""Labelled patches, whatever they come from: images with masks, rasters under polygons, pairs and stacks of dates.

Enters: files of a user's own. Leaves: :class:`.patches.LabelledPatches`. Imports no other room of the tasks.
"""
