"""How people are counted and whose data something is: the words every humanitarian section shares. Pure."""

from feeds.picture.envelope import Record
from feeds.picture.few import headcount


def people(count: int | None) -> str:
    """A count of people as it may stand on a screen; nothing where none is known."""
    return "" if count is None else f"{headcount(count)} people"


def whose(row: Record) -> str:
    """Whose data this is and how sensitive: it stays its submitter's."""
    label = row.label
    if label is None or label.ocha is None:
        return row.author.entity
    return f"{label.originator} · OCHA {label.ocha.value.lower()}"
