"""How the network that labels findings is made, from sentences that readers labelled."""
