"""Figures of an assessment from a confusion matrix, and the size of a sample. Numbers in, numbers out.

Enters: a confusion matrix and areas. Leaves: scores with their intervals. Imports ``class_map`` and ``design`` of
``accuracy``.
"""
