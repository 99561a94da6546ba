"""Runs jobs of every kind: one after another, many scenes at once, or on a cluster.

Enters: jobs. Leaves: events and files. Imports every room below it; what a kind of job does is imported when one runs.
"""
