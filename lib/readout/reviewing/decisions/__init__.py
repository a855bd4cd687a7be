"""People's decisions on claims: kept, anchored, applied, and laid over the machine's proposals."""
