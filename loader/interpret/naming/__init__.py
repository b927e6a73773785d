"""How names are found, told apart and joined: what ``mentions`` is made of."""
