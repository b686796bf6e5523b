"""Sheets of what was drawn: the shape is the map's, the defaults are safe, an edit keeps what was not asked."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.acts.drawings import SHAPE
from app.acts.form import Case, Form, Unfit, Values
from app.acts.hand import Hand
from app.acts.registry import form_for
from app.review import review
from feeds.picture.act import Wish
from feeds.picture.body import Capability
from feeds.picture.corridor import Corridor, Segment
from feeds.picture.danger import DangerZone
from feeds.picture.label import NOT_FOR_TARGETING
from feeds.picture.place import Affiliation, Feature
from feeds.picture.relief import Site
from feeds.picture.values import Geometry, LineString, Point, Polygon, Window
from feeds.picture.warning import Admiralty
from tests.app.test_review import staffed
from tests.widgets.room import NOW, crisis

HAND = Hand("DUTY-1", "CMC", "DUTY-1", "once")
CASE = Case(crisis().picture, NOW, HAND)
BOX = Polygon((((-123.4, -47.1), (-123.0, -47.1), (-123.0, -46.9), (-123.4, -47.1)),))
OTHER = Polygon((((-122.4, -47.1), (-122.0, -47.1), (-122.0, -46.9), (-122.4, -47.1)),))
LINE = LineString(((-123.4, -47.1), (-123.0, -46.9)))


def form(verb: str, subject: str = "") -> Form:
    """Return the sheet of a verb."""
    found = form_for(verb, replace(CASE, subject=subject))
    assert found is not None
    return found[0]


def made(verb: str, held: dict[str, str], shape: Geometry | None = None, subject: str = "", argument: str = "") -> Wish:
    """Return the wish of a sheet with its defaults and these values."""
    case = replace(CASE, subject=subject, argument=argument, shapes={} if shape is None else {SHAPE: shape})
    sheet = form(verb, subject)
    defaults = {field.name: value for field in sheet.fields(case) if (value := getattr(field, "value", ""))}
    return sheet.make(case, Values(defaults | held, NOW))


def test_a_zone_is_born_doubtful_and_open_ended() -> None:
    """From now until further notice, F6, low confidence, half a kilometre of edge, bearing on every mode."""
    zone = made("draw_zone", {"name": "Ridge", "hazard": "shelling"}, BOX).body
    assert isinstance(zone, DangerZone)
    assert (zone.valid.since, zone.valid.until, zone.bears_on, zone.uncertainty) == (NOW, None, (), 500.0)
    assert (zone.evaluation, zone.confidence, zone.geometry) == (Admiralty("F", 6), "low", BOX)


@pytest.mark.parametrize(
    ("verb", "held", "shape", "reason"),
    [
        ("draw_zone", {"name": "R", "hazard": "mines"}, None, "nothing is drawn"),
        ("draw_zone", {"name": "R", "hazard": "mines"}, LINE, "a danger zone is an area"),
        ("draw_zone", {"name": "R"}, BOX, "hazard is needed"),
        ("draw_zone", {"name": "R", "hazard": "m", "until": "10:00Z"}, BOX, "it ends before it begins"),
        ("draw_leg", {"code": "S9", "name": "Bridge"}, LINE, "a leg belongs to a corridor"),
        ("draw_site", {"name": "Hall", "place": "Old Town"}, BOX, "a site is a place"),
        ("found_corridor", {"name": "X", "purpose": "aid"}, None, "a corridor is agreed by its parties"),
    ],
)
def test_what_makes_no_row_says_why(verb: str, held: dict[str, str], shape: Geometry | None, reason: str) -> None:
    """No shape, the wrong one, or a field without which there is no row: the reason in words."""
    with pytest.raises(Unfit, match=reason):
        made(verb, held, shape)


def test_an_edited_zone_keeps_the_rest() -> None:
    """Another shape and nothing else: code, evidence, start to the second and evaluation stay."""
    room = crisis()
    before = DangerZone("DZ-7", "Ridge", "shelling", OTHER, Window(NOW - 1_234), Admiralty("B", 2), "high", 250.0, (), ("IN-1",))
    room.write("DZ-7", before, NOW - 1_000)
    case = Case(room.picture, NOW, HAND, "DZ-7", shapes={SHAPE: BOX})
    sheet = form("draw_zone")
    held = {field.name: value for field in sheet.fields(case) if (value := getattr(field, "value", ""))}
    after = sheet.make(case, Values(held, NOW)).body
    assert isinstance(after, DangerZone)
    assert (after.evaluation, after.confidence, after.uncertainty) == (before.evaluation, before.confidence, before.uncertainty)
    assert after.geometry == BOX
    assert (after.code, after.evidence, after.valid.since, after.restricts_only) == (
        before.code,
        before.evidence,
        before.valid.since,
        before.restricts_only,
    )


def test_a_new_leg_is_taken_into_its_route_by_a_second_sheet() -> None:
    """The leg names its corridor; the route then names the leg, where it was put, once."""
    row, before = next(CASE.picture.bodies(Corridor))
    leg = made("draw_leg", {"corridor": row.subject, "code": "S9", "name": "Bridge"}, LINE)
    assert isinstance(leg.body, Segment)
    with pytest.raises(Unfit, match="no such leg"):
        made("add_leg", {"place": "1"}, None, row.subject, leg.subject)
    room = crisis()
    room.write(leg.subject, leg.body, NOW)
    case = Case(room.picture, NOW, HAND, row.subject, leg.subject)
    route = form("add_leg", row.subject).make(case, Values({"place": "1"}, NOW)).body
    assert isinstance(route, Corridor)
    assert route.segments == (before.segments[0], leg.subject, *before.segments[1:])


def test_a_site_and_a_note() -> None:
    """A site has its place by name and its position; a hostile note is a feature that says so."""
    site = made("draw_site", {"name": "Hall", "place": "Old Town", "capacity": "400"}, Point((1.0, 2.0))).body
    assert isinstance(site, Site)
    assert (site.position, site.place, site.capacity) == ((1.0, 2.0), "Old Town", 400)
    note = made("draw_note", {"name": "Guns", "whose": "HOSTILE"}, BOX).body
    assert isinstance(note, Feature)
    assert (note.affiliation, note.layer, note.source) == (Affiliation.HOSTILE, "Notes", "CMC")


def test_the_sheet_says_what_the_hub_would_say_of_a_hostile_point() -> None:
    """The hub's safeguard is asked before anything is signed: a hostile note that is a point is refused on the sheet."""
    case = Case(staffed(crisis(), Capability.DRAW), NOW, Hand("OFF-1", "BOR", "OFF-1", "n"), shapes={SHAPE: Point((1.0, 2.0))})
    found = review(form("draw_note"), case, {"name": "Guns", "whose": "HOSTILE"}, "")
    assert found.wish is None
    assert "draw an area of at least 1 km" in found.model.lacking


def test_relief_rows_are_born_not_for_targeting() -> None:
    """A drawn site's label carries the caveat on the sheet already."""
    case = Case(staffed(crisis(), Capability.SITE), NOW, Hand("OFF-1", "BOR", "OFF-1", "n"), shapes={SHAPE: Point((1.0, 2.0))})
    found = review(form("draw_site"), case, {"name": "Hall", "place": "Old Town", "kind": "HOSPITAL"}, "")
    label = found.wish.label if found.wish is not None else None
    assert label is not None, found.model.lacking
    assert NOT_FOR_TARGETING in label.caveats
