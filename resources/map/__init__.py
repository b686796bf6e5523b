"""The map page's own script and style sheet."""
