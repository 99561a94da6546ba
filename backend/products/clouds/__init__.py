"""Clouds and their shadows, found in the pixels of products without quality layers."""
