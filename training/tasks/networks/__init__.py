"""Networks for fine-tuning with a common interface; building them and loading their weights.

Input: a plan and the classes of a task. Output: networks. Imports ``data`` and ``plan`` of ``tasks``, and
``pretraining``.
"""
