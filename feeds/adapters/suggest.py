"""A mapping guessed from a table's columns: a start for a person, which reads the table as it stands.

Guessed from the names of columns and a sample of their cells: where, when, what names a row, what names a thing that moves, what is a
figure and what is words. Where a table has no times the mapping says one for all rows, and a remark asks for the right one.
Deliberately absent: severity, and anything that would be a judgement of what a row means.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import islice
from typing import Any, Final

from feeds.adapters.adapter import Unusable
from feeds.adapters.mapping import Mapping, MeasureRule, TrackRule
from feeds.adapters.moments import EPOCH_MILLISECONDS, EPOCH_SECONDS, ISO, instant
from feeds.adapters.table import Row, Table
from feeds.picture.identity import content_hash

SAMPLE: Final = 5_000
"""Rows that are looked at."""

UNKNOWN_TIME: Final = "1970-01-01"
_MEASURES: Final = 16
_PATTERNS: Final = (
    "%Y-%m-%d %H:%M:%S", "%Y/%m/%d %H:%M:%S", "%Y/%m/%d %H:%M", "%Y/%m/%d", "%d.%m.%Y %H:%M:%S", "%d.%m.%Y %H:%M", "%d.%m.%Y",
    "%m/%d/%Y %H:%M:%S", "%m/%d/%Y %I:%M:%S %p", "%m/%d/%Y %H:%M", "%m/%d/%Y", "%d/%m/%Y %H:%M:%S", "%d/%m/%Y %H:%M", "%d/%m/%Y",
    "%d-%m-%Y %H:%M:%S", "%d-%m-%Y", "%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y", "%d-%b-%Y", "%d-%b-%y",
    "%Y%m%d%H%M%S", "%Y-%m", "%Y",
)  # fmt: skip
_LATITUDE: Final = re.compile(r"(^|[^a-z])(lat|latitude|y|y_?coord|lat_?dd|latitud|breite)([^a-z]|$)|latitude", re.IGNORECASE)
_LONGITUDE: Final = re.compile(r"(^|[^a-z])(lon|lng|long|longitude|x|x_?coord|lon_?dd|longitud|laenge)([^a-z]|$)|longitude", re.IGNORECASE)
_TIME: Final = re.compile(r"time|date|datum|fecha|zeit|when|stamp|start|began|occurred|year", re.IGNORECASE)
_END: Final = re.compile(r"end|finish|until|stop|expire|cleared", re.IGNORECASE)
_MOVER: Final = re.compile(r"^(mmsi|imo|icao24?|hex|imei|device_?id|track_?id|vehicle_?id|vessel_?id|unit_?id)$", re.IGNORECASE)
_ID: Final = re.compile(r"(^|[^a-z])(id|ident|identifier|key|code|number|no|uuid|guid|pcode)$|_id(_|$)|id$", re.IGNORECASE)
_NAME: Final = re.compile(r"name|title|headline|event|type|descr|label|region|place|country|city|actor", re.IGNORECASE)
_PLACE: Final = re.compile(r"place|location|region|admin|oblast|country|city|town|district|province|area|municipality", re.IGNORECASE)
_SPEED: Final = re.compile(r"^(sog|speed|speed_?kn|speed_?over_?ground|velocity)$", re.IGNORECASE)
_COURSE: Final = re.compile(r"^(cog|course|heading|track|bearing|course_?over_?ground)$", re.IGNORECASE)
_TEXT: Final = re.compile(r"text|notes?|descr|summary|comment|remark|detail", re.IGNORECASE)

Suits = Callable[[str], bool]


def suggested(data: bytes) -> tuple[Mapping, list[str]]:
    """Return a mapping that reads the table, and remarks for the person who will look at it.

    Raises:
        Unusable: the bytes hold no table, or one without rows.

    """
    table = Table(data)
    rows = [row.cells for row in islice(table.rows(), SAMPLE) if isinstance(row, Row)]
    if not rows:
        raise Unusable("no rows", None, "a header and at least one row below it")
    return _Guess(table.header, rows, table.delimiter).mapping()


class _Guess:
    """The columns of a sample, and what each could be."""

    def __init__(self, header: list[str], rows: list[list[str]], delimiter: str) -> None:
        self._names = list(dict.fromkeys(name for name in header if name and "{" not in name and "}" not in name and "|" not in name))
        index = {name: at for at, name in reversed(list(enumerate(header)))}
        self._cells = {name: [row[index[name]].strip() for row in rows] for name in self._names}
        self._delimiter = delimiter
        self._taken: set[str] = set()
        self._comma = delimiter == ";" and any(re.fullmatch(r"-?\d+,\d+", cell) for cells in self._cells.values() for cell in cells)
        self._remarks: list[str] = []

    def mapping(self) -> tuple[Mapping, list[str]]:
        if not self._names:
            raise Unusable("no column names", None, "a header of names without braces and bars")
        latitude, longitude = self._place()
        event, form = self._time()
        end = self._column(_END, lambda name: self._is_time(name, form)) if "{" in event else None
        mover = self._column(_MOVER, lambda name: len(set(self._cells[name])) > 1) if latitude and "{" in event else None
        speed, course = (self._column(_SPEED, self._numeric), self._column(_COURSE, self._numeric)) if mover else (None, None)
        ident = self._ident(mover, event)
        title = self._words(_NAME)
        place = self._words(_PLACE)
        told = self._words(_TEXT)
        said: dict[str, Any] = {
            "name": f"table-{content_hash(chr(31).join(self._names).encode())[:8]}",
            "about": "guessed from the columns: look it over, and give it a name of its own",
            "kind": "track" if mover else "indication",
            "columns": tuple(self._names),
            "id": ident,
            "subject": (mover,) if mover else (),
            "event": event,
            "event_format": form,
            "end": f"{{{end}}}" if end and not mover else "",
            "latitude": latitude,
            "longitude": longitude,
            "decimal": "," if self._comma else ".",
            "delimiter": self._delimiter,
            "title": f"{{{title or ident[0]}}}",
            "place": f"{{{place}}}" if place and not mover else "",
            "text": f"{{{told}}}" if told and not mover else "",
            "missing": self._missing,
            "measures": () if mover else self._measures(),
        }
        if mover:
            said["track"] = TrackRule(speed=speed, course=course)
            self._remarks.append("the speed is taken as metres a second: set track.speed_unit to kn, km/h or mph where it is not")
        return Mapping(**said), self._remarks

    @property
    def _missing(self) -> dict[str, tuple[str, ...]]:
        """Words that stand for no number in columns that are numbers otherwise."""
        return {name: words for name in sorted(self._taken) if (words := self._words_for_none(name)) and self._numeric(name)}

    def _words_for_none(self, name: str) -> tuple[str, ...]:
        return tuple(sorted({cell for cell in self._cells[name] if cell and self._number(cell) is None}))[:16]

    def _column(self, named: re.Pattern[str], suits: Suits) -> str | None:
        """Take the first free column whose name and cells suit, and return it."""
        found = next((name for name in self._names if name not in self._taken and named.search(name) and suits(name)), None)
        if found is not None:
            self._taken.add(found)
        return found

    def _place(self) -> tuple[str | None, str | None]:
        latitude = self._column(_LATITUDE, lambda name: self._within(name, 90.0))
        longitude = self._column(_LONGITUDE, lambda name: self._within(name, 180.0)) if latitude else None
        if longitude is None:
            self._taken.discard(latitude or "")
            self._remarks.append("no columns of latitude and longitude were found: rows will have no place on the map")
            return None, None
        return latitude, longitude

    def _time(self) -> tuple[str, str]:
        """Return the template of the event's time and its form."""
        year = self._year_month_day()
        for form in (ISO, *([] if year else _PATTERNS)):
            name = self._column(_TIME, lambda each, form=form: not _END.search(each) and self._is_time(each, form))  # type: ignore[misc]
            name = name or self._column(_TIME, lambda each, form=form: self._is_time(each, form))  # type: ignore[misc]
            if name:
                if form in {"%m/%d/%Y", "%d/%m/%Y"} or form.startswith(("%m/%d/%Y ", "%d/%m/%Y ")):
                    self._remarks.append(f"times are read as {form}: make sure that day and month are not the other way round")
                return f"{{{name}}}", form
        if year:
            return year, "%Y-%m-%d"
        for form, least in ((EPOCH_MILLISECONDS, 1e11), (EPOCH_SECONDS, 1e8)):
            name = self._column(_TIME, lambda each, least=least: self._all(each, lambda number: number >= least))  # type: ignore[misc]
            if name:
                return f"{{{name}}}", form
        self._remarks.append("no column of times was found: every row is given the date below; set it, or name the column in braces")
        return UNKNOWN_TIME, ISO

    def _year_month_day(self) -> str:
        """Return the template of a date in three columns, or nothing."""
        lower = {name.lower(): name for name in self._names}
        parts = [lower[part] for part in ("year", "month", "day") if part in lower and self._numeric(lower[part])]
        return "-".join(f"{{{part}}}" for part in parts) if len(parts) == len(("year", "month", "day")) else ""

    def _ident(self, mover: str | None, event: str) -> tuple[str, ...]:
        """Return the fewest columns that name a row: one that never repeats, or several together."""
        dated = tuple(re.findall(r"\{([^{}]*)\}", event))
        if mover:
            return (mover, *dated)
        once = [name for name in self._names if self._tell_apart((name,))]
        best = next((name for name in once if _ID.search(name)), None)
        if best is not None:
            return (best,)
        pair = next(((name, *dated) for name in self._names if dated and name not in dated and self._tell_apart((name, *dated))), None)
        if pair is not None:
            return pair
        self._remarks.append("no column is plainly an identifier: rows are told apart by their cells")
        return tuple(self._names[:16])

    def _tell_apart(self, names: tuple[str, ...]) -> bool:
        """Say whether no two rows of the sample have the same cells in these columns, and none is empty in the first."""
        rows = list(zip(*(self._cells[name] for name in names), strict=True))
        return all(self._cells[names[0]]) and len(set(rows)) == len(rows)

    def _words(self, named: re.Pattern[str]) -> str | None:
        suits: Suits = lambda name: not self._numeric(name) and any(self._cells[name])  # noqa: E731 -- one test for two calls
        return self._column(named, suits)

    def _measures(self) -> tuple[MeasureRule, ...]:
        free = [name for name in self._names if name not in self._taken and not _ID.search(name) and self._numeric(name)]
        kept = free[:_MEASURES]
        self._taken.update(kept)
        return tuple(MeasureRule(name[:64], name) for name in kept)

    def _is_time(self, name: str, form: str) -> bool:
        cells = [cell for cell in self._cells[name] if cell][:200]
        if not cells or (form == ISO and all(cell.isdecimal() for cell in cells)):
            return False
        try:
            for cell in cells:
                instant(cell, pattern=form)
        except ValueError:
            return False
        return True

    def _number(self, cell: str) -> float | None:
        try:
            return float(cell.replace(",", ".") if self._comma else cell)
        except ValueError:
            return None

    def _all(self, name: str, holds: Callable[[float], bool]) -> bool:
        numbers = [self._number(cell) for cell in self._cells[name] if cell]
        return bool(numbers) and all(number is not None and holds(number) for number in numbers)

    def _within(self, name: str, most: float) -> bool:
        return self._all(name, lambda number: -most <= number <= most)

    def _numeric(self, name: str) -> bool:
        return self._all(name, lambda number: abs(number) <= 1e15)  # noqa: PLR2004 -- the bound of a measure
