"""The picture digest: equal digests prove the same rows within a shared release.

Each row is expanded to 4,096 pseudo-random bits, and a table keeps the sum of its rows modulo 2**4096. Adding and taking
away a row costs the same whatever the table's size, the order of rows plays no part, and finding a different set of rows
with the same sum is a generalised-birthday problem of about 2**128 steps at this width (Wagner 2002; the construction is
Bellare and Micciancio's AdHash, 1997). Sequence, received time and peer are not in a row's bytes (`canonical`).

Deliberately absent: knowledge of what a picture is. A digest sees rows come and go, so that an audience's digest needs no
picture of its own.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Self

from feeds.picture.canonical import row_hash
from feeds.picture.changes import Change
from feeds.picture.envelope import Record

_WIDTH = 512
_MODULUS = 1 << (8 * _WIDTH)
_BELOW = _MODULUS - 1
"""What is left of a sum modulo _MODULUS: masking costs a fifth of dividing, and negative numbers come out right."""


def weight(record: Record) -> int:
    """Return a row's summand: its hash expanded by SHAKE-128."""
    return int.from_bytes(hashlib.shake_128(row_hash(record)).digest(_WIDTH), "big")


class Digest:
    """A running digest over tables of rows."""

    def __init__(self) -> None:
        """Start with no rows."""
        self._sums: dict[str, int] = {}
        self._counts: dict[str, int] = {}
        self._said: dict[str, str] = {}
        """Digests of the tables that have not changed since they were last asked for: a batch touches few of many."""
        self._root: str | None = None

    def add(self, kind: str, value: int) -> None:
        """Count a row of weight `value` in."""
        self._touch(kind)
        self._sums[kind] = (self._sums.get(kind, 0) + value) & _BELOW
        self._counts[kind] = self._counts.get(kind, 0) + 1

    def take(self, kind: str, value: int) -> None:
        """Count a row of weight `value` out."""
        self._touch(kind)
        self._sums[kind] = (self._sums[kind] - value) & _BELOW
        self._counts[kind] -= 1
        if not self._counts[kind]:
            del self._counts[kind], self._sums[kind]

    def apply(self, changes: Iterable[Change]) -> None:
        """Count a batch of changes; a row that changed twice in it should come as one change."""
        for change in changes:
            if change.before is not None:
                self.take(change.kind, weight(change.before))
            if change.after is not None:
                self.add(change.kind, weight(change.after))

    @property
    def counts(self) -> dict[str, int]:
        """Return the number of rows by table, empty tables left out."""
        return dict(self._counts)

    def copy(self) -> Digest:
        """Return a digest of the same rows that can go its own way."""
        other = Digest()
        other._sums, other._counts = dict(self._sums), dict(self._counts)
        return other

    def sums(self) -> dict[str, tuple[int, int]]:
        """Return each table's sum and number of rows: what `of_sums` needs to go on from here."""
        return {kind: (self._sums[kind], self._counts[kind]) for kind in self._sums}

    @classmethod
    def of_sums(cls, sums: Mapping[str, tuple[int, int]]) -> Self:
        """Return the digest that had these sums."""
        digest = cls()
        digest._sums = {kind: value for kind, (value, _) in sums.items()}
        digest._counts = {kind: count for kind, (_, count) in sums.items()}
        return digest

    def tables(self) -> dict[str, str]:
        """Return each table's digest in hex: unequal ones name the tables that differ."""
        return {kind: self._table(kind) for kind in sorted(self._sums)}

    def root(self) -> str:
        """Return the digest of the whole in hex."""
        if self._root is None:
            lines = (f"{kind}\x1f{digest}\n" for kind, digest in self.tables().items())
            self._root = hashlib.blake2b("".join(lines).encode(), digest_size=32).hexdigest()
        return self._root

    def _table(self, kind: str) -> str:
        said = self._said.get(kind)
        if said is None:
            data = self._sums[kind].to_bytes(_WIDTH, "big") + self._counts[kind].to_bytes(8, "big")
            said = self._said[kind] = hashlib.blake2b(data, digest_size=32).hexdigest()
        return said

    def _touch(self, kind: str) -> None:
        self._said.pop(kind, None)
        self._root = None


def unequal(one: Mapping[str, str | None], other: Mapping[str, str]) -> tuple[str, ...]:
    """Return which of two pictures' tables differ, by their digests (`Digest.tables`); None, or no entry: there is no such table."""
    return tuple(kind for kind in sorted(one.keys() | other.keys()) if one.get(kind) != other.get(kind))


def digest_of(rows: Iterable[Record]) -> Digest:
    """Return the digest of rows, computed from scratch."""
    digest = Digest()
    for row in rows:
        digest.add(row.kind, weight(row))
    return digest
