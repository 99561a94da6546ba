"""Tables on change: pairs of dates with known change, and a reference method.

Enters: pairs of dates. Leaves: rows of tables.
"""
