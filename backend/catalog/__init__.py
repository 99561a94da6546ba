"""Models on disk: their cards, and where they are. Imports ``common``."""
