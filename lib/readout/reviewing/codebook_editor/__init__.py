"""Editing the codebook from a notebook."""
