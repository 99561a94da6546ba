"""Published data sets of the papers, and the protocols that compare models on them.

An entry in ``training/configs/data_sets`` describes a data set. The modules of :mod:`.files` read the layouts.
Input: an entry and the folder of a data set. Output: figures of a model beside the published ones. Imports ``tasks``,
``common`` and the engine.
"""
