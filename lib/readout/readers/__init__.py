"""One file per format that a text may arrive in. Each has `read(path) -> (metadata, body)`."""
