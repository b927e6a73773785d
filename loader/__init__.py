"""From a file on disk to a committed graph, stage by stage; one type passes each wall (``records``).

read → segment → interpret → map → check → store → conclude. A newcomer finds a stage by its name.
"""
