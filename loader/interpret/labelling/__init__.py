"""How a sentence gets its polarity and themes: the interface, and the method behind it today."""
