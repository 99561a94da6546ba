"""Fine-tuning of any model on labelled data, with one loop for all tasks: pixels, changes, scenes, stacks of dates.

Input: a plan and labelled data. Output: an installed model and its scores. Imports ``pretraining``, ``shards``,
``common`` and the engine; nothing at module level.
"""
