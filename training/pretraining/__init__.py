"""Masked pretraining: recipes, schedule, batches, the loop and a run's state."""
