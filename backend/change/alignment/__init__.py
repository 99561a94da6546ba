"""Several rasters on one grid, and their pixels read on it window by window.

Enters: opened scenes. Leaves: scenes of one grid. Imports no other room of ``change``.
"""
