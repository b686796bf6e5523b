"""The palette and the search: one line to write in, and what it finds."""
