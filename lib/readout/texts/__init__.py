"""Texts and their metadata, the library of them, and how they are taken in and shown."""
