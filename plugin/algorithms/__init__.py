"""Processing algorithms, one class per file, in packages by purpose; ``parts`` has what they share."""
