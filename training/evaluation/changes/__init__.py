"""Tables on change: pairs of dates with known change, and a reference method.

Input: pairs of dates. Output: rows of tables.
"""
