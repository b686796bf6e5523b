"""The report's style sheet."""
