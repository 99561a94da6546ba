"""Several dates: the ``series`` job, a class map of each date or of the whole series, and the page of the series.

Input: a job. Output: maps, table and page. Imports ``pairs`` and the packages below it.
"""
