"""Models that label whole scenes: trained on labelled images or grid cells, and scored with the bands' conditions.

Input: folders, tables or polygons with labels of scenes. Output: a model for ``scene`` jobs, and its scores.
"""
