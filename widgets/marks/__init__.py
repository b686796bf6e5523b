"""Marks on a recording: bookmarks, ranges and notes of whoever reads it, one line to make the next."""
