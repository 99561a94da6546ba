"""Tables on the invariance of maps and on the accuracy of the other outputs.

Input: a model and labelled scenes. Output: rows of tables.
"""
