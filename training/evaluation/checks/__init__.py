"""Tables on what must not change a map, and on what each output promises.

Enters: a model and labelled scenes. Leaves: rows of tables.
"""
