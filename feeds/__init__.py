"""The shared feeds and the picture they add up to; no Qt anywhere below this folder."""
