"""Widgets that several panels share. Takes plain values; imports no other room of the widgets."""
