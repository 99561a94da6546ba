"""Two dates: the ``change`` job, the processing of a pair, and transitions between classes.

Input: a job. Output: the maps of a pair and their report. Imports ``alignment``, ``difference`` and ``verdicts``.
"""
