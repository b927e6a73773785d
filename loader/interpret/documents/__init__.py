"""How statutes and other documents are named: what ``instruments`` is made of."""
