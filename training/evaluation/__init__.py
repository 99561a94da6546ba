"""Evaluation of models on real, labelled scenes: one module for each table of ``training/evaluate.py``.

Input: models and the data folder. Output: tables. Imports ``tasks``, ``real``, ``simulate``, ``common`` and the
engine.
"""
