"""How models are judged on real, labelled scenes: one module for each table of ``training/evaluate.py``."""
