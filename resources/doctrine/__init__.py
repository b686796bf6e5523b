"""Doctrines: thresholds, ladders and templates, as data."""
