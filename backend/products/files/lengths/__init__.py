"""How long a file must be by what its header says, and whether it is whole. Takes paths, refuses what is cut short."""
