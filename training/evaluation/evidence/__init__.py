"""Whether statistics of a scene would improve its finished map.

In: a mapper, the labelled sets. Out: rows of a table. May import: the modules of ``training.evaluation`` and below.
"""
