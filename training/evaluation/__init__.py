"""Evaluation of models on real, labelled scenes: one module for each table of ``training/evaluate.py``.

Enters: models and the data folder. Leaves: tables. Imports ``tasks``, ``real``, ``simulate``, ``common`` and the
engine.
"""
