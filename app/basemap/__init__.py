"""Baking the ground of a theatre into tiles."""
