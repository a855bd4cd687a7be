"""What has to be made: the plan of a report, its inputs, and what is stale."""
