"""A study of one's own: a folder with texts, decisions, codebook, notebooks and reports, apart from the software."""
