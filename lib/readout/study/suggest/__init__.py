"""A codebook out of the texts themselves: groups of claims, each proposed as a code."""
