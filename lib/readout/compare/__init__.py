"""One file per method of comparison; each takes texts or claim tables and returns one tidy table."""
