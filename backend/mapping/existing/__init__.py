"""Existing maps: check whether a map is the result of a given job, and merge parts of a map.

Input: reports and rasters of finished maps. Output: the jobs that need no run, or a merged map. Imports
``outputs``, ``files`` and ``report``.
"""
