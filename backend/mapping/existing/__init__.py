"""Maps that are there already: is one what a job would give, and parts of a map merged into the whole.

Enters: reports and rasters of finished maps. Leaves: what need not be run again, or one merged map. Imports
``outputs``, ``files`` and ``report``.
"""
