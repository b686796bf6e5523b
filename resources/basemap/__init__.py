"""The baked basemap and the list of what it was made from."""
