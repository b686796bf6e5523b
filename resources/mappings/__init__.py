"""Mappings for tables that many rooms read, as TOML. A table that has all of a mapping's `columns` is read with it."""
