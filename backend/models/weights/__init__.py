"""Weights of files into networks: names, shapes, resizing. No code of a file is run."""
