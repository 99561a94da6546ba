"""The entries of the panel: what was dropped, how far it is, its layers. Takes paths, gives jobs and results."""
