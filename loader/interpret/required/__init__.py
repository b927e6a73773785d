"""Lists of required actions: their items, whom they tell, and by when."""
