"""Many records read back at once, column by column.

A picture is tens of thousands of records. Read one by one, each costs more in Python's steps than in its bytes; here every step is
taken for a whole column, and what all records of a column share (an author, an origin, nothing) is looked at once. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import repeat
from operator import attrgetter
from typing import Any, Final, NamedTuple

import msgspec

from feeds.journal.rows import PLAIN, Context, ReadingRow, decode_body, decode_rest, record_of
from feeds.picture.envelope import Provenance, Record, Withdrawal
from feeds.picture.regime import Regime

NARROW: Final = "known, event, subject, origin, origin_sequence, key, original, context, header, body"
"""What it takes to read a record back whose kind and regime are known already, and which was not redacted."""


class Columns(NamedTuple):
    """The columns of NARROW, all equally long."""

    known: Sequence[int]
    event: Sequence[int]
    subject: Sequence[str]
    origin: Sequence[str]
    number: Sequence[int]
    key: Sequence[bytes]
    original: Sequence[bytes | None]
    context: Sequence[int]
    header: Sequence[bytes]
    body: Sequence[bytes]


_NOTHING: Final = Columns(*[()] * len(Columns._fields))
_REVISION, _SENT, _EXPIRES, _ID = map(attrgetter, ("revision", "sent", "expires", "id"))


def columns_of(rows: Iterable[tuple[Any, ...]]) -> Columns:
    """Return rows of NARROW as columns."""
    found = tuple(zip(*rows, strict=True))
    return Columns(*found) if found else _NOTHING


def records_of(columns: Columns, contexts: Mapping[int, Context], regime: Regime, numbers: Iterable[int] | None = None) -> list[Record]:
    """Read records of one regime back. `numbers`: their sequences, where those of their origins are not to stand.

    Raises:
        msgspec.MsgspecError, KeyError, ValueError: a row is damaged.

    """
    known, event, subject, origin, number, key, original, context, header, body = columns
    shared = {each: contexts[each] for each in set(context)}
    revision, sent, expires, ident = _rests(header)
    return list(
        map(
            Record,
            subject,
            repeat(regime),
            event,
            _by_context({each: of.author for each, of in shared.items()}, context),
            map(decode_body, body),
            map(bytes.hex, key),
            _by_context({each: of.label for each, of in shared.items()}, context),
            revision,
            origins_of(origin),
            number if numbers is None else numbers,
            known,
            sent,
            expires,
            _sources({each: of.format for each, of in shared.items()}, context, ident, original),
        )
    )


def items_of(
    rows: Sequence[ReadingRow], contexts: Mapping[int, Context], regime: Regime, numbers: Iterable[int] | None = None
) -> list[Record | Withdrawal]:
    """Read rows of READING back, all of one regime: what was redacted reads as a withdrawal. Arguments and errors as `records_of`."""
    if not rows:
        return []
    _, known, event, _, subject, origin, number, _, key, original, context, header, body = zip(*rows, strict=True)
    if None in body:
        # Hardly any was redacted, and hardly any slice has one.
        found = [record_of(row, contexts) for row in rows]
        return found if numbers is None else [_numbered(item, place) for item, place in zip(found, numbers, strict=False)]
    return list(records_of(Columns(known, event, subject, origin, number, key, original, context, header, body), contexts, regime, numbers))


def origins_of(origin: Sequence[str]) -> Iterator[str]:
    """Return a column of few different texts, each of them one object however often it occurs."""
    return map({each: each for each in set(origin)}.__getitem__, origin)


def _rests(header: Sequence[bytes]) -> tuple[Iterable[int], Iterable[int | None], Iterable[int | None], Iterable[str]]:
    """Return revision, sent, expires and the item's id."""
    if not any(header):
        return repeat(1), repeat(None), repeat(None), repeat("")
    rests = [decode_rest(each) if each else PLAIN for each in header]
    return map(_REVISION, rests), map(_SENT, rests), map(_EXPIRES, rests), map(_ID, rests)


def _by_context(values: Mapping[int, Any], context: Sequence[int]) -> Iterable[Any]:
    """Return a column that follows from the context."""
    different = iter(values.values())
    first = next(different, None)
    return repeat(first) if all(each is first for each in different) else map(values.__getitem__, context)


def _sources(
    formats: Mapping[int, str | None], context: Sequence[int], ident: Iterable[str], original: Sequence[bytes | None]
) -> Iterable[Provenance | None]:
    hashed = (None if each is None else each.hex() for each in original) if any(original) else repeat(None)
    if None not in formats.values():
        return map(Provenance, _by_context(formats, context), ident, hashed)
    return (
        None if of is None else Provenance(of, of_item, of_bytes)
        for of, of_item, of_bytes in zip(map(formats.__getitem__, context), ident, hashed, strict=False)
    )


def _numbered(item: Record | Withdrawal, place: int) -> Record | Withdrawal:
    return msgspec.structs.replace(item, sequence=place)
