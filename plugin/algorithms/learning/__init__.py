"""Algorithms that make the user's own models: training, fine-tuning, import of published weights."""
