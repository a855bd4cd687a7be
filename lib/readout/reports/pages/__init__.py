"""Make pages, PDF and archive of executed notebooks."""
