"""What judges a pair of dates: the scores without training, a linear head, or a network.

Enters: a model's name and a sample of both dates. Leaves: a verdict on each pixel. Imports ``difference``.
"""
