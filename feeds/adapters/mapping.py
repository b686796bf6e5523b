"""How the columns of a table become records: a mapping, written in TOML and read as data.

A template is text with column names in braces: "{side_a} against {side_b}"; `{a|b}` takes the first that is not empty. Nothing in a
mapping is ever run. Deliberately absent: reading tables (`csv`) and guessing a mapping (`suggest`).
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

from feeds.errors import BadInput
from feeds.picture.values import Code, Line
from feeds.picture.warning import Discipline, Severity

Column = Annotated[str, Meta(min_length=1, max_length=200)]
Columns = Annotated[tuple[Column, ...], Meta(max_length=256)]
Template = Annotated[str, Meta(max_length=1000)]
Unit = Literal["m/s", "kn", "km/h", "mph"]

MAPPING_LIMIT = 256 * 1024
"""Bytes of a mapping that are read."""


class MeasureRule(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A figure: its name in the record, the column it stands in, and its unit."""

    name: Code
    column: Column
    unit: Code | None = None


class SeverityRule(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Severity by the words of a column, or by the least number that reaches it."""

    column: Column
    words: dict[str, Severity] = {}
    at_least: dict[Severity, float] = {}


class TrackRule(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What a position report has beside its place."""

    kind: Template = ""
    speed: Column | None = None
    speed_unit: Unit = "m/s"
    course: Column | None = None
    sidc: Column | None = None


class Mapping(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One mapping. `id`: the columns that name an item; `subject`: those that name the thing it speaks of (default: `id`).

    `columns`: a table that has all of these is read with this mapping when none is named. `end`: a second moment, which makes
    a second record of the same item. `missing`: by column, the values that mean there is none.
    """

    name: Code
    id: Annotated[tuple[Column, ...], Meta(min_length=1, max_length=16)]
    event: Template
    title: Template
    about: Line = ""
    kind: Literal["indication", "track", "feature"] = "indication"
    source: Code = "CSV"
    columns: Columns = ()
    subject: Columns = ()
    event_format: Line = "iso"
    zone: Line = "UTC"
    end: Template = ""
    sent: Template = ""
    latitude: Column | None = None
    longitude: Column | None = None
    decimal: Literal[".", ","] = "."
    delimiter: Literal[",", ";", "\t", "|", ":", " "] | None = None
    encoding: Code | None = None
    discipline: Discipline = Discipline.OSINT
    category: Template = ""
    place: Template = ""
    text: Template = ""
    end_text: Template = ""
    """The text of the record that tells the end, where it is another: what only the end could say was not known at the start."""
    language: Code | None = None
    severity: SeverityRule | None = None
    measures: Annotated[tuple[MeasureRule, ...], Meta(max_length=64)] = ()
    properties: Annotated[tuple[Column, ...], Meta(max_length=64)] = ()
    missing: dict[str, tuple[str, ...]] = {}
    track: TrackRule = TrackRule()


def read_mapping(data: bytes, where: str) -> Mapping:
    """Read a mapping from TOML.

    Raises:
        BadInput: it is no TOML, or says what a mapping does not have.

    """
    if len(data) > MAPPING_LIMIT:
        raise BadInput(where, "the mapping is too long", f"{len(data)} bytes", f"at most {MAPPING_LIMIT}")
    try:
        return msgspec.toml.decode(data, type=Mapping)
    except (msgspec.MsgspecError, ValueError) as error:
        raise BadInput(
            where, "not a mapping", str(error), "TOML with name, id, event and title; `watchroom csv suggest FILE` prints one"
        ) from error
