"""The look: colours, sizes and type, as data."""
