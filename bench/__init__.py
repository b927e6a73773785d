"""Measurements: how well reports are understood, and how fast and how large the graph is.

Nothing here ships. Each module runs on its own, as in ``python -m bench.accuracy``.
"""
