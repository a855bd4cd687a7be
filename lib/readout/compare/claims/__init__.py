"""Methods that compare claims: positions, contradictions, movement, networks, guarantees."""
