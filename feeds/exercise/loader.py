"""A scenario's folder into a Scenario: read, checked, resolved; the first thing wrong is one clear error with file and line.

What ships lies in `resources/scenarios`. The format is in docs/scenarios.md and has a version of its own (`scenario.SCHEMA`).
Deliberately absent: any clock, key or socket; and the rows a hub writes by itself (incident, roster, policy).
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Final, cast

from feeds import doctrine as doctrines
from feeds.documents import Document, decode, demand, read_document
from feeds.errors import BadInput, Misuse
from feeds.exercise.background import background
from feeds.exercise.branches import compile_branch, declare_branches, read_branches
from feeds.exercise.keys import read_keys, without_keys
from feeds.exercise.labels import Labels
from feeds.exercise.names import Names, hanging_subject
from feeds.exercise.scenario import SCHEMA, Opening, Person, Scenario, ScenarioLine
from feeds.exercise.storyline import Cast, Compiler, Event, declare_names, read_away, read_events
from feeds.picture.body import Capability, Nature
from feeds.picture.checklist import Template, template_hash
from feeds.picture.doctrine import Doctrine
from feeds.picture.identity import opaque
from feeds.picture.label import Label, LabelPolicy
from feeds.picture.records import KINDS
from feeds.picture.regime import Regime, RegimeKind, parse_regime
from feeds.picture.room import Entity, Roster, Source
from feeds.picture.values import Code, Codes, Instant, Line, Ordinal, Value
from feeds.policy import open_label

SHIPPED: Final = files("resources") / "scenarios"

_HEAD: Final = frozenset({"schema", "day", "scenario", "policy", "labels"})
_PART: Final = frozenset(
    {"day", "entity", "officer", "feed", "away", "places", "shapes", "row", "ships", "series", "event", "key", "branch"}
)


class Head(Value, frozen=True):
    """What `[scenario]` says. `files`: the documents of the scenario beside this one, in their order."""

    code: Code
    title: Line
    regime: Line
    room: Code
    room_name: Line
    host: Code
    incident: Line
    starts: Instant
    ends: Instant
    doctrine: Code
    checklists: Code
    default_label: Code
    feeds_label: Code
    files: Codes


class PersonEntry(Value, frozen=True):
    """What `[[officer]]` says."""

    code: Code
    entity: Code
    role: Line
    seat: Code
    may: frozenset[Capability]
    ceiling: Ordinal | None = None
    speaks_for: Codes = ()


class RowEntry(Value, frozen=True):
    """What `[[row]]` says, its body apart."""

    do: Code
    body: dict[str, Any]
    name: Code | None = None
    label: Code | None = None


class FeedEntry(Value, frozen=True):
    """What `[[feed]]` says."""

    code: Code
    name: Line
    format: Code
    owner: Code
    expects_every: int | None = None


@lru_cache(maxsize=4)
def shipped_scenario(name: str) -> Scenario:
    """Return a scenario that ships, by the name of its folder.

    Raises:
        Misuse: none of that name ships.
        BadInput: see `load_scenario`.

    """
    folder = SHIPPED / name
    if not name.isidentifier() or not (folder / "scenario.toml").is_file():
        raise Misuse("scenario", "no such scenario", name, f"one of {', '.join(shipped_names())}")
    return load_scenario(folder)


def shipped_names() -> list[str]:
    """Return the names of the scenarios that ship."""
    return sorted(each.name for each in SHIPPED.iterdir() if each.is_dir() and (each / "scenario.toml").is_file())


def load_scenario(folder: Path | Traversable) -> Scenario:
    """Read and check a scenario.

    Raises:
        BadInput: the first thing that is wrong: file and line, what, the value, what was expected.

    """
    return _Loading(folder).scenario()


class _Loading:
    """The state of one load: documents, names, people, rows."""

    def __init__(self, folder: Path | Traversable) -> None:
        top = self.top = read_document(folder / "scenario.toml")
        demand(top.name, top.tables, _HEAD, _HEAD - {"day"})
        if top.tables["schema"] != SCHEMA:
            raise BadInput(top.name, "the scenario's schema", top.tables["schema"], f"version {SCHEMA}")
        where = top.where("scenario")
        self.head = decode(where, top.plain(where, top.table("scenario")), Head)
        self.regime = self._regime(where)
        if not self.head.starts < self.head.ends:
            raise BadInput(where, "the scenario has no length", (self.head.starts, self.head.ends), "starts before ends")
        self.policy = decode(top.where("policy"), top.table("policy"), LabelPolicy)
        self.labels = Labels(top, self.policy, self.head.default_label, self.head.feeds_label)
        self.parts = [self._part(folder, each) for each in self.head.files]
        self.names = Names(opaque("IC", self.head.code, self.head.title))
        self.doctrine = doctrines.load_doctrine(doctrines.SHIPPED / f"{self.head.doctrine}.toml")
        self.templates = doctrines.load_templates(doctrines.SHIPPED / f"{self.head.checklists}.toml")

    def scenario(self) -> Scenario:
        """Put everything together."""
        entities, people, feeds = self._entities(), self._people(), self._feeds()
        self._hold_codes(entities, people, feeds)
        known = {each.code: each for each in people}
        open_ = open_label(Roster(self.head.room, self.head.room_name, self.head.host, entities), self.policy)
        alone = Cast(self.head.host, known, {each.code: each for each in feeds}, (), self.head.room, open_)
        keys = tuple(change for part in self.parts for change in read_keys(part, known))
        away = (*(away for part in self.parts for away in read_away(part, alone)), *without_keys(keys, self.head.ends))
        cast_ = replace(alone, away=away)
        self._places()
        for template in self.templates:
            self.names.symbols[f"hash:{template.code}"] = template_hash(template)
        entries = self._row_entries()
        events: list[Event] = [event for part in self.parts for event in read_events(part, cast_)]
        drafts = [draft for part in self.parts for draft in read_branches(part, cast_)]
        declare_names(events, self.names)
        declare_branches(drafts, self.names)
        opening = self._opening(entries)
        ordinary = [line for part in self.parts for line in background(part, self.names, self.labels, cast_)]

        def compiled(told: list[Event]) -> tuple[ScenarioLine, ...]:
            story = Compiler(self.names, self.labels, cast_, opening).compile(told)
            return tuple(sorted((*story, *ordinary), key=lambda line: line.known))

        lines = compiled(events)
        self._hold_lines(lines)
        branches = tuple(compile_branch(draft, events, compiled) for draft in drafts)
        head = self.head
        default = self.labels.of(self.top.name, None, head.host)
        return Scenario(
            head.code, head.title, self.regime, head.room, head.room_name, head.host, self.names.incident, head.incident,
            head.starts, head.ends,
            self.policy, self.doctrine, self.templates, entities, people, feeds, cast("Label", default), opening, lines, cast_.away, keys,
            dict(self.names.symbols), branches,
        )  # fmt: skip

    def _part(self, folder: Path | Traversable, name: str) -> Document:
        parts = name.split("/")
        if any(not part.isidentifier() and not part.replace("_", "").isalnum() for part in parts):
            raise BadInput(self.top.where("scenario"), "the name of a document", name, "letters, digits, '_' and '/'")
        document = read_document(folder.joinpath(*parts[:-1], f"{parts[-1]}.toml"))
        demand(document.name, document.tables, _PART)
        return document

    def _regime(self, where: str) -> Regime:
        try:
            regime = parse_regime(self.head.regime)
        except ValueError as error:
            raise BadInput(where, "regime", self.head.regime, str(error)) from error
        if regime.kind is RegimeKind.REAL:
            raise BadInput(where, "a scenario is never REAL", self.head.regime, "EXERCISE:name or TEST:name")
        return regime

    def _entities(self) -> tuple[Entity, ...]:
        return tuple(decode(where, part.plain(where, table), Entity) for part in self.parts for where, table in part.entries("entity"))

    def _people(self) -> tuple[Person, ...]:
        found = []
        for part in self.parts:
            for where, table in part.entries("officer"):
                entry = decode(where, part.plain(where, table), PersonEntry)
                found.append(Person(entry.code, entry.entity, entry.role, entry.seat, entry.may, entry.ceiling, entry.speaks_for))
        return tuple(found)

    def _feeds(self) -> tuple[Source, ...]:
        found = []
        for part in self.parts:
            for where, table in part.entries("feed"):
                entry = decode(where, part.plain(where, table), FeedEntry)
                found.append(Source(entry.code, entry.name, entry.format, entry.owner, entry.expects_every))
        return tuple(found)

    def _hold_codes(self, entities: tuple[Entity, ...], people: tuple[Person, ...], feeds: tuple[Source, ...]) -> None:
        known = {each.code for each in entities}
        if self.head.host not in known:
            raise BadInput(self.top.where("scenario"), "the host is no entity", self.head.host, f"one of {sorted(known)}")
        wanted = [(each.code, each.entity) for each in people] + [(each.code, each.owner) for each in feeds]
        codes = [code for code, _ in wanted]
        for code, entity in wanted:
            if entity not in known:
                raise BadInput(self.top.name, f"the entity of {code} is not in the scenario", entity, f"one of {sorted(known)}")
            if codes.count(code) > 1:
                raise BadInput(self.top.name, "two officers or feeds have one code", code, "codes that differ")

    def _places(self) -> None:
        for part in self.parts:
            where = part.where("places")
            for name, table in part.table("places").items():
                if (
                    not isinstance(table, dict)
                    or table.keys() != {"lat", "lon"}
                    or not all(isinstance(each, float) for each in table.values())
                ):
                    raise BadInput(where, f"place {name}", table, "{ lat = -46.781, lon = -122.897 }")
                self.names.places[name] = (table["lon"], table["lat"])
            self.names.shapes.update(part.table("shapes"))

    def _row_entries(self) -> list[tuple[str, RowEntry]]:
        found = []
        for part in self.parts:
            for where, table in part.entries("row"):
                entry = decode(where, part.plain(where, table), RowEntry)
                if entry.do not in KINDS or Nature.SYSTEM not in KINDS[entry.do].natures:
                    possible = sorted(kind for kind, body in KINDS.items() if Nature.SYSTEM in body.natures)
                    raise BadInput(where, "a room does not open with rows of this kind", entry.do, f"one of {', '.join(possible)}")
                name = entry.name or entry.body.get("code")
                if hanging_subject(entry.do, entry.body) is None:
                    self.names.declare(where, entry.do, str(name))
                found.append((where, entry))
        return found

    def _opening(self, entries: list[tuple[str, RowEntry]]) -> tuple[Opening, ...]:
        rows = [self._open(where, entry) for where, entry in entries]
        host = self.labels.of(self.top.name, None, self.head.host)
        rows.append(Opening(self.top.name, self.doctrine.code, self.doctrine, host))
        rows.extend(Opening(self.top.name, each.code, each, host) for each in self.templates)
        rows.extend(Opening(self.top.name, each.code, each, host) for part in [self._feeds()] for each in part)
        return tuple(rows)

    def _open(self, where: str, entry: RowEntry) -> Opening:
        members = cast("dict[str, Any]", self.names.resolve(where, entry.body))
        body = decode(where, members, KINDS[entry.do])
        subject = hanging_subject(entry.do, members) or self.names.symbols[str(entry.name or entry.body.get("code"))]
        return Opening(where, subject, body, self.labels.of(where, entry.label, self.head.host))

    def _hold_lines(self, lines: tuple[ScenarioLine, ...]) -> None:
        for line in lines:
            if not self.head.starts <= line.known <= self.head.ends:
                raise BadInput(
                    line.where, f"{line.id} is learned outside the scenario", line.known, f"{self.head.starts} to {self.head.ends}"
                )


__all__ = ["Doctrine", "Template", "load_scenario", "shipped_names", "shipped_scenario"]
