"""Annotating a collection: `unit` is what a worker does, `workers` are those who do it, `run` gives out the work."""
