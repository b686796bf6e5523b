"""Acts of a board's entry from a table of what a state allows. The first is the likeliest. Pure."""

from widgets.cells import Act

Offered = tuple[tuple[str, str, str], ...]
"""(name of the intent, label, key), the likeliest first."""


def offered(acts: Offered, subject: str, off: str, *, lead: bool = True) -> tuple[Act, ...]:
    """The acts about a subject; `off`: why none can happen now. `lead`: the first is the main one."""
    return tuple(
        Act(name, label, key, subject, primary=lead and place == 0, enabled=not off, reason=off)
        for place, (name, label, key) in enumerate(acts)
    )


def on_map(subject: str) -> Act:
    """M: centre the map on it. Looking is always possible."""
    return Act("map", "On map", "M", subject, quiet=True)


def quietly(acts: Offered, subject: str, off: str) -> tuple[Act, ...]:
    """Acts with a key and no button: they stand in the list of keys."""
    return tuple(Act(name, label, key, subject, enabled=not off, reason=off, quiet=True) for name, label, key in acts)
