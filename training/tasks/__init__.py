"""Fine-tuning for a task on labelled data: dense segmentation and scene classification, of any model, by one loop.

Imports nothing at module level.
"""
