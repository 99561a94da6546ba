"""Figures of an assessment from a confusion matrix, and the size of a sample. Numbers in, numbers out."""
