"""The shapes themselves, one family a file, each with its line in the table of that file; `widgets.glyphs` paints them."""
