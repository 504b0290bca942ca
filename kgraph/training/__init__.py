"""How the shipped pipeline is made, and how a user retrains it."""
