"""The item that is selected, and the answers to it."""
