"""What a run leaves to look at: journal, curves, pictures, checkpoints.

Enters: the state of a run. Leaves: files in its folder. Imports no other room of the pretraining.
"""
