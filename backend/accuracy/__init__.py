"""How good a map is: assessment against labels, and the sample to assess it with.

Enters: a finished class map and labels. Leaves: figures, tables, a page, or points to label. Imports ``pages`` and the
rooms below it.
"""
