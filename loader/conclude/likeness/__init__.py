"""How alike is what two required actions ask for? Told from their words, with reasons that can be shown."""
