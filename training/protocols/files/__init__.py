"""Readers of the layouts of published data sets, one file each. Input: an entry. Output: items."""
