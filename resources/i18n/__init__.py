"""The words of the desk in each language."""
