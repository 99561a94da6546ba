"""Pages as text: HTML that takes nothing from files unescaped, and charts as SVG.

Enters: words and numbers. Leaves: HTML. Imports no other room.
"""
