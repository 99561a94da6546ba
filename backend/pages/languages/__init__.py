"""The texts of pages in other languages than English, one file a language. Imports nothing."""
