"""The alarm console: what needs a response by this seat, worst first, and nothing hidden."""
