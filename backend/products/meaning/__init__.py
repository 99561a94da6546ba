"""Determine sensor, units, scale and usable bands from the evidence in a file.

Input: a case, which consists of a layout and evidence. Output: ``RasterMeta``. Imports ``statements`` and ``files``.
"""
