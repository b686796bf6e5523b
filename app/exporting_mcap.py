"""A journal into an MCAP file: all of it, to be read back without loss, or what an entity may see and a span holds.

Deliberately absent: the mapping (`feeds.journal.mcap_writing`).
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.exports import Asked
from feeds.errors import Misuse

if TYPE_CHECKING:
    from feeds.journal.reader import Reader


def write(reader: Reader, asked: Asked, out: Path) -> dict[str, object]:
    """Write the file and return its figures.

    Raises:
        Misuse: no such entity, or something is asked that a whole recording does not have.
        Refused: it holds what its readers may not see.

    """
    from feeds.journal.mcap_writing import Part
    from feeds.journal.mcap_writing import write as write_mcap

    if asked.kinds or asked.known_at is not None:
        raise Misuse("export", "a recording has all kinds and all that was known", "--kind, --known-at", "--as, --from, --until")
    only = None if reader.regimes() == [asked.regime] and asked.entity is None else asked.regime
    part = Part(only, asked.since, asked.until, asked.entity, asked.readers)
    return {**write_mcap(reader, part, out), "bytes": out.stat().st_size}
