"""Data sets of the papers as they are published, and the protocols by which models are compared on them.

An entry of ``training/configs/data_sets`` describes a data set; a module of this room reads each kind of layout.
Enters: an entry and the folder of a data set. Leaves: a figure beside the published one. Imports ``tasks``, ``common``
and the engine.
"""
