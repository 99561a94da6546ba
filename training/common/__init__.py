"""What all training scripts share: command line, configuration, checkpoints, scenes as tensors, input statistics.

Imports the engine and no other room of the training. :mod:`.loop` holds what only loops share.
"""
