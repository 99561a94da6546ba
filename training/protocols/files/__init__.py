"""Layouts of published data sets, one file each. Takes an entry, gives items."""
