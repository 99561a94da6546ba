"""The entries of the panel: dropped data, their state and their layers. Takes paths, returns jobs and results."""
