"""The networks that are fine-tuned, with one interface; how they are made and where their weights come from.

Enters: a plan and the classes of a task. Leaves: networks. Imports ``data`` and ``plan``, and of the training
``pretraining``.
"""
