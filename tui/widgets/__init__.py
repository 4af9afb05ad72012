"""The panes and their parts: one widget per file."""
