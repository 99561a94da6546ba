"""Accuracy figures from a confusion matrix, and the size of a sample.

Input: a confusion matrix and areas. Output: scores with confidence intervals. Imports ``class_map`` and ``design`` of
``accuracy``.
"""
