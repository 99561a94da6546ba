"""Imported models: installing published weights, and scores of whole scenes.

Enters: a file of published weights, or an installed model and scenes. Leaves: a model with its card, or scores. Imports
``mapping`` and the rooms below it.
"""
