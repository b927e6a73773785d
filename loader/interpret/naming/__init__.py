"""How names are found, told apart and joined: what ``mentions`` is made of.

Found: ``acronyms`` (abbreviations in brackets), ``names`` (built on a head word: team, board, panel),
``known_names`` (listed names and the titles of posts), ``runs`` (in quotes or capitals, without a head word),
``authority_names`` (the council itself). Joined: ``identity`` (one thing under several names),
``repetitions`` (named again in other forms), ``coreference`` ("the Board"), ``parents`` (what is part of
what). The cue lists behind them are read by ``name_cues``.
"""
