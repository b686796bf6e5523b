"""Tables of comma-separated values, read through a mapping (`mapping`): a row is an item.

Without a mapping in the context the shipped one whose columns all stand in the header is used, the most particular first. The text
of a row is its original. A row with two moments gives two records of one subject: the report, then its end. Position reports come
out in the order of their time, so that the last one of a vessel is its newest. Deliberately absent: guessing (`suggest`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, tzinfo
from math import isfinite
from typing import Final

from feeds.adapters.adapter import Adapter, Item, Outcome, ReadContext, Stamp, Unusable, code, line, text
from feeds.adapters.geometry import point
from feeds.adapters.mapping import Mapping, SeverityRule
from feeds.adapters.moments import instant, zone_of
from feeds.adapters.table import Row, Table
from feeds.adapters.template import compiled, names
from feeds.picture.place import Feature, Property, Track
from feeds.picture.values import Point, Window
from feeds.picture.warning import Indication, Measure, ReportStatus, Severity

FORMAT: Final = "csv"
PREFIX: Final = {"indication": "IN", "track": "TR", "feature": "FE"}
AMOUNT_LIMIT: Final = 1e15

_METRES_A_SECOND: Final = {"m/s": 1.0, "kn": 1852 / 3600, "km/h": 1 / 3.6, "mph": 0.44704}
_SPEED_LIMIT: Final = 20_000.0
_GRAVEST_FIRST: Final = tuple(Severity)

Cell = Callable[[list[str]], str]
Number = Callable[[list[str]], float | None]


def each(data: bytes, context: ReadContext) -> Iterator[Outcome]:
    """Yield an item or a reject for each row."""
    given = context.mapping
    try:
        table = Table(data, given.encoding if given else None, given.delimiter if given else None)
        mapping = given or chosen(table.header, context.mappings)
        reader = RowReader(mapping, table.header, context)
    except Unusable as refusal:
        yield refusal.at(context.where)
        return
    outcomes = _outcomes(table, reader, context.where)
    yield from _by_time(outcomes) if mapping.kind == "track" else outcomes


def chosen(header: list[str], mappings: tuple[Mapping, ...]) -> Mapping:
    """Return the mapping with the most columns, all of which stand in the header.

    Raises:
        Unusable: there is none.

    """
    names = set(header)
    fitting = [each for each in mappings if each.columns and names.issuperset(each.columns)]
    if not fitting:
        raise Unusable("no mapping fits", ", ".join(header), "--mapping FILE; `watchroom csv suggest FILE` prints one that works")
    return max(fitting, key=lambda each: len(each.columns))


def _outcomes(table: Table, reader: RowReader, where: str) -> Iterator[Outcome]:
    for row in table.rows():
        if isinstance(row, Unusable):
            yield row.at(where)
            continue
        try:
            yield reader.item(row)
        except Unusable as refusal:
            yield refusal.at(f"{where}, line {row.number}")


def _by_time(outcomes: Iterator[Outcome]) -> Iterator[Outcome]:
    """Yield rejects as they come and the items after them, in the order of their time."""
    items: list[Item] = []
    for outcome in outcomes:
        if isinstance(outcome, Item):
            items.append(outcome)
        else:
            yield outcome
    items.sort(key=lambda item: item.records[0].event)
    yield from items


class RowReader:
    """A mapping laid over a header once: each rule becomes a function of a row's cells."""

    def __init__(self, mapping: Mapping, header: list[str], context: ReadContext) -> None:
        """Look the columns up.

        Raises:
            Unusable: the mapping names a column that the table has not, or a zone that does not exist.

        """
        self._mapping = mapping
        self._columns = {name: index for index, name in reversed(list(enumerate(header)))}
        self._stamp = Stamp(mapping.name, context, PREFIX[mapping.kind])
        self._source = context.source or mapping.source
        self._zone = _zone(mapping.zone)
        self._id = [self._at(name) for name in mapping.id]
        self._subject = [self._at(name) for name in mapping.subject or mapping.id]
        self._event, self._end, self._sent = (self._template(each) for each in (mapping.event, mapping.end, mapping.sent))
        self._title, self._place, self._text = (self._template(each) for each in (mapping.title, mapping.place, mapping.text))
        self._end_text = self._template(mapping.end_text or mapping.text)
        self._category, self._track_kind = self._template(mapping.category), self._template(mapping.track.kind)
        self._latitude, self._longitude = self._number(mapping.latitude), self._number(mapping.longitude)
        self._speed, self._course = self._number(mapping.track.speed), self._number(mapping.track.course)
        self._factor = _METRES_A_SECOND[mapping.track.speed_unit]
        self._measures = [(rule.name, self._number(rule.column), rule.unit) for rule in mapping.measures if self._has(rule.column)]
        self._severity = self._severity_of(mapping.severity)
        self._properties = [(name, self._at(name)) for name in mapping.properties]
        told_last = names(mapping.end + mapping.end_text) if mapping.end else []
        self._end_columns = [self._columns[name] for name in told_last if name in self._columns]
        makers: dict[str, Callable[[list[str], int, int | None, list[str]], Indication | Track | Feature]]
        makers = {"indication": self._indication, "track": self._track, "feature": self._feature}
        self._make = makers[mapping.kind]

    def item(self, row: Row) -> Item:
        """Return a row's item.

        Raises:
            Unusable: it lacks an identifier, a time or a place that its kind needs, or holds a figure out of bounds.

        """
        cells, notes = row.cells, list[str]()
        ident = self._key(cells, self._id, "no identifier")
        subject = self._stamp.subject(self._key(cells, self._subject, "no subject"))
        start = self._moment(self._event(cells), "no time")
        written = self._end(cells)
        end = self._moment(written, "no end") if written else None
        said = self._sent(cells)
        sent = self._moment(said, "no time of sending") if said else None
        original = row.original.encode()
        provenance = self._stamp.provenance(ident, original)
        body = self._make(cells, start, None, notes)
        content = self._before_end(cells) if self._end_columns else original
        first = self._stamp.record(subject, body, start, provenance, content, sent=sent)
        if end is None:
            return Item((first,), original, tuple(notes))
        last = self._stamp.record(subject, self._make(cells, start, end, notes), end, provenance, original, revision=2, sent=sent)
        return Item((first, last), original, tuple(notes))

    def _indication(self, cells: list[str], start: int, end: int | None, notes: list[str]) -> Indication:
        mapping = self._mapping
        window = Window(start, end if end is not None and end >= start else None) if self._end_columns else None
        return Indication(
            title=line(self._title(cells), notes),
            discipline=mapping.discipline,
            source=self._source,
            geometry=self._point(cells),
            place=line(self._place(cells), notes),
            category=code(self._category(cells), notes),
            severity=self._severity(cells),
            text=text(self._text(cells) if end is None else self._end_text(cells), notes),
            language=mapping.language,
            status=ReportStatus.CURRENT if end is None else ReportStatus.ENDED,
            window=window,
            measures=tuple([Measure(name, value, unit) for name, read, unit in self._measures if (value := read(cells)) is not None]),
        )

    def _track(self, cells: list[str], _start: int, _end: int | None, notes: list[str]) -> Track:
        point = self._point(cells)
        if point is None:
            raise Unusable("no position", None, "a latitude and a longitude")
        speed, course = self._speed(cells), self._course(cells)
        return Track(
            name=line(self._title(cells), notes),
            source=self._source,
            position=point.at,
            kind=code(self._track_kind(cells), notes),
            course=_within(course, 360.0, "course out of range", notes),
            speed=_within(None if speed is None else speed * self._factor, _SPEED_LIMIT, "speed out of range", notes),
        )

    def _feature(self, cells: list[str], start: int, end: int | None, notes: list[str]) -> Feature:
        properties = tuple([Property(line(name), text(read(cells), notes)) for name, read in self._properties])
        return Feature(
            name=line(self._title(cells), notes),
            geometry=self._point(cells),
            layer=self._mapping.name,
            source=self._source,
            category=code(self._category(cells), notes),
            valid=Window(start, end if end is not None and end >= start else None) if self._end_columns else None,
            properties=properties,
            text=text(self._text(cells), notes),
        )

    def _point(self, cells: list[str]) -> Point | None:
        longitude, latitude = self._longitude(cells), self._latitude(cells)
        if longitude is None or latitude is None:
            return None
        return point(longitude, latitude)

    def _moment(self, written: str, reason: str) -> int:
        try:
            return instant(written, self._zone, self._mapping.event_format)
        except (ValueError, OverflowError) as error:
            raise Unusable(reason, written, f"a time as {self._mapping.event_format}") from error

    def _key(self, cells: list[str], reads: list[Cell], reason: str) -> str:
        value = reads[0](cells) if len(reads) == 1 else "\x1f".join([read(cells) for read in reads])
        if not value.strip("\x1f "):
            raise Unusable(reason, None, f"a value in {', '.join(self._mapping.id)}")
        return value

    def _before_end(self, cells: list[str]) -> bytes:
        """Return the content of a row's first record, which the end does not change."""
        left = cells.copy()
        for index in self._end_columns:
            left[index] = ""
        return "\x1f".join(left).encode()

    def _has(self, name: str) -> bool:
        return name in self._columns

    def _at(self, name: str) -> Cell:
        if name not in self._columns:
            raise Unusable("no such column", name, f"one of {', '.join(self._columns)}")
        index = self._columns[name]
        return lambda cells: cells[index].strip()

    def _template(self, template: str) -> Cell:
        return compiled(template, self._columns)

    def _number(self, name: str | None) -> Number:
        """Return a function giving a column's number, or None where the cell is empty or says that there is none."""
        if name is None:
            return lambda _cells: None
        read = self._at(name)
        missing = frozenset(("", *self._mapping.missing.get(name, ())))
        comma = self._mapping.decimal == ","

        def number(cells: list[str]) -> float | None:
            written = read(cells)
            if written in missing:
                return None
            try:
                value = float(written.replace(",", ".") if comma else written)
            except ValueError as error:
                raise Unusable("no number", f"{name}: {written}", "a decimal number, or the mapping's word for a missing one") from error
            if not (isfinite(value) and -AMOUNT_LIMIT <= value <= AMOUNT_LIMIT):
                raise Unusable("number out of range", f"{name}: {written}", f"within {AMOUNT_LIMIT:g}")
            return value

        return number

    def _severity_of(self, rule: SeverityRule | None) -> Callable[[list[str]], Severity | None]:
        if rule is None:
            return lambda _cells: None
        if rule.words:
            read, words = self._at(rule.column), rule.words
            return lambda cells: words.get(read(cells))
        number = self._number(rule.column)
        steps = [(rule.at_least[word], word) for word in _GRAVEST_FIRST if word in rule.at_least]

        def severity(cells: list[str]) -> Severity | None:
            value = number(cells)
            return None if value is None else next((word for least, word in steps if value >= least), None)

        return severity


def _within(value: float | None, most: float, reason: str, notes: list[str]) -> float | None:
    if value is None or 0.0 <= value <= most:
        return value
    notes.append(reason)
    return None


def _zone(name: str) -> tzinfo:
    if name == "UTC":
        return UTC
    try:
        return zone_of(name)
    except ValueError as error:
        raise Unusable("no such time zone", name, "an IANA name, or an offset such as +02:00") from error


ADAPTER: Final = Adapter(FORMAT, "table of comma-separated values, by a mapping", (".csv", ".tsv", ".txt"), each, mapped=True)
