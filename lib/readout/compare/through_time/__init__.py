"""Methods through time: each from a collection's table of sides, or from its words, to one tidy table with doubt."""
