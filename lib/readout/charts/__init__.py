"""One file per family of charts; each takes a table and returns an Altair chart with its description."""
