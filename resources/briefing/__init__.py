"""The briefing page's own script and style."""
