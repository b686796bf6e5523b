"""Data that ships with the program, and the map page's own script."""
