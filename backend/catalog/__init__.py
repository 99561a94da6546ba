"""Models on disk: their cards, and where they are installed. Imports ``common``."""
