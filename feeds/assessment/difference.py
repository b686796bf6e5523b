"""What differs between two pictures: rows that only one has, and rows whose content differs, table by table.

For two moments of one recording, for two rooms, for two runs of an exercise, for a plan and what came of it. Rows are the same where
body and label are; sequence, times of learning and revision are not content. Deliberately absent: which of the two is right.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from feeds.picture.envelope import Key, Record
from feeds.picture.picture import Picture
from feeds.picture.records import KINDS

_PORTION: Final = 2_000
"""Keys sorted in one go: whoever looks in a thread lets others run between two portions."""


class How(StrEnum):
    """How a row differs."""

    ONLY_FIRST = "ONLY_FIRST"
    ONLY_SECOND = "ONLY_SECOND"
    DIFFERS = "DIFFERS"


@dataclass(frozen=True, slots=True)
class Difference:
    """One row. `members`: names of the members of its body that differ; "label" where that differs too."""

    kind: str
    key: Key
    how: How
    first: Record | None
    second: Record | None
    members: tuple[str, ...] = ()

    @property
    def subject(self) -> str:
        """What the row is about."""
        return self.key[0]


def differences(first: Picture, second: Picture, *, origins: bool = True) -> tuple[Difference, ...]:
    """Return every difference, in the order of kinds, then of subjects. `origins` False: who admitted a row does not tell rows apart."""
    return tuple(each_difference(first, second, origins=origins))


def each_difference(first: Picture, second: Picture, *, origins: bool = True) -> Iterator[Difference]:
    """Iterate over the differences, one made at a time; otherwise as `differences`."""
    for kind in (*KINDS, *sorted({*first.tables, *second.tables} - set(KINDS))):
        one, other = _rows(first, kind, origins=origins), _rows(second, kind, origins=origins)
        # Most rows of two moments of one recording are the very same object: only the others are looked at.
        apart = [key for key, row in one.items() if other.get(key) is not row]
        apart += [key for key in other if key not in one]
        for key in _in_order(apart):
            made = _difference(kind, key, one.get(key), other.get(key))
            if made is not None:
                yield made


def counted(found: tuple[Difference, ...]) -> dict[str, dict[How, int]]:
    """Return how many rows differ, by table and by how; tables without a difference are left out."""
    counts = Counter((each.kind, each.how) for each in found)
    return {kind: {how: counts[kind, how] for how in How} for kind in dict.fromkeys(each.kind for each in found)}


def _in_order(keys: list[Key]) -> Iterable[Key]:
    return heapq.merge(*(sorted(keys[start : start + _PORTION]) for start in range(0, len(keys), _PORTION)))


def _rows(picture: Picture, kind: str, *, origins: bool) -> dict[Key, Record]:
    table = picture.tables.get(kind, {})
    return dict(table) if origins else {(subject, ""): row for (subject, _), row in table.items()}


def _difference(kind: str, key: Key, one: Record | None, other: Record | None) -> Difference | None:
    if one is None or other is None:
        return Difference(kind, key, How.ONLY_SECOND if one is None else How.ONLY_FIRST, one, other)
    if one.body == other.body and one.label == other.label:
        return None
    members = [name for name in one.body.__struct_fields__ if getattr(one.body, name) != getattr(other.body, name, None)]
    return Difference(kind, key, How.DIFFERS, one, other, (*members, *(("label",) if one.label != other.label else ())))
