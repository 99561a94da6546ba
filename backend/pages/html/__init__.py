"""HTML text in which all text from files is escaped, and charts as SVG.

Input: words and numbers. Output: HTML. Imports no other package.
"""
