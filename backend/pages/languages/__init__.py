"""The texts of pages in languages other than English, one file per language. Imports nothing."""
