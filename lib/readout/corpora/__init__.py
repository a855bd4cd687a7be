"""Large collections: import, index, annotate at scale."""
