"""Words, numbers, dates, phrases and sentences: what several questions need to take a text apart."""
