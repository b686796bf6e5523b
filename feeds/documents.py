"""Settings documents in TOML: doctrine and scenarios, read with the line of every entry so that an error can name it.

TOML has times and numbers of its own; three forms are ours and mean the same wherever a document uses them: a length of time
is written "90 s", "5 min" or "4 h" (in the members of DURATIONS), an Admiralty pair "B2" (in the members of PAIRS), and a
time of day alone belongs to the document's `day`. Everything else is decoded by the struct that it becomes, which bounds it.

Deliberately absent: includes, variables, expressions. A document says what is so and computes nothing.
"""

import re
import tomllib
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Final, TypeVar

import msgspec
from msgspec import Struct

from feeds.errors import BadInput, OverLimit
from feeds.picture.calendar import instant_of

LARGEST: Final = 1 << 20
"""Bytes of one document."""

DURATIONS: Final = frozenset(
    {
        "half_life",
        "window",
        "dwell",
        "due",
        "respond_within",
        "expects_every",
        "verification_decay",
        "feed_no_data",
        "seat_absent",
        "flood_window",
        "late",
        "every",
        "hold",
        "answer_timers",
        "latency_targets",
        "outage",
    }
)
PAIRS: Final = frozenset({"evaluation", "floor"})
_BY_NAME: Final = frozenset({"answer_timers", "latency_targets"})
"""Tables of durations whose members' names are no settings."""

_DURATION = re.compile(r"(\d+(?:\.\d+)?) (ms|s|min|h|d)")
_UNITS: Final = {"ms": 1, "s": 1_000, "min": 60_000, "h": 3_600_000, "d": 86_400_000}
_PAIR = re.compile(r"([A-F])([1-6])")
_HEADER = re.compile(r"\s*\[(\[)?\s*([A-Za-z0-9_.\"-]+?)\s*\]")
_LIST = re.compile(r"([A-Za-z0-9_-]+)\s*=\s*\[\s*(#.*)?")
_INSIDE = re.compile(r"([A-Za-z_]\w*)\[(\d+)\](?:\.([A-Za-z_]\w*))?")
_ITEM = re.compile(r"\s*\{")

_UNKNOWN = re.compile(r"unknown field `([^`]*)`")

T = TypeVar("T", bound=Struct)


class Document:
    """One document as it was read: its name for errors, its tables, the lines of its entries, and its day if it has one."""

    def __init__(self, name: str, text: str, tables: dict[str, Any]) -> None:
        self.name = name
        self.tables = tables
        self.day: date | None = tables.get("day")
        self._text = text.splitlines()
        self._lines = _lines(text)

    def where(self, table: str, index: int = 0) -> str:
        """Return `file:line` of the entry `index` of `[[table]]`, or of `[table]`; the file alone where there is no such header."""
        lines = self._lines.get(table, [])
        return f"{self.name}:{lines[index]}" if index < len(lines) else self.name

    def within(self, table: str, index: int, path: str) -> str:
        """Return `file:line` of a member inside the entry `index` of a table; `path` as msgspec writes it: rungs[2].ordinal."""
        found = _INSIDE.match(path)
        begins = self._line(table, index)
        if found is None:
            return self._at(self._field(begins, path.partition(".")[0]) or begins)
        inner = self._inner(table, found[1], begins)
        number = int(found[2])
        line = inner[number] if number < len(inner) else begins
        return self._at(self._field(line, found[3] or "") or line)

    def _line(self, table: str, index: int) -> int:
        lines = self._lines.get(table, [])
        return lines[index] if index < len(lines) else 0

    def _inner(self, table: str, name: str, begins: int) -> list[int]:
        """Return the lines of the parts of an entry: tables under it, items of its list, or tables of their own by the name of one."""
        own = [line for key in (f"{table}.{name}", name) for line in self._lines.get(key, ()) if line > begins]
        return own or self._lines.get(name.removesuffix("s"), [])

    def _field(self, begins: int, name: str) -> int:
        """Return the line on which a member of the entry at a line is set, 0 where there is none before the next entry."""
        if not name:
            return 0
        wanted = re.compile(rf"(?:^|[\s{{,]){re.escape(name)}\s*=")
        for number in range(max(begins, 1), len(self._text) + 1):
            line = self._text[number - 1]
            if number > begins and _HEADER.match(line):
                return 0
            if wanted.search(line):
                return number
        return 0

    def _at(self, line: int) -> str:
        return f"{self.name}:{line}" if line else self.name

    def entries(self, table: str) -> list[tuple[str, dict[str, Any]]]:
        """Return the entries of `[[table]]`, each with where it stands.

        Raises:
            BadInput: the table is no list of tables.

        """
        found = self.tables.get(table, [])
        if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
            raise BadInput(self.where(table), f"{table} is no list of tables", type(found).__name__, f"entries that begin with [[{table}]]")
        return [(self.where(table, index), each) for index, each in enumerate(found)]

    def table(self, name: str) -> dict[str, Any]:
        """Return `[name]`, empty where the document has none.

        Raises:
            BadInput: it is something else than a table.

        """
        found = self.tables.get(name, {})
        if not isinstance(found, dict):
            raise BadInput(self.where(name), f"{name} is no table", found, f"a table that begins with [{name}]")
        return found

    def plain(self, where: str, value: object, key: str = "") -> object:
        """Return a value with times as instants and the forms of ours written out.

        Raises:
            BadInput: a time of day in a document without a day, or a time without a zone.

        """
        match value:
            case dict():
                return {name: self.plain(where, each, key if key in _BY_NAME else name) for name, each in value.items()}
            case list():
                return [self.plain(where, each, key) for each in value]
            case datetime():
                return _instant(where, key, value)
            case time():
                if self.day is None:
                    raise BadInput(
                        where, f"{key} is a time of day, and the document has no day", value.isoformat(), "day = 2026-01-31 at its top"
                    )
                return _instant(where, key, datetime.combine(self.day, value, UTC))
            case str():
                return _spelled(value, key)
            case _:
                return value


def read_document(path: Path | Traversable) -> Document:
    """Read a TOML document.

    Raises:
        BadInput: no such file, not UTF-8, no TOML (the message has TOML's own line and column).
        OverLimit: more than LARGEST bytes.

    """
    name = path.name
    if not path.is_file():
        raise BadInput(name, "no such document", str(path), "a readable TOML file")
    data = path.read_bytes()
    if len(data) > LARGEST:
        raise OverLimit(name, "the document is too large", len(data), f"at most {LARGEST} bytes")
    try:
        text = data.decode("utf-8")
        tables = tomllib.loads(text)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadInput(name, "cannot be read as TOML", str(error), "UTF-8 text in TOML 1.0") from error
    return Document(name, text, tables)


def decode(where: str, value: object, kind: type[T], place: Callable[[str], str] | None = None) -> T:
    """Return the struct that plain values make. `place`: the file and line of a member, by its path.

    Raises:
        BadInput: a member is missing, unknown or out of bounds; the message names the member, its value and what was expected.

    """
    try:
        return msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        problem, _, path = str(error).partition(" - at `$")
        path = path.rstrip("`").lstrip(".")
        unknown = _UNKNOWN.search(problem)
        member = unknown[1] if unknown is not None else _member(value, path)
        if unknown is not None:
            path = f"{path}.{unknown[1]}".lstrip(".")
        at = where if place is None else place(path)
        what = f"{path or 'entry'} of {kind.__name__}"
        raise BadInput(
            at, what, f"{len(member)} entries" if isinstance(member, list) else member, _expected(problem, path, member)
        ) from error


def _expected(problem: str, path: str, member: object) -> str:
    """Say what was expected in the words of a document: it knows lengths of time and pairs, and no types."""
    name = path.rpartition(".")[2]
    if _UNKNOWN.search(problem):
        return "no member of that name"
    if isinstance(member, str) and name in DURATIONS:
        return 'a length of time, such as "90 s", "5 min" or "4 h"'
    if isinstance(member, str) and name in PAIRS:
        return 'an Admiralty pair, such as "B2"'
    return problem.removeprefix("Expected ")


def demand(where: str, table: Mapping[str, Any], known: frozenset[str], needed: frozenset[str] = frozenset()) -> None:
    """Hold a table to the members it may have and must have.

    Raises:
        BadInput: one is unknown or missing.

    """
    for name in table:
        if name not in known:
            raise BadInput(where, "unknown member", name, f"one of {', '.join(sorted(known))}")
    for name in sorted(needed - table.keys()):
        raise BadInput(where, "a member is missing", name, f"members {', '.join(sorted(needed))}")


def duration(text: str) -> int | None:
    """Return the milliseconds of "90 s", "5 min", "4 h", or None where the text is no length of time."""
    found = _DURATION.fullmatch(text)
    return round(float(found[1]) * _UNITS[found[2]]) if found else None


def _instant(where: str, key: str, value: datetime) -> int:
    if value.tzinfo is None:
        raise BadInput(where, f"{key} has no zone", value.isoformat(), "a time that ends in Z")
    return instant_of(value)


def _spelled(value: str, key: str) -> object:
    if key in DURATIONS and (length := duration(value)) is not None:
        return length
    if key in PAIRS and (pair := _PAIR.fullmatch(value)):
        return {"reliability": pair[1], "credibility": int(pair[2])}
    return value


def _lines(text: str) -> dict[str, list[int]]:
    """Return the lines of `[name]`, `[[name]]`, and of the items of `name = [` that stand on lines of their own."""
    lines: dict[str, list[int]] = {}
    listed = None
    for number, line in enumerate(text.splitlines(), 1):
        if listed is not None and _ITEM.match(line):
            lines.setdefault(listed, []).append(number)
        elif listed is not None and line.startswith("]"):
            listed = None
        elif found := _LIST.fullmatch(line):
            listed = found[1]
        elif found := _HEADER.match(line):
            lines.setdefault(found[2], []).append(number)
    return lines


def _member(value: object, path: str) -> object:
    for part in re.findall(r"[A-Za-z_]\w*|\[\d+\]", path):
        if isinstance(value, dict):
            value = value.get(part)
        elif isinstance(value, list) and part.startswith("[") and int(part[1:-1]) < len(value):
            value = value[int(part[1:-1])]
    return value
