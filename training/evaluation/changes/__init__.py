"""Tables on change: pairs of dates with known change, and a peer method.

Enters: pairs of dates. Leaves: rows of tables.
"""
