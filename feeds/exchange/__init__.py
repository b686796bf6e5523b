"""Rows of a picture in the formats that others read: one format a file, each a pure function from entries to bytes."""
