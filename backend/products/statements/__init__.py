"""Statements about a raster from each source: file, name, header, STAC, and a sample of its pixels.

Input: an open file. Output: evidence, without a decision. Imports ``files``.
"""
