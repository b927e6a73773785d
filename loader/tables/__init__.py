"""Other people's tables: read as they are, tied to the register, given back or added to the graph."""
