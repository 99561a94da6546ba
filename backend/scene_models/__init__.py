"""Models that label whole scenes: learned from labelled images or grid cells, and scored with the bands' conditions.

Enters: folders, tables or polygons that say what scenes are. Leaves: a model for ``scene`` jobs, and its scores.
"""
