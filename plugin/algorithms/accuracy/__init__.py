"""Algorithms that assess class maps: accuracy against labels, points to label."""
