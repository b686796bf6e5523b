"""Events of a storyline into lines: expanded, in the order they are learned, each checked against the rows before it.

An event may be written once for several hands (`by` a list) or several things (`over` a list): it becomes one line each,
`every` so far apart. `$me` is the entity of the hand, `$it` the thing, `$now` the moment. An event gives a whole `body`, or
`change`: the members that differ from the row as the storyline last left it. Where it names a `finding`, `$alarm`,
`$revision`, `$severity`, `$request` and `$item_revision` are left for the player.

Checked here: symbols, bodies, who may write a kind, delegations, lifecycles, away desks. Deliberately absent: what the hub
alone can refuse (an old revision, a signature); an event that expects a refusal says so and leaves no row behind.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, cast

import msgspec

from feeds.documents import Document, decode, demand
from feeds.errors import BadInput
from feeds.exercise.labels import Labels
from feeds.exercise.names import Names, hanging_subject
from feeds.exercise.scenario import CONTROL, Away, FindingRef, Opening, Person, ScenarioLine
from feeds.hub.acts import needed
from feeds.hub.speech import not_theirs
from feeds.picture.body import Body, Nature, kind_of
from feeds.picture.calendar import utc
from feeds.picture.label import Label
from feeds.picture.lifecycle import IllegalTransition
from feeds.picture.play import REAL_WAITS, Hold, HoldState
from feeds.picture.records import KINDS
from feeds.picture.regime import REAL, Regime
from feeds.picture.room import Delegation, Officer, Source

MEMBERS: Final = frozenset(
    {"id", "at", "learned", "by", "over", "every", "do", "name", "subject", "body", "change", "label", "expect", "finding", "story", "note"}
    | {"regime", "hold"}
)
NEEDED: Final = frozenset({"at", "by", "do"})
REFUSED: Final = "refused"
PLACEHOLDERS: Final = {"$alarm": "A-0", "$revision": 1, "$severity": "LOW", "$request": "R-0", "$item_revision": 1}
"""What a line about a finding may leave open, with values that let the rest of it be checked."""

CONTROLS: Final = frozenset({"outage", "evidence"})
"""Findings that the exercise's control may write: what a test does to the hub is not to be found out by the hub, and a matcher's part."""

_MOST_LINES: Final = 20_000


@dataclass(frozen=True, slots=True)
class Event:
    """One expanded event, before its symbols are resolved."""

    where: str
    id: str
    at: int
    known: int
    by: str
    it: object
    table: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Cast:
    """Who there is to write anything, and where. `host` is the entity of the exercise's control."""

    host: str
    people: Mapping[str, Person]
    feeds: Mapping[str, Source]
    away: tuple[Away, ...]
    room: str
    open: Label
    """What everybody in the room may read."""

    def entity(self, code: str) -> str:
        """Return the entity an officer or feed writes for."""
        person = self.people.get(code)
        if person is not None:
            return person.entity
        return self.host if code == CONTROL else self.feeds[code].owner

    def machine(self, code: str) -> bool:
        """Say whether it is a feed or the exercise's control."""
        return code == CONTROL or code in self.feeds


def read_events(document: Document, cast_: Cast) -> list[Event]:
    """Return the expanded events of a document, in its order.

    Raises:
        BadInput: an event has an unknown member, lacks one, or names nobody of the cast.
        OverLimit: see `feeds.documents`.

    """
    events: list[Event] = []
    for number, (where, table) in enumerate(document.entries("event"), 1):
        events.extend(expand(document, where, f"{document.name.removesuffix('.toml')}/{number}", table, cast_))
        if len(events) > _MOST_LINES:
            raise BadInput(where, "the storyline is too long", len(events), f"at most {_MOST_LINES} lines")
    return events


def expand(document: Document, where: str, fallback: str, table: dict[str, Any], cast_: Cast) -> list[Event]:
    """Return the events that one entry becomes; `fallback`: its name where it gives none. Raises BadInput as `read_events` does."""
    demand(where, table, MEMBERS, NEEDED)
    return list(_expanded(where, fallback, cast("dict[str, Any]", document.plain(where, table)), cast_))


def _expanded(where: str, fallback: str, table: dict[str, Any], cast_: Cast) -> Iterator[Event]:
    hands = table["by"] if isinstance(table["by"], list) else [table["by"]]
    things = table.get("over", [None])
    every = table.get("every", 0)
    if not isinstance(things, list) or not isinstance(every, int):
        raise BadInput(where, "over and every", (things, every), 'a list, and a length of time such as "20 s"')
    learned = table.get("learned", table["at"])
    if not isinstance(table["at"], int) or not isinstance(learned, int) or learned < table["at"]:
        raise BadInput(where, "at and learned", (table["at"], learned), "two times, the second no earlier than the first")
    number = 0
    for hand in hands:
        if hand not in cast_.people and hand not in cast_.feeds and hand != CONTROL:
            raise BadInput(where, "nobody of that code", hand, f"an officer or a feed of the scenario, or {CONTROL}")
        for it in things:
            name = str(table.get("id", fallback)) + (f".{number + 1}" if len(hands) * len(things) > 1 else "")
            shift = number * every
            yield Event(where, name, table["at"] + shift, learned + shift, hand, it, table)
            number += 1


def declare_names(events: list[Event], names: Names) -> None:
    """Give every event with a name its subject, so that others may speak of it before it happens.

    Raises:
        BadInput: a name is taken, or a name stands over an event that becomes several lines.

    """
    seen: set[int] = set()
    for event in events:
        name = event.table.get("name")
        if name is None:
            continue
        if id(event.table) in seen:
            raise BadInput(event.where, "one name for several lines", name, "a name only where there is one hand and one thing")
        seen.add(id(event.table))
        names.declare(event.where, str(event.table["do"]), str(name))


class Compiler:
    """Events into lines, one after the other, keeping the rows as the storyline leaves them."""

    def __init__(self, names: Names, labels: Labels, cast_: Cast, opening: Iterable[Opening]) -> None:
        self.names, self.labels, self.cast = names, labels, cast_
        self.rows: dict[tuple[str, str], Body] = {}
        self.kept: dict[tuple[str, str], Label | None] = {}
        self.found: set[tuple[str, str]] = set()
        """Rows that the hub writes first."""
        for row in opening:
            self.rows[kind_of(row.body), row.subject] = row.body
            self.kept[kind_of(row.body), row.subject] = row.label

    def compile(self, events: list[Event]) -> tuple[ScenarioLine, ...]:
        """Return the lines in the order they are learned; of one moment, in the order they are written.

        Raises:
            BadInput: a line cannot be what it says.

        """
        return tuple(self._line(event) for event in sorted(events, key=lambda event: event.known))

    def _line(self, event: Event) -> ScenarioLine:
        table, where = event.table, event.where
        kind = self._kind(event)
        entity = self.cast.entity(event.by)
        finding = self._finding(event)
        draft = self._draft(event, kind, entity)
        subject = self._subject(event, kind, draft)
        body = decode(f"{where} {event.id}", _filled(draft, PLACEHOLDERS), KINDS[kind])
        label = self._label(event, kind, str(subject), entity)
        refused = self._refused(event)
        regime = self._regime(event)
        over_finding = (kind, str(subject)) in self.found
        self._hold(event, kind, cast("str", _filled(subject, PLACEHOLDERS)), body)
        deferred = finding is not None
        if not deferred and not refused:
            self._keep(event, kind, str(subject), body)
            self.kept[kind, str(subject)] = label
        return ScenarioLine(
            event.id,
            where,
            event.at,
            event.known,
            event.by,
            kind,
            None if deferred else str(subject),
            None if deferred else body,
            label,
            draft,
            subject if deferred else None,
            finding,
            refused,
            str(table.get("story", "")),
            str(table.get("note", "")),
            regime,
            int(table.get("hold", 0)),
            over_finding,
        )

    def _label(self, event: Event, kind: str, subject: str, entity: str) -> Label | None:
        """Return the label: the one named; where a row is only changed, the one it has."""
        if "change" in event.table and "label" not in event.table and (kind, subject) in self.kept:
            return self.kept[kind, subject]
        return self.labels.of(event.where, event.table.get("label"), entity, feed=self.cast.machine(event.by))

    def _regime(self, event: Event) -> Regime | None:
        """Return the regime of a line of another one. A REAL one holds the play: the hub says so in a row that a person writes over."""
        said = event.table.get("regime")
        if said is None:
            return None
        if said != REAL.kind.value or not event.table.get("expect"):
            raise BadInput(event.where, "regime", said, f'"{REAL.kind.value}", of a line that is refused')
        place = (kind_of(Hold), self.cast.room)
        self.rows[place] = Hold(HoldState.HELD, event.known, REAL_WAITS)
        self.kept[place] = self.cast.open
        self.found.add(place)
        return REAL

    def _kind(self, event: Event) -> str:
        kind = event.table["do"]
        if kind not in KINDS:
            raise BadInput(event.where, "no such kind of record", kind, f"one of {', '.join(sorted(KINDS))}")
        nature = Nature.FEED if self.cast.machine(event.by) else Nature.ACT
        if nature not in KINDS[kind].natures and not (event.by == CONTROL and kind in CONTROLS):
            raise BadInput(event.where, f"{event.by} writes {nature.value} records; {kind} is", sorted(KINDS[kind].natures), nature.value)
        return str(kind)

    def _finding(self, event: Event) -> FindingRef | None:
        raw = event.table.get("finding")
        if raw is None:
            return None
        demand(event.where, raw, frozenset({"rule", "about"}), frozenset({"rule", "about"}))
        about = self.names.resolve(event.where, raw["about"])
        return FindingRef(str(raw["rule"]), str(about))

    def _draft(self, event: Event, kind: str, entity: str) -> dict[str, Any]:
        table = event.table
        if ("body" in table) == ("change" in table):
            raise BadInput(event.where, "an event says what the row becomes", sorted(table), "either body or change")
        given = _filled(table.get("body", table.get("change")), {"$me": entity, "$it": event.it, "$now": event.at})
        members = cast("dict[str, Any]", self.names.resolve(event.where, given))
        if "body" in table:
            return members
        subject = self._subject(event, kind, members)
        before = self.rows.get((kind, str(subject)))
        if before is None:
            raise BadInput(event.where, f"no {kind} to change", subject, "a row that an earlier event or the opening wrote")
        return {**_members(before), **members}

    def _subject(self, event: Event, kind: str, members: Mapping[str, Any]) -> str | None:
        table = event.table
        if "subject" in table:
            return str(self.names.resolve(event.where, _filled(table["subject"], {"$me": self.cast.entity(event.by), "$it": event.it})))
        if "name" in table:
            return self.names.symbols[str(table["name"])]
        hanging = hanging_subject(kind, members)
        return hanging if hanging is not None else self.names.own(kind, event.id)

    def _refused(self, event: Event) -> str:
        expected = str(event.table.get("expect", "ok"))
        if expected == "ok":
            return ""
        word, _, reason = expected.partition(":")
        if word != REFUSED or not reason.strip():
            raise BadInput(event.where, "expect", expected, '"ok", or "refused: " and a word of the reason')
        return reason.strip()

    def _hold(self, event: Event, kind: str, subject: str | None, body: Body) -> None:
        """Hold a line to its author's delegation and presence."""
        absent = any(each.who == event.by and each.since <= event.known < each.until for each in self.cast.away)
        if absent and not event.table.get("expect"):
            raise BadInput(event.where, f"{event.by} is away", _stamp(event.known), "a line while its author is there")
        person = self.cast.people.get(event.by)
        if person is None or event.table.get("expect"):
            return
        capability = needed(body, self.rows.get((kind, subject)) if subject is not None else None)
        if capability is not None and capability not in person.may:
            raise BadInput(
                event.where, f"{event.by} may not write {kind}", sorted(person.may), f"{capability.value} among what the officer may"
            )
        if subject is not None and (reason := not_theirs(_without_keys(person), subject, body)) is not None:
            raise BadInput(event.where, f"{event.by} of {person.entity}: {reason}", subject, "words of its own entity, or relayed ones")

    def _keep(self, event: Event, kind: str, subject: str, body: Body) -> None:
        before = self.rows.get((kind, subject))
        lifecycle = KINDS[kind].lifecycle
        if lifecycle is not None:
            try:
                lifecycle.event_between(getattr(before, "state", None), body.state)  # type: ignore[attr-defined]  # a kind with a lifecycle has a state
            except IllegalTransition as error:
                raise BadInput(event.where, f"state of {subject}", getattr(body, "state", None), str(error)) from error
        self.rows[kind, subject] = body


def read_away(document: Document, cast_: Cast) -> list[Away]:
    """Return the spans in which a desk is empty or a feed is out: `[[away]]`.

    Raises:
        BadInput: nobody of that code, or the span has no length.

    """
    found = []
    for where, table in document.entries("away"):
        demand(where, table, frozenset({"who", "since", "until"}), frozenset({"who", "since", "until"}))
        plain = cast("dict[str, Any]", document.plain(where, table))
        if plain["who"] not in cast_.people and plain["who"] not in cast_.feeds:
            raise BadInput(where, "nobody of that code", plain["who"], "an officer or a feed of the scenario")
        if not plain["since"] < plain["until"]:
            raise BadInput(where, "the span has no length", (plain["since"], plain["until"]), "since before until")
        found.append(Away(plain["who"], plain["since"], plain["until"]))
    return found


def filled(draft: Mapping[str, Any], values: Mapping[str, object]) -> dict[str, Any]:
    """Return a draft with its placeholders filled in."""
    return cast("dict[str, Any]", _filled(dict(draft), values))


def _filled(value: Any, values: Mapping[str, object]) -> Any:  # noqa: ANN401 -- plain data of any shape
    match value:
        case dict():
            return {name: _filled(each, values) for name, each in value.items()}
        case list():
            return [_filled(each, values) for each in value]
        case str() if "$" in value:
            return values[value] if value in values else "/".join(str(values.get(part, part)) for part in value.split("/"))
        case _:
            return value


def _members(body: Body) -> dict[str, Any]:
    plain = cast("dict[str, Any]", msgspec.to_builtins(body))
    return {name: each for name, each in plain.items() if name != "type"}


def _without_keys(person: Person) -> Officer:
    return Officer(person.code, person.entity, person.role, person.seat, "-", "-", Delegation(person.may, speaks_for=person.speaks_for))


def _stamp(instant: int) -> str:
    return f"{utc(instant):%d %H:%M:%S}Z"
