"""The map: its page, its private URL scheme and the view around them."""
