"""Test whether statistics of a scene would improve its finished map.

Enters: a mapper and the labelled sets. Leaves: rows of a table. Imports ``training.evaluation`` and below.
"""
