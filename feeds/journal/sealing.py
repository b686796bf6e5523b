"""Sealing: a journal's end. A last keyframe, everything verified, and a seal with the head; nothing is written into it afterwards.

What goes on after a sealed journal begins in a new one, whose first record carries the sealed head: so one night follows another
without a gap that nobody could see. Deliberately absent: signing the seal. It is worth what the place is worth where its head is
written down.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Final

import msgspec

from feeds.errors import Damaged
from feeds.journal.audience import View, in_force
from feeds.journal.meta import Seal, SealedRegime
from feeds.journal.reader import Reader
from feeds.journal.store import Journal
from feeds.journal.verify import verify
from feeds.picture.envelope import Provenance, Record
from feeds.picture.regime import Regime

FORMAT: Final = "succession"
"""The format in the provenance of a first record that follows a sealed journal; its id there is the sealed head."""

_NUMBERED: Final = re.compile(r"(.*)-(\d{1,6})")


def seal(path: Path, now: int, progress: Callable[[int], None] | None = None) -> Seal:
    """Seal a journal, fully synced, and return the seal; one that is sealed already is left as it is.

    Raises:
        Misuse: there is no such journal.
        Damaged: it is not sound; the first problem is named.
        Refused: somebody is writing it, or it is an archive.

    """
    with Reader(path) as reader:
        if reader.meta.sealed is not None:
            return reader.meta.sealed
    with Journal.open(path) as journal:
        verdict = verify(path, progress)
        if not verdict.ok:
            first = verdict.problems[0]
            raise Damaged(
                str(path), f"not sealed, for it is not sound: at record {first.sequence}: {first.what}", expected="a sound journal"
            )
        journal.build_keyframes(to_the_end=True)
        with Reader(path) as reader:
            made = Seal(journal.head, journal.sequence, now, {str(regime): _sealed(reader, regime) for regime in reader.regimes()})
        journal.end(made)
    return made


def _sealed(reader: Reader, regime: Regime) -> SealedRegime:
    whole, count = reader.picture(regime)
    own = View(None, in_force(reader, whole), str(reader.path)).picture(whole)
    span = reader.span(regime)
    return SealedRegime(count, own.digest.root(), span.first_known or 0, span.last_known or 0)


def succeeding(record: Record, before: Seal) -> Record:
    """Return the first record of a journal that follows a sealed one: it names the sealed head."""
    return msgspec.structs.replace(record, provenance=Provenance(FORMAT, before.head))


def unsealed(path: Path) -> tuple[Path, Seal | None]:
    """Return where a journal of this name goes on: the first of path, path-2, path-3 that is not sealed, and the seal before it.

    Raises:
        Damaged: one on the way cannot be read.

    """
    before = None
    while path.exists():
        with Reader(path) as reader:
            if reader.meta.sealed is None:
                return path, before
            before = reader.meta.sealed
        path = _next(path)
    return path, before


def _next(path: Path) -> Path:
    numbered = _NUMBERED.fullmatch(path.stem)
    stem, number = (numbered[1], int(numbered[2])) if numbered else (path.stem, 1)
    return path.with_name(f"{stem}-{number + 1}{path.suffix}")
