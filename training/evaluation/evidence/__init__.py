"""Test whether statistics of a scene would improve its finished map.

Input: a mapper and the labelled sets. Output: rows of a table. Imports ``training.evaluation`` and below.
"""
