"""How the weights of the reader are made; not part of the installed package."""
