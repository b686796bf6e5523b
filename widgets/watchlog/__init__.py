"""The watch log: what this watch wrote down, in its order, and one line to write the next."""
