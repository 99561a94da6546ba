"""Pages for people: one HTML file each, with its pictures inside and nothing that is loaded from elsewhere.

Enters: the report of a finished map and its files. Leaves: HTML and pictures. Imports ``mapping`` and the rooms below
it.
"""
