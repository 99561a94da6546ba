"""Training of the land-cover model: batches, losses, one stage of a run."""
