"""How a text is laid out: turns of speakers, furniture, and paragraphs; read from its shape, before any parse."""
