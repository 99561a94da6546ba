"""Processing algorithms, one class per file."""
