"""The grid of a network's windows over a raster, and blending of overlapping windows.

Input: sizes and scores. Output: windows and blended scores. Imports ``window``.
"""
