"""Runs jobs of every kind: one after another, many scenes at once, or on a cluster."""
