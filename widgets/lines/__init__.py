"""The ways down and the lines that must not be crossed: off-ramps, red lines, disputes, the contact log and partners' messages."""
