"""Imported models: install published weights, and score whole scenes.

Input: a file of published weights, or an installed model and scenes. Output: a model with its card, or scores. Imports
``mapping`` and the packages below it.
"""
