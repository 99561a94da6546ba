"""What several readers need: stacks of parts, HDF5 arrays and their chunks.

Enters: open files. Leaves: products put together from parts. Imports ``meaning``, ``statements`` and ``files``.
"""
