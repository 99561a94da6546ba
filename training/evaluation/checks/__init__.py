"""Tables on the invariance of maps and on the accuracy of the other outputs.

Enters: a model and labelled scenes. Leaves: rows of tables.
"""
