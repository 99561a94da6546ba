"""Two dates: the ``change`` job, the run over one pair, and from which class to which.

Enters: a job. Leaves: the maps of a pair and their report. Imports ``alignment``, ``difference`` and ``verdicts``.
"""
