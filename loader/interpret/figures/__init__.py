"""Which figures a report prints: each step from a number in a sentence to what it measures is a module."""
