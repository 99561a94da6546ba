"""Several dates: the ``series`` job, a class map of each date or of all at once, and the page of the series.

Enters: a job. Leaves: maps, table and page. Imports ``pairs`` and the rooms below it.
"""
