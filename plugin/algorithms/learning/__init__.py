"""Algorithms that make models of the user's own: training, fine-tuning, import of published weights."""
