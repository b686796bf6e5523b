"""Verdicts on the picture: pure functions of (picture, now); no clock, no I/O."""
