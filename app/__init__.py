"""The desktop program: commands, composition, windows, and the one thread crossing."""
