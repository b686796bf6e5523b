"""Foreign tables as rows of text: encoding, separator, header, and the bytes of each row.

The encoding is told by a byte-order mark, else UTF-8 where all of it is, else Windows-1252, which real files use without saying so.
Rows come one by one; a table is never held as text whole. Deliberately absent: what the columns mean (`mapping`).
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator
from typing import Final

from feeds.adapters.adapter import Unusable

SOURCE_LIMIT: Final = 192 * 1024 * 1024
ROW_LIMIT: Final = 2_000_000
COLUMN_LIMIT: Final = 4_096
_ENCODING: Final = re.compile(
    r"utf-?(8|8-sig|16|16-?[lb]e|32)|(windows-|cp)[0-9]{3,4}|iso-?8859-[0-9]{1,2}|latin-?1|koi8-[ru]|ascii|shift_jis|gb18030|gbk|big5|euc-(jp|kr)",
    re.IGNORECASE,
)
"""Character sets, and none of the codecs that are something else."""

_STEP: Final = 1 << 20
_SEPARATORS: Final = ",;\t|"
_SNIFFED: Final = 64 * 1024
_MARKS: Final = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


class Row:
    """A row: its number in the file (the header is 1), its cells, and its text as it stood."""

    __slots__ = ("cells", "number", "original")

    def __init__(self, number: int, cells: list[str], original: str) -> None:
        self.number = number
        self.cells = cells
        self.original = original


class Table:
    """A table that is being read. `header` is read at once; `rows()` may be walked once."""

    def __init__(self, data: bytes, encoding: str | None = None, delimiter: str | None = None) -> None:
        """Read the header.

        Raises:
            Unusable: the bytes are too many, or hold no header.

        """
        if len(data) > SOURCE_LIMIT:
            raise Unusable("source too large", f"{len(data)} bytes", f"at most {SOURCE_LIMIT}")
        if encoding is not None and _ENCODING.fullmatch(encoding) is None:
            raise Unusable("unknown encoding", encoding, "an encoding such as utf-8 or windows-1252")
        try:
            stream = io.TextIOWrapper(io.BytesIO(data), encoding=encoding or encoding_of(data), newline="", errors="replace")
        except LookupError as error:
            raise Unusable("unknown encoding", encoding, "an encoding such as utf-8 or windows-1252") from error
        self._lines = _Lines(stream)
        first = self._lines.peek()
        self.delimiter = delimiter or delimiter_of(first)
        self._reader = csv.reader(self._lines, delimiter=self.delimiter)
        self.header = self._header()

    def _header(self) -> list[str]:
        try:
            cells = next(self._reader, [])
        except csv.Error as error:
            raise Unusable("no table", str(error), "a line of column names") from error
        names = [cell.strip() for cell in cells]
        if not any(names) or len(names) > COLUMN_LIMIT or any("\0" in name for name in names):
            raise Unusable("no table", ", ".join(names[:8]), f"a line of at most {COLUMN_LIMIT} column names")
        self._lines.taken()
        return names

    def rows(self) -> Iterator[Row | Unusable]:
        """Yield each row that is not empty, or what is wrong with it."""
        reader, lines, width = self._reader, self._lines, len(self.header)
        while True:
            try:
                for cells in reader:
                    original = lines.taken()
                    if lines.number > ROW_LIMIT:
                        yield Unusable("too many rows", f"line {lines.number}", f"at most {ROW_LIMIT}: split the file")
                        return
                    if len(cells) == width:
                        yield Row(lines.number, cells, original)
                    elif len(cells) > width and not any(cells[width:]):
                        yield Row(lines.number, cells[:width], original)
                    elif cells:
                        yield Unusable("wrong number of columns", f"line {lines.number}: {len(cells)}", f"{width}")
            except csv.Error as error:
                lines.taken()
                yield Unusable("malformed row", f"line {lines.number}: {error}", "quotes that close, cells below 128 KiB")
                continue
            return


class _Lines:
    """The lines of a stream, which remembers those taken since it was last asked."""

    def __init__(self, stream: io.TextIOWrapper) -> None:
        self._stream = stream
        self._first: str | None = stream.readline(_SNIFFED)
        self._held: list[str] = []
        self.number = 0

    def peek(self) -> str:
        """Return the first line without taking it."""
        return self._first or ""

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._stream.readline(_STEP) if self._first is None else self._first
        self._first = None
        if not line:
            raise StopIteration
        self._held.append(line)
        self.number += 1
        return line

    def taken(self) -> str:
        """Return what was taken since the last call."""
        held, self._held = self._held, []
        return held[0] if len(held) == 1 else "".join(held)


def encoding_of(data: bytes) -> str:
    """Return the encoding of a text: by its mark, by being UTF-8 throughout, else Windows-1252."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    decoder = codecs.getincrementaldecoder("utf-8")()
    view = memoryview(data)
    try:
        for start in range(0, len(data), _STEP):
            decoder.decode(view[start : start + _STEP], final=start + _STEP >= len(data))
    except UnicodeDecodeError:
        return "windows-1252"
    return "utf-8"


def delimiter_of(line: str) -> str:
    """Return the separator that stands most often in a header line, a comma where none does."""
    return max(_SEPARATORS, key=line.count)
