"""Measurements of quality and speed; `python -m benchmarks [NAME ...]` runs them."""
