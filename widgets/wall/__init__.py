"""The wallboard: what a whole room reads from across it, and nothing that shames or exposes anybody."""
