"""Scripts that write the files of ``resources/``.

Enters: published sources and the simulator. Leaves: the files. Imports ``simulate``, ``common`` and the engine.
"""
