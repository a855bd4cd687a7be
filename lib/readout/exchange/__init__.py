"""One file per format that other tools read or write."""
