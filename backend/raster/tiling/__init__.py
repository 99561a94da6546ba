"""The grid of a network's windows over a raster, and their blending where they overlap.

Enters: sizes and scores. Leaves: windows and blended scores. Imports ``window``.
"""
