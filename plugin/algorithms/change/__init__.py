"""Algorithms that compare dates: change between two, maps of a series."""
