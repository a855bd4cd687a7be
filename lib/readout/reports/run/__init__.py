"""Run notebooks with papermill, each in a process of its own."""
