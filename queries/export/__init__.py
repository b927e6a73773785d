"""The graph as files for other tools: one file a format, each with the same few verbs."""
