"""F1: the keys of the panel that has the focus, over the real panels, and those that work everywhere."""
