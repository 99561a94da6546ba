"""Code shared by several readers: stacks of parts, HDF5 arrays and their chunks.

Input: open files. Output: products assembled from parts. Imports ``meaning``, ``statements`` and ``files``.
"""
