"""HTML pages: each is one file with embedded pictures, and loads nothing else.

Input: the report of a finished map and its files. Output: HTML and pictures. Imports ``mapping`` and the packages below
it.
"""
