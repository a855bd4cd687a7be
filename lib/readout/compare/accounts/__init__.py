"""Methods that compare accounts of one event: which claims are tellings of one, and what differs."""
