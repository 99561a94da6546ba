"""The ``trainchange`` job: read known changes on the grid of a pair, and fit a head to them.

Input: pairs of dates and their known changes. Output: a model. Imports ``pairs`` and the packages below it.
"""
