"""What comes back: maps, tables and pages in the project."""
