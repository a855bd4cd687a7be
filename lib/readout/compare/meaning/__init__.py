"""Methods that compare by meaning: sentence vectors, matching, negation and polarity."""
