"""Numbers of the command line, bounded where they are read."""

from __future__ import annotations

import argparse

DAY = 86_400.0
FASTEST = 100_000_000.0


def positive(text: str) -> float:
    """Read a number of seconds, above 0 and at most a day."""
    return _within(text, DAY)


def speed(text: str) -> float:
    """Read a speed: how many seconds pass in a real one, above 0 and at most a hundred million (three years to a second)."""
    return _within(text, FASTEST)


def _within(text: str, most: float) -> float:
    try:
        value = float(text)
    except ValueError:
        value = float("nan")
    if not 0 < value <= most:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number above 0 and at most {most:g}")
    return value
