"""Keeping a digest up to date, remembering what rows weigh.

Weighing a row costs several times what folding it does, and each row is weighed twice: when it comes and when it is replaced. So
the weight is remembered from the one to the other, for as many rows as memory allows.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from feeds.picture.changes import Change
from feeds.picture.digest import Digest, weight
from feeds.picture.envelope import Key, Record

_MOST: Final = 200_000
"""Rows whose weight is remembered: half a kilobyte each."""


class Weighing:
    """The weights of rows that were counted into some digest."""

    def __init__(self) -> None:
        """Remember nothing yet."""
        self._known: dict[tuple[str, Key], tuple[Record, int]] = {}

    def apply(self, digest: Digest, changes: Iterable[Change]) -> None:
        """Count a batch of changes, as `Digest.apply` does."""
        for change in changes:
            place = (change.kind, change.key)
            if change.before is not None:
                row, known = self._known.pop(place, (None, 0))
                digest.take(change.kind, known if row is change.before else weight(change.before))
            if change.after is not None:
                added = weight(change.after)
                digest.add(change.kind, added)
                if len(self._known) < _MOST:
                    self._known[place] = (change.after, added)
