"""What is kept of a run, and what changed since the last."""
