"""How far coders agree: the items they are compared on, and the coefficients."""
