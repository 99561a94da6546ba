"""Resample several rasters to one grid, and read their pixels window by window.

Input: opened scenes. Output: scenes on one grid. Imports no other package of ``change``.
"""
