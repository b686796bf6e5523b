"""Rows of a journal's picture into a file of another format (`feeds.exchange`), for whom and of when they are asked.

A thing leaves as it stood at the end of what was known; a vessel's reports leave each, since a track is all of them. Whoever is asked for
gets their own audience's rows and nothing else; what is above its readers, or hostile or protected in a tactical format, is refused whole.
Deliberately absent: formats, and how a journal is read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from app.exports import Asked, titled
from feeds.errors import Misuse, OverLimit, Refused
from feeds.exchange.cover import Cover
from feeds.exchange.entry import Entry, entry
from feeds.exchange.registry import FORMATS, Format
from feeds.exchange.rules import fit, said, untactical
from feeds.journal.audience import InForce, View, in_force
from feeds.picture.body import kind_of
from feeds.picture.label import roll_up
from feeds.picture.marking import above
from feeds.picture.place import Track
from feeds.picture.records import KINDS
from feeds.picture.release import audience_of

if TYPE_CHECKING:
    from feeds.journal.reader import Reader
    from feeds.picture.envelope import Record
    from feeds.picture.picture import Picture

_TRACK = kind_of(Track)
ROWS_LIMIT = 2_000_000
"""Rows of one export, which are held in memory while it is written."""


def write(reader: Reader, asked: Asked, out: Path) -> dict[str, object]:
    """Write an export and return its figures.

    Raises:
        Misuse: no such entity or kind.
        Refused: it holds what its readers may not see, what a tactical format must not carry, or nothing this format can say.

    """
    known = reader.last_known(asked.regime) if asked.known_at is None else asked.known_at
    picture, _ = reader.picture(asked.regime, asked.known_at)
    force = in_force(reader, picture)
    view = View(asked.entity, force, "--as")
    form, own = FORMATS[asked.format], view.picture(picture)
    chosen = list(_chosen(reader, view, own, asked))
    drawn = [made for row in chosen if (made := entry(own, row)) is not None]
    taken = fit(each for each in drawn if form.takes(each))
    _check(form, asked, force, taken)
    rolled = roll_up((each.record.label for each in taken), force.policy)
    cover = Cover(titled(picture, reader.path.stem), view.audience.entity, asked.regime, force.policy, rolled, known)
    size = _written(out, form.write(cover, taken, _originals(reader)))
    counts = Counter(row.kind for row in chosen) - Counter(each.record.kind for each in taken)
    return {
        "items": len(taken),
        "left_out": dict(sorted(counts.items())),
        "audience": view.audience.entity,
        "label": cover.banner,
        "regime": str(asked.regime),
        "bytes": size,
    }


def _chosen(reader: Reader, view: View, own: Picture, asked: Asked) -> Iterator[Record]:
    """Yield the audience's rows of the kinds and the time asked for, in the order things happened."""
    _known_kinds(asked.kinds)
    rows = [row for row in own.all_rows() if row.kind != _TRACK and _asked_for(row, asked)]
    here = {row.row for row in own.rows(_TRACK)}
    reports = reader.of_kinds(asked.regime, reader.end(asked.known_at), None, frozenset((_TRACK,))) if here else iter(())
    rows += [row for row in reports if row.row in here and view.sees(row) and _asked_for(row, asked)]
    if len(rows) > ROWS_LIMIT:
        raise OverLimit(str(reader.path), "too many rows for one export", len(rows), f"at most {ROWS_LIMIT}: --from and --until bound it")
    yield from sorted(rows, key=lambda row: (row.event, row.kind, row.subject, row.origin))


def _known_kinds(kinds: frozenset[str]) -> None:
    unknown = sorted(kinds - KINDS.keys())
    if unknown:
        raise Misuse("--kind", "no such kind of record", unknown[0], f"one of {', '.join(KINDS)}")


def _asked_for(row: Record, asked: Asked) -> bool:
    return (
        (not asked.kinds or row.kind in asked.kinds)
        and (asked.since is None or row.event >= asked.since)
        and (asked.until is None or row.event < asked.until)
    )


def _check(form: Format, asked: Asked, force: InForce, taken: list[Entry]) -> None:
    """Refuse what may not leave."""
    entity = asked.readers or asked.entity
    if entity is not None:
        try:
            readers = audience_of(entity, force.roster)
        except KeyError as error:
            known = ", ".join(each.code for each in force.roster.entities)
            raise Misuse("--for", "no such entity on the roster", entity, f"one of: {known}") from error
        if above(readers, (each.record for each in taken), force.roster, force.policy):
            raise Refused("export", "it is labelled above its readers", entity, "rows that they may see: --as, --kind, --from or --until")
    barred = untactical(taken) if form.tactical else Counter[str]()
    if barred:
        what = f"{asked.format} is a tactical format, and these may not leave in one"
        raise Refused("export", what, said(barred), "--kind without them, or a format such as geojson")
    if not taken:
        raise Refused("export", f"there is no row that {asked.format} can say", expected="another format, kind or span")


def _originals(reader: Reader) -> Callable[[Entry], bytes | None]:
    """Return what fetches the bytes that a row came as."""

    def fetch(each: Entry) -> bytes | None:
        source = each.record.provenance
        return None if source is None or source.original is None else reader.original(source.original)

    return fetch


def _written(out: Path, parts: Iterator[bytes]) -> int:
    size = 0
    with out.open("wb") as file:
        for part in parts:
            size += file.write(part)
    return size
