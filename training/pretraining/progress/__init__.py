"""What a run leaves to look at: journal, pictures, checkpoints."""
