"""The ``trainchange`` job: known changes, read on the grid of a pair, and the head that is fitted to them.

Enters: pairs of dates and their known changes. Leaves: a model. Imports ``pairs`` and the rooms below it.
"""
