"""Processing algorithms, one class per file, in rooms by what they are for; ``parts`` has what they share."""
