"""Proving keyframes: each names exactly the records that are the rows at its place.

A keyframe is a cache, but a wrong one would show a wrong picture. Which records are rows follows from the columns alone, so
all keyframes are proven in one pass over the table without reading a body.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import apsw

from feeds.journal import keyframes
from feeds.journal.meta import read_meta
from feeds.journal.order import Order
from feeds.journal.reader import Reader
from feeds.journal.rows import regime_of
from feeds.picture.digest import digest_of

Live = dict[str, dict[tuple[str, str], tuple[int, int, int]]]
"""By kind and row: the origin's number that newer records must exceed, the record's sequence, and its position."""


def keyframe_problems(connection: apsw.Connection, path: Path) -> Iterator[tuple[int, str]]:
    """Yield (sequence, what is wrong) for the keyframes of a journal whose chain is sound."""
    meta = read_meta(connection, path)
    regimes = [str(name) for (name,) in connection.execute("SELECT DISTINCT regime FROM keyframe")]
    for regime in regimes:
        yield from _regime_problems(connection, regime, reconstructed=meta.reconstructed)
        yield from _digest_problem(path, regime)


def _regime_problems(connection: apsw.Connection, regime: str, *, reconstructed: bool) -> Iterator[tuple[int, str]]:
    query = "SELECT position, sequence, data FROM keyframe WHERE regime = ? ORDER BY position"
    frames = cast("list[tuple[int, int, bytes]]", connection.execute(query, (regime,)).fetchall())
    order = Order(connection, reconstructed=reconstructed)
    rows = connection.execute(
        f"SELECT sequence, kind, subject, origin, origin_sequence, body IS NULL FROM record WHERE regime = ? ORDER BY {order.by}",  # noqa: S608
        (regime,),
    )
    live: Live = {}
    position = 0
    for place, sequence, data in frames:
        last = 0
        while position < place:
            row = rows.fetchone()
            if row is None:
                break
            position, last = position + 1, row[0]
            _write(live, row, position, reconstructed=reconstructed)
        tables = keyframes.read_tables(connection, data)
        if tables is None:
            yield sequence, "a keyframe is damaged (it is passed over)"
        elif position != place or (reconstructed and last != sequence) or not _same(live, tables):
            yield sequence, "a keyframe does not name the rows of its place"


def _write(live: Live, row: tuple[int | float | bytes | str | None, ...], position: int, *, reconstructed: bool) -> None:
    sequence, kind, subject, origin, number, erased = row
    table = live.setdefault(str(kind), {})
    key = (str(subject), str(origin))
    newer = position if reconstructed else int(number or 0)
    before = table.get(key)
    if before is not None and newer <= before[0]:
        return
    if erased:
        table.pop(key, None)
    else:
        table[key] = (newer, int(sequence or 0), position)


def _same(live: Live, tables: dict[str, keyframes.TableRows]) -> bool:
    for kind, rows in live.items():
        table = tables.get(kind)
        if table is None:
            if rows:
                return False
            continue
        if table.sequences.tolist() != [sequence for _, sequence, _ in rows.values()]:
            return False
        if table.positions is not None and table.positions.tolist() != [position for _, _, position in rows.values()]:
            return False
    return not set(tables) - set(live)


def _digest_problem(path: Path, regime: str) -> Iterator[tuple[int, str]]:
    with Reader(path) as reader:
        end = reader.end()
        frame = reader.keyframe(regime_of(regime), end)
        if frame is None:
            return
        picture = reader.restored(regime_of(regime), frame)
        if digest_of(picture.all_rows()).root() != picture.digest.root():
            yield frame.place.sequence, "a keyframe's digest is not that of its rows"
