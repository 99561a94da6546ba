"""Algorithms that assess class maps: accuracy from labels, and points to label."""
