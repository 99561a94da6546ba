"""Fit a head to labelled pixels, and measure its accuracy. Works on arrays and reads no files.

Input: pixels and their classes. Output: a head and its scores. Imports no other package of ``heads`` but ``pixels``.
"""
