"""Tables on training with a user's own labels: pixels, scenes, fine-tuning.

Input: labels of real scenes. Output: rows of tables.
"""
