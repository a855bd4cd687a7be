"""What is published: the shelf, its reports, and their failures."""
