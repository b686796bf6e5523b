"""Where tracks were and how danger zones ran: what the map's traces are rebuilt from when a picture is shown whole.

Fed with every record that comes, in any order, and asked for what was known by a moment. Bounded: the longest unmoved give way. Of a
hostile or protected object nothing is kept, nor what it was before it was known for one; nor what was withdrawn.
"""

from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Iterable

from feeds.picture.danger import DangerZone
from feeds.picture.envelope import Record, Withdrawal
from feeds.picture.guarded import untraced
from feeds.picture.place import Track
from feeds.picture.values import Position

ROWS = 5_000
"""Rows whose past is kept."""
VERSIONS = 128
"""Versions of a row that are kept, the latest."""

Key = tuple[str, str, str]
"""Kind, subject and origin."""
Version = tuple[int, int, Position | DangerZone]
"""When it was known and when it was so (Instants), and where."""


class Whereabouts:
    """The versions of each row, by when they were known."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Key, list[Version]] = OrderedDict()
        self._untraced: OrderedDict[Key, None] = OrderedDict()
        self.grown = 0
        """How often something came that lies before what was known already: traces made before are short of it."""

    def add_all(self, records: Iterable[Record]) -> None:
        """Add what these say; one that is here already is passed over."""
        for record in records:
            key = (record.kind, record.subject, record.origin)
            match record.body:
                case Track() if untraced(record):
                    self._kept.pop(key, None)
                    self._untraced[key] = None
                    if len(self._untraced) > ROWS:
                        self._untraced.popitem(last=False)
                case Track() as track if key not in self._untraced:
                    self._add(key, (record.known, record.event, track.position))
                case DangerZone() as zone:
                    self._add(key, (record.known, record.event, zone))
                case _:
                    pass

    def forget(self, withdrawals: Iterable[Withdrawal]) -> None:
        """Forget rows that are no longer to be seen."""
        for each in withdrawals:
            self._kept.pop((each.kind, each.subject, each.origin), None)

    def rows(self) -> tuple[Key, ...]:
        """Every row that has a past, the longest unmoved first."""
        return tuple(self._kept)

    def versions(self, key: Key, known: int) -> list[Version]:
        """A row's versions that were known by a moment, in the order they became known."""
        return [version for version in self._kept.get(key, ()) if version[0] <= known]

    def _add(self, key: Key, version: Version) -> None:
        held = self._kept.setdefault(key, [])
        at = bisect_left(held, version[:2], key=lambda each: each[:2])
        if (at < len(held) and held[at] == version) or (at == 0 and len(held) == VERSIONS):
            return
        self.grown += at < len(held)
        held.insert(at, version)
        del held[:-VERSIONS]
        self._kept.move_to_end(key)
        if len(self._kept) > ROWS:
            self._kept.popitem(last=False)
