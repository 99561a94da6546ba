"""Tables on training with a user's own labels: pixels, scenes, fine-tuning.

Enters: labels of real scenes. Leaves: rows of tables.
"""
