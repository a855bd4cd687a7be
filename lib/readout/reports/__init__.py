"""Run the notebooks, keep the record, make the pages, tell what changed, keep the shelf."""
