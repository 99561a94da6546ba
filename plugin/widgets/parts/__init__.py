"""Widgets that several panels share. Takes plain values; imports no other package of the widgets."""
