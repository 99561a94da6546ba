"""Imported models: installing published weights, and scores of whole scenes."""
