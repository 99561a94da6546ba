"""The accuracy of a map: assessment with labels, and drawing the sample to label.

Input: a finished class map and labels. Output: figures, tables, a page, or points to label. Imports ``pages`` and the
packages below it.
"""
