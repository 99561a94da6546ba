"""Results: maps, tables and pages in the project."""
