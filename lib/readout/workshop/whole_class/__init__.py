"""A whole class as coders: the files that learners hand in, how far they agree, and one page of it to be projected."""
