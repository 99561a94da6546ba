"""What all training scripts share: command line, configuration, checkpoints, optimiser, processes."""
