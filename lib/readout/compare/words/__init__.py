"""Methods that compare words: counts, keyness, collocations, concordance, dispersion, reuse, scaling, themes."""
