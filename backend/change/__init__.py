"""Change between dates: two rasters on one grid and their differences, and maps of a series of dates.

Input: a job of kind ``change``, ``series`` or ``trainchange``. Output: maps of change and of classes with their
report, or a trained model. Imports the packages of the engine below ``serve``. The layers of this package, from the
highest: ``series`` and ``training``; ``pairs``; ``verdicts``; ``alignment`` and ``difference``.
"""
