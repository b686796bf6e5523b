"""Reading a journal back out of an MCAP file, as far as the file is sound.

Bytes from outside: every record and every chunk is bounded, a chunk's checksum must hold, and a line that is none ends the reading.
What lies before is kept, and what is missing is said. Messages that are not ours are passed over.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final, Self, cast

import msgspec
import zstandard
from mcap.exceptions import McapError
from mcap.records import Attachment, Channel, Chunk, Footer, McapRecord, Message, Metadata
from mcap.stream_reader import CRCValidationError, StreamReader, breakup_chunk

from feeds.errors import BadInput
from feeds.journal import lines
from feeds.journal.lines import Line
from feeds.journal.mcap_writing import FORMAT, METADATA, TOPIC
from feeds.journal.meta import Meta, Seal
from feeds.journal.originals import LARGEST
from feeds.journal.rebuilding import Source
from feeds.journal.rows import regime_of

_CHUNK: Final = 64 * 1024 * 1024
"""Bytes of a chunk, packed or not; our own have one megabyte."""

_RECORD: Final = LARGEST + 4_096

_BROKEN: Final = (McapError, CRCValidationError, zstandard.ZstdError, msgspec.MsgspecError, struct.error, zlib.error, ValueError, EOFError)


class _Bounded:
    """A file that is never asked for more at once than a record may hold: a broken length would ask for the whole memory."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def read(self, size: int = -1) -> bytes:
        if not 0 <= size <= _RECORD:
            raise ValueError(f"a part of {size} bytes")
        return self._file.read(size)


class McapJournal:
    """An MCAP file that a journal was written to. Use as a context manager."""

    def __init__(self, path: Path) -> None:
        """Open it and read what it says about itself.

        Raises:
            BadInput: it is no MCAP file, or none of a journal.

        """
        self.path = path
        self.missing = ""
        """What is not there, in words; known once all lines were read."""
        self._file: BinaryIO = path.open("rb")
        try:
            self._about = self._read_about()
            self.meta = self._read_meta()
        except BaseException:
            self._file.close()
            raise

    def source(self) -> Source:
        """Return its lines and originals, for a journal to be rebuilt from."""
        return Source(self.lines(), lambda: None if self.missing else self._about.get("head"), self._originals)

    def lines(self) -> Iterator[Line]:
        """Yield the records' lines up to the end, or up to where the file is broken."""
        count = 0
        ours: set[int] = set()
        try:
            for record in self._records():
                if isinstance(record, Channel) and record.topic == TOPIC:
                    ours.add(record.id)
                elif isinstance(record, Message) and record.channel_id in ours:
                    line = lines.read(record.data)
                    lines.placed(line)
                    yield line
                    count += 1
        except _BROKEN as error:
            self.missing = f"what follows record {count} cannot be read: {error}"
        expected = self._about.get("records")
        if not self.missing and expected is not None and expected != str(count):
            self.missing = f"there are {count} records and there should be {expected}"

    def _originals(self) -> Iterator[tuple[str, bytes]]:
        try:
            for record in self._records():
                if isinstance(record, Attachment) and record.media_type == "application/octet-stream":
                    yield record.name, record.data
        except _BROKEN as error:
            self.missing = self.missing or f"not all originals can be read: {error}"

    def _records(self) -> Iterator[McapRecord]:
        """Yield what the file holds, chunks unpacked."""
        self._file.seek(0)
        footed = False
        for record in StreamReader(cast("BinaryIO", _Bounded(self._file)), emit_chunks=True, record_size_limit=_RECORD).records:
            footed = footed or isinstance(record, Footer)
            if not isinstance(record, Chunk):
                yield record
                continue
            if record.uncompressed_size > _CHUNK or record.compression not in {"", "zstd", "lz4"}:
                raise ValueError(f"a chunk of {record.uncompressed_size} bytes, packed as {record.compression!r}")
            yield from breakup_chunk(record, validate_crc=True)
        if not footed:
            raise ValueError("the file has no end")

    def _read_about(self) -> dict[str, str]:
        try:
            for record in self._records():
                if isinstance(record, Metadata) and record.name == METADATA:
                    return record.metadata
        except _BROKEN as error:
            raise BadInput(str(self.path), "this is no MCAP file that can be read", str(error), "a journal's MCAP export") from error
        raise BadInput(str(self.path), "this MCAP file is no journal's", expected=f"metadata of the name {METADATA}")

    def _read_meta(self) -> Meta:
        said = self._about
        try:
            if said["format"] != str(FORMAT):
                raise BadInput(str(self.path), "the export is of another version", said["format"], str(FORMAT))
            regime = None if said["regime"] == "any" else regime_of(said["regime"])
            sealed = msgspec.json.decode(said["sealed"], type=Seal) if "sealed" in said else None
            return Meta(said["incident"], said["room"], regime, said["reconstructed"] == "yes", sealed=sealed)
        except (KeyError, ValueError) as error:
            raise BadInput(str(self.path), "the export does not say what it is of", str(error), "incident, room, regime") from error

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
