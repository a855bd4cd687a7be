"""A language model as one more coder: held to the text, kept apart from people, and never the default."""
