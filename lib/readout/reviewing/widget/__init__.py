"""The widget in which people decide on claims."""
