"""Change between dates: two rasters on one grid, what differs in them, and maps of a series of dates.

Enters: a job of kind ``change``, ``series`` or ``trainchange``. Leaves: maps of change and of classes with their
report, or a trained model. The lowest rooms are ``alignment`` and ``difference``; ``verdicts`` and ``pairs`` are above
them, ``series`` and ``training`` on top. The room may import every room of the engine below ``serve``.
"""
