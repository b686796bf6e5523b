"""How people are counted and whose data something is: the words every humanitarian section shares. Pure."""

from feeds.picture.envelope import Record

SUPPRESSED_UNDER = 10


def people(count: int | None) -> str:
    """A count of people as it may stand on a screen: below ten it is not shown."""
    if count is None:
        return ""
    return "fewer than 10 people" if count < SUPPRESSED_UNDER else f"{count} people"


def whose(row: Record) -> str:
    """Whose data this is and how sensitive: it stays its submitter's."""
    label = row.label
    if label is None or label.ocha is None:
        return row.author.entity
    return f"{label.originator} · OCHA {label.ocha.value.lower()}"
