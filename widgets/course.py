"""How a thing came to read as it does: every version of the rows people judge by, in the order the room learned them.

A picture holds the latest row of each subject; who changed an observation or a judgement, and when, needs the ones before. It is fed with
the records beside the timeline's history. Bounded: the oldest versions of a subject give way. Deliberately absent: every other kind.
"""

from collections import deque
from collections.abc import Iterable

from feeds.picture.envelope import Record

KINDS = frozenset({"indicator_state", "judgement", "dissent", "evidence", "report_mark", "adjudication", "red_line", "off_ramp"})
_VERSIONS = 64
_SUBJECTS = 20_000


class Course:
    """Versions by (kind, subject). A replay fills one whole and asks for what was known by the moment it stands at."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self._versions: dict[tuple[str, str], deque[Record]] = {}

    def add_all(self, records: Iterable[Record]) -> None:
        """Add records in the order the room learned them; one that is here already is passed over."""
        for record in records:
            if record.kind in KINDS:
                self._add(record)

    def _add(self, record: Record) -> None:
        key = (record.kind, record.subject)
        known = self._versions.get(key)
        if known is None:
            if len(self._versions) >= _SUBJECTS:
                self._versions.pop(next(iter(self._versions)))
            known = self._versions[key] = deque(maxlen=_VERSIONS)
        if all(each.key != record.key for each in known):
            known.append(record)

    def of(self, kind: str, subject: str, horizon: int) -> tuple[Record, ...]:
        """Return the versions of a subject that were known by the horizon, the latest first."""
        found = (each for each in self._versions.get((kind, subject), ()) if each.known <= horizon)
        return tuple(sorted(found, key=lambda each: (each.known, each.sequence), reverse=True))
