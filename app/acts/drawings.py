"""What was drawn on the map, as rows: danger zones, corridors' legs, sites, notes. The shape comes from the map, the rest is asked.

Defaults err on the safe side: a zone holds from now until further notice, bears on every mode, its edge is doubtful by half a kilometre and
its source not judged. A leg counts once its corridor names it, so drawing one asks for two signatures: the leg, then the route.
Deliberately absent: geometry (widgets.map.drawing), and whether a leg is passable, which somebody has to have seen.
"""

from __future__ import annotations

from typing import Final

import msgspec

from app.acts.choices import entities, options_of, rows, spoken
from app.acts.form import Case, Form, Unfit, Values, new_subject, wish
from feeds.picture.act import Wish
from feeds.picture.corridor import Corridor, Mode, Segment
from feeds.picture.danger import DangerZone
from feeds.picture.identity import shown
from feeds.picture.place import Affiliation, Feature
from feeds.picture.relief import Site, SiteKind
from feeds.picture.values import Geometry, LineString, MultiPolygon, Point, Polygon, Window
from feeds.picture.warning import Admiralty
from widgets.review.model import Choice, Drawn, Field, Option, Written
from widgets.times import zulu

SHAPE: Final = "shape"
"""The name under which a drawing comes to its sheet."""

NOTES: Final = "Notes"
"""The layer of what officers draw."""

_EDGE_M: Final = 500
_CONFIDENCE: Final = ("low", "moderate", "high")
_RELIABILITY: Final = (
    ("F", "cannot be judged"),
    ("A", "completely reliable"),
    ("B", "usually reliable"),
    ("C", "fairly reliable"),
    ("D", "not usually reliable"),
    ("E", "unreliable"),
)
_CREDIBILITY: Final = (
    ("6", "cannot be judged"),
    ("1", "confirmed"),
    ("2", "probably true"),
    ("3", "possibly true"),
    ("4", "doubtful"),
    ("5", "improbable"),
)


def _drawn(case: Case, caption: str) -> Drawn:
    return Drawn(SHAPE, caption, case.argument if SHAPE in case.shapes else "")


def _shape(case: Case, before: Geometry | None = None) -> Geometry:
    """Return what was drawn, or what the row has where only its words are changed. Raises Unfit where there is neither."""
    found = case.shapes.get(SHAPE, before)
    if found is None:
        raise Unfit("nothing is drawn: draw it on the map first")
    return found


def _validity(window: Window | None, now: int) -> tuple[Field, ...]:
    since = now if window is None else window.since
    until = "" if window is None or window.until is None else zulu(window.until)
    return (Written("since", "Holds from", zulu(since), "15:00Z"), Written("until", "Until", until, "until further notice, or 19:00Z"))


def _window(case: Case, values: Values, before: Window | None) -> Window:
    """Return how long it holds. A start that was left as it stood keeps its seconds."""
    written, until = values.moment("since"), values.moment("until")
    stood = case.began if before is None else before.since
    since = stood if written is None or zulu(written) == zulu(stood) else written
    if until is not None and until <= since:
        raise Unfit("it ends before it begins")
    return Window(since, until)


def _named(pairs: tuple[tuple[str, str], ...]) -> tuple[Option, ...]:
    return tuple(Option(value, value, detail) for value, detail in pairs)


# Danger zones.


def _zone_fields(case: Case) -> tuple[Field, ...]:
    zone = case.picture.get(DangerZone, case.subject)
    pair = zone.evaluation if zone is not None else None
    modes = "\n".join(zone.bears_on) if zone is not None else ""
    edge = f"{zone.uncertainty:g}" if zone is not None else str(_EDGE_M)
    return (
        _drawn(case, "Area"),
        Written("name", "Name", zone.name if zone is not None else ""),
        Written("hazard", "What the danger is", zone.hazard if zone is not None else "", "shelling, mines, flood", 64),
        *_validity(zone.valid if zone is not None else None, case.began),
        Choice("reliability", "Reliability of the source", _named(_RELIABILITY), pair.reliability if pair is not None else "F"),
        Choice("credibility", "Credibility of the report", _named(_CREDIBILITY), str(pair.credibility) if pair is not None else "6"),
        Choice("confidence", "Confidence", tuple(Option(each, each) for each in _CONFIDENCE), _confidence(zone)),
        Written("edge", "Edge uncertain by, metres", edge, "500", 6),
        Choice("bears_on", "Bears on (none: every mode)", options_of(Mode), modes, many=True),
    )


def _confidence(zone: DangerZone | None) -> str:
    return zone.confidence if zone is not None and zone.confidence in _CONFIDENCE else _CONFIDENCE[0]


def _zone(case: Case, values: Values) -> Wish:
    before = case.picture.get(DangerZone, case.subject)
    shape = _shape(case, before.geometry if before is not None else None)
    if not isinstance(shape, Polygon | MultiPolygon):
        raise Unfit("a danger zone is an area")
    subject = case.subject if before is not None else new_subject(case, "DZ")
    body = DangerZone(
        before.code if before is not None else shown(subject),
        values.text("name", needed=True),
        values.text("hazard", needed=True),
        shape,
        _window(case, values, before.valid if before is not None else None),
        Admiralty(values.chosen("reliability"), int(values.chosen("credibility"))),
        values.chosen("confidence"),
        float(values.number("edge") or 0),
        values.several("bears_on"),
        before.evidence if before is not None else (),
        before.restricts_only if before is not None else False,
    )
    return wish(case, body, subject)


def _zone_follows(_case: Case, values: Values) -> tuple[str, ...]:
    modes = ", ".join(spoken(each) for each in values.several("bears_on")) or "every mode"
    ends = values.text("until") or "further notice"
    return (
        f"The hub sets it against every corridor ({modes}); conditions and alarms follow from it, nothing else does.",
        f"It holds until {ends}; its end passes nothing: a leg once endangered is UNKNOWN until it is verified again.",
    )


# Corridors and their legs.


def _corridor_fields(_case: Case) -> tuple[Field, ...]:
    return (
        Written("name", "Name", hint="Halvern to the coast"),
        Written("purpose", "Purpose", hint="safe passage of people"),
        Choice("mode", "By", options_of(Mode), Mode.ROAD.value),
        Choice("parties", "Parties", entities(_case), many=True),
        Written("width", "Width, metres", hint="60", limit=6),
        Written("capacity", "Capacity, people a day", limit=9),
    )


def _corridor(case: Case, values: Values) -> Wish:
    subject, parties = new_subject(case, "HC"), values.several("parties")
    if not parties:
        raise Unfit("a corridor is agreed by its parties: choose them")
    body = Corridor(
        shown(subject),
        values.text("name", needed=True),
        values.text("purpose", needed=True),
        Mode(values.chosen("mode")),
        case.hand.entity,
        parties,
        float(values.number("width") or 0),
        values.number("capacity"),
    )
    return wish(case, body, subject)


def _leg_fields(case: Case) -> tuple[Field, ...]:
    leg = case.picture.get(Segment, case.subject)
    return (
        _drawn(case, "Line"),
        Choice("corridor", "Leg of", rows(case, "corridor", "name"), leg.corridor if leg is not None else ""),
        Written("code", "Code", leg.code if leg is not None else "", "S1", 64),
        Written("name", "Name", leg.name if leg is not None else "", "Bridge to the ferry"),
    )


def _leg(case: Case, values: Values) -> Wish:
    before = case.picture.get(Segment, case.subject)
    shape = _shape(case, before.geometry if before is not None else None)
    if not isinstance(shape, LineString):
        raise Unfit("a leg is a line")
    corridor = values.text("corridor")
    if case.picture.get(Corridor, corridor) is None:
        raise Unfit("a leg belongs to a corridor: choose one, or found it first")
    subject = case.subject if before is not None else new_subject(case, "S")
    places = before.places if before is not None else ()
    body = Segment(corridor, values.text("code", needed=True), values.text("name", needed=True), shape, places)
    return wish(case, body, subject, about=("corridor", corridor))


def _leg_follows(case: Case, _values: Values) -> tuple[str, ...]:
    if case.picture.get(Segment, case.subject) is not None:
        return (
            "The leg's course is replaced: it reads UNKNOWN until somebody has verified it.",
            "What the route's parties agreed to is the course before: each agrees anew.",
        )
    return ("The leg reads UNKNOWN until somebody has verified it.", "It counts once its corridor names it: that sheet comes next.")


def _route_fields(case: Case) -> tuple[Field, ...]:
    corridor = case.picture.get(Corridor, case.subject)
    legs = corridor.segments if corridor is not None else ()
    places = [Option(str(number), f"behind {_code(case, leg)}") for number, leg in enumerate(legs, 1)]
    return (Choice("place", "Where on the route", (Option("0", "at its beginning"), *places), str(len(legs))),)


def _code(case: Case, leg: str) -> str:
    found = case.picture.get(Segment, leg)
    return found.code if found is not None else shown(leg)


def _route(case: Case, values: Values) -> Wish:
    before = case.body(Corridor)
    leg = case.picture.get(Segment, case.argument)
    if leg is None or leg.corridor != case.subject:
        raise Unfit("no such leg of this corridor is on record")
    if case.argument in before.segments:
        raise Unfit(f"{leg.code} is on the route already")
    place = int(values.chosen("place"))
    return wish(case, msgspec.structs.replace(before, segments=(*before.segments[:place], case.argument, *before.segments[place:])))


# Sites and notes.


def _site_fields(case: Case) -> tuple[Field, ...]:
    site = case.picture.get(Site, case.subject)
    return (
        _drawn(case, "Place on the map"),
        Written("name", "Name", site.name if site is not None else ""),
        Choice("kind", "What it is for", options_of(SiteKind), site.kind.value if site is not None else SiteKind.ASSEMBLY.value),
        Written("place", "Place, by name", site.place if site is not None else "", "what walls show in place of a position"),
        Written("capacity", "Capacity, people", "" if site is None or site.capacity is None else str(site.capacity), limit=9),
    )


def _site(case: Case, values: Values) -> Wish:
    before = case.picture.get(Site, case.subject)
    stood = Point(before.position) if before is not None and before.position is not None else None
    shape = _shape(case, stood)
    if not isinstance(shape, Point):
        raise Unfit("a site is a place")
    kind, place = SiteKind(values.chosen("kind")), values.text("place", needed=True)
    name, capacity = values.text("name", needed=True), values.number("capacity")
    if before is None:
        return wish(case, Site(name, kind, place, shape.at, capacity), new_subject(case, "SI"))
    return wish(case, msgspec.structs.replace(before, name=name, kind=kind, place=place, position=shape.at, capacity=capacity))


def _note_fields(case: Case) -> tuple[Field, ...]:
    note = case.picture.get(Feature, case.subject)
    whose = note.affiliation.value if note is not None and note.affiliation is not None else ""
    return (
        _drawn(case, "Shape"),
        Written("name", "Name", note.name if note is not None else ""),
        Written("text", "Text", note.text if note is not None else "", limit=4_000),
        Choice("whose", "Whose", (Option("", "nobody's"), *options_of(Affiliation, {"HOSTILE": "an area of at least 1 km"})), whose),
        *_validity(note.valid if note is not None else None, case.began),
    )


def _note(case: Case, values: Values) -> Wish:
    before = case.picture.get(Feature, case.subject)
    shape = _shape(case, before.geometry if before is not None else None)
    whose = values.text("whose")
    name, words = values.text("name", needed=True), values.text("text")
    window = _window(case, values, before.valid if before is not None else None)
    affiliation = Affiliation(whose) if whose else None
    if before is None:
        body = Feature(name, shape, NOTES, case.hand.entity, "note", affiliation, valid=window, text=words)
        return wish(case, body, new_subject(case, "FE"))
    return wish(case, msgspec.structs.replace(before, name=name, geometry=shape, affiliation=affiliation, valid=window, text=words))


FORMS: Final = (
    Form("draw_zone", "Put a danger zone on the map", _zone, ("danger_zone", ""), _zone_fields, _zone_follows),
    Form("draw_leg", "Put a leg of a corridor on the map", _leg, ("segment", ""), _leg_fields, _leg_follows),
    Form(
        "add_leg",
        "Take a leg into the route",
        _route,
        ("corridor",),
        _route_fields,
        lambda _case, _values: (
            "The corridor's conditions are found anew, this leg included.",
            "What its parties agreed to is the route before: each agrees anew.",
        ),
    ),
    Form(
        "found_corridor",
        "Found a corridor",
        _corridor,
        (),
        _corridor_fields,
        lambda _case, _values: ("It has no legs and no declared status yet; its parties agree on sheets of their own.",),
    ),
    Form(
        "draw_site",
        "Put a site on the map",
        _site,
        ("site", ""),
        _site_fields,
        lambda _case, _values: ("Walls and public exports show its place by name, never its position.",),
    ),
    Form("draw_note", "Put a note on the map", _note, ("feature", ""), _note_fields),
)
"""What is drawn."""
