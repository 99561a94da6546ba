"""Fine-tuning for a task on labelled data, of any model, by one loop: pixels, changes, scenes, stacks of dates.

Enters: a plan and labelled data. Leaves: an installed model and its scores. Imports ``pretraining``, ``shards`` and
``common`` of the training, and the engine. Imports nothing at module level.
"""
