"""Pixels and those around them: counts in squares, connected regions and their outlines.

Enters: masks and class maps. Leaves: counts and regions. Arrays in, arrays out; imports no other room of ``raster``.
"""
