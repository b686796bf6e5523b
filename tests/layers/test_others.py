"""Zones, sites, movements, tracks, drawn features and the callout: one claim each that would hurt if it broke."""

from collections.abc import Iterable

import pytest

from feeds.picture.alarm import Alarm
from feeds.picture.corridor import ConditionState, CorridorState, Mode, SegmentState
from feeds.picture.place import UNNAMED, Affiliation, Feature, Property, Track
from feeds.picture.records import AnyBody
from feeds.picture.relief import Movement, MovementState, Need, Site, SiteKind
from feeds.picture.room import SourceState, SourceStatus
from feeds.picture.values import Circle, Geometry, LineString, Point, Polygon, Window
from feeds.picture.warning import Severity
from layers.areas import Areas
from layers.callout import Callouts
from layers.layer import AnyFeature, Area, Callout, Label, Layer, Line, Mark, Sign
from layers.movements import Movements
from layers.registry import LAYERS, WALL
from layers.sites import Sites
from layers.style import AreaStyle
from layers.tracks import Tracks
from layers.zones import LINGER, Zones
from tests.layers.scenery import HALVERN, HOUR, KESSBY, SQUARE, corridor, fold, picture, row, zone
from tests.rig.specimens import NOON


@pytest.mark.parametrize(
    ("now", "style"),
    [
        (NOON - 2 * HOUR, AreaStyle.PLAIN),
        (NOON, AreaStyle.DANGER),
        (NOON + HOUR, AreaStyle.ENDED),
        (NOON + HOUR + LINGER, None),
    ],
)
def test_a_zone_is_announced_holds_ends_and_goes(now: int, style: AreaStyle | None) -> None:
    """A danger zone is plain before its time, red in it, hatched after it and gone an hour later; each step is announced."""
    drawn = Zones().draw(picture(zone()), ("danger_zone", "dz-7"), now, None)
    found = [AreaStyle(one.style) for one in drawn.features if isinstance(one, Area)]
    assert found == ([style] if style else [])
    assert (drawn.until is None) == (style is None)
    assert drawn.until is None or drawn.until > now


def test_advice_to_keep_clear_is_no_danger_zone() -> None:
    """A zone that only restricts is not drawn in the danger style."""
    (area,) = Zones().draw(picture(zone(restricts_only=True)), ("danger_zone", "dz-7"), NOON, None).features
    assert isinstance(area, Area)
    assert area.style == AreaStyle.PLAIN


@pytest.mark.parametrize("kind", SiteKind)
def test_every_kind_of_site_has_a_letter_and_no_military_code(kind: SiteKind) -> None:
    """A protected place is a house with a letter; it never carries a symbol code, nor a number of people on the map itself."""
    site = Site("Ostmere", kind, "Ostmere", position=HALVERN, capacity=1800, occupancy=1910)
    (sign,) = Sites().draw(picture(row("s", site)), ("site", "s"), NOON, None).features
    assert isinstance(sign, Sign)
    assert sign.letter in ({"H"} if kind is SiteKind.HOSPITAL else {"E", "R", "S"})
    assert not sign.sidc
    assert sign.caption == "OSTMERE"


@pytest.mark.parametrize(
    ("capacity", "occupancy", "words"),
    [
        (1800, 1210, "1 210 of 1 800 places taken"),
        (1800, 1910, "1 910 of 1 800 places taken · OVER CAPACITY"),
        (1800, 7, "fewer than 10 of 1 800 places taken"),
        (1800, 0, "fewer than 10 of 1 800 places taken"),
        (1800, None, "room for 1 800"),
        (None, 40, ""),
    ],
)
def test_a_tip_tells_how_full_a_site_is_and_no_small_count(capacity: int | None, occupancy: int | None, words: str) -> None:
    """Capacity and occupancy are in the tip; fewer than ten people are told as few; without a capacity nothing is told."""
    site = Site("Ostmere hall", SiteKind.ASSEMBLY, "Ostmere", position=HALVERN, capacity=capacity, occupancy=occupancy)
    (sign,) = Sites().draw(picture(row("s", site)), ("site", "s"), NOON, None).features
    assert sign.title == " · ".join(part for part in ("Ostmere hall", "Ostmere", words) if part)


def test_needs_stand_by_place_until_they_are_met() -> None:
    """A need is told at the sites of its place, and at no other; met, it is told no more; each change touches those sites."""
    here, there = (Site(name, SiteKind.ASSEMBLY, name, position=HALVERN) for name in ("Ostmere", "Kessby"))
    made = picture(row("s-1", here), row("s-2", there))
    changes = list(fold(made, row("n", Need("Ostmere", "water", "4 000 l"))))
    assert [list(Sites().touched(made, change)) for change in changes] == [[("site", "s-1")]]
    titles = [Sites().draw(made, ("site", name), NOON, None).features[0].title for name in ("s-1", "s-2")]
    assert titles == ["Ostmere · Ostmere · needed: water 4 000 l", "Kessby · Kessby"]
    fold(made, row("n", Need("Ostmere", "water", "4 000 l", met=True), sequence=2))
    assert "needed" not in Sites().draw(made, ("site", "s-1"), NOON, None).features[0].title


@pytest.mark.parametrize("state", MovementState)
def test_a_movement_is_drawn_while_it_is_out_and_without_its_numbers(state: MovementState) -> None:
    """At start, moving and halted are drawn with the state's word; planned, arrived and aborted are not; nobody is counted."""
    movement = Movement("C3", "Convoy 3", "HAC", Mode.ROAD, state, people=212, position=HALVERN)
    features = Movements().draw(picture(row("m", movement)), ("movement", "m"), NOON, None).features
    out = state in {MovementState.AT_START, MovementState.MOVING, MovementState.HALTED}
    assert bool(features) is out
    for sign in features:
        assert isinstance(sign, Sign)
        assert state.replace("_", " ") in sign.caption
        assert "212" not in sign.caption + sign.title


def test_a_movement_whose_lead_released_no_position_is_not_drawn() -> None:
    """The place name alone puts nothing on the map."""
    movement = Movement("C3", "Convoy 3", "HAC", Mode.ROAD, MovementState.MOVING, place="Ostmere")
    assert not Movements().draw(picture(row("m", movement)), ("movement", "m"), NOON, None).features


@pytest.mark.parametrize(
    ("affiliation", "sidc"),
    [(Affiliation.HOSTILE, None), (Affiliation.HOSTILE, "10031000001211000000"), (Affiliation.FRIEND, "10061000001211000000")],
)
def test_a_hostile_track_is_never_a_point(affiliation: Affiliation, sidc: str | None) -> None:
    """By affiliation or by its symbol code: an area of a kilometre, no mark and no symbol."""
    track = Track("T", "AIS", HALVERN, affiliation, sidc=sidc)
    features = Tracks().draw(picture(row("t", track)), ("track", "t"), NOON, None).features
    assert [type(one) for one in features] == [Area]


def test_a_lost_source_touches_and_doubts_all_it_reported() -> None:
    """When a source is lost, its tracks are drawn again and look different, others are not touched."""
    ours, other = row("a", Track("A", "AIS-N", HALVERN)), row("b", Track("B", "CPA", KESSBY))
    made = picture(ours, other)
    before = Tracks().draw(made, ("track", "a"), NOON, None)
    (change,) = fold(made, row("AIS-N", SourceStatus("AIS-N", SourceState.LOST, NOON)))
    assert list(Tracks().touched(made, change)) == [("track", "a")]
    assert Tracks().draw(made, ("track", "a"), NOON, None).features != before.features


@pytest.mark.parametrize("geometry", [Point(HALVERN), LineString((HALVERN, KESSBY)), Polygon((SQUARE,))])
def test_a_hostile_drawing_is_an_area_with_its_age(geometry: Geometry) -> None:
    """A drawn hostile object is a dashed area, and past its half-life says STALE."""
    body = Feature("Karth artillery", geometry, "drawn", "ISR", affiliation=Affiliation.HOSTILE)
    features = Areas().draw(picture(row("f", body)), ("feature", "f"), NOON + 3 * HOUR, None).features
    assert all(isinstance(one, Area) and one.style == AreaStyle.HOSTILE for one in features)
    assert isinstance(features[0], Area)
    assert features[0].doubt.startswith("STALE")


@pytest.mark.parametrize(
    ("geometry", "category", "form"),
    [
        (Point(HALVERN), None, Mark),
        (Point(HALVERN), "note", Label),
        (LineString((HALVERN, KESSBY)), None, Line),
        (Polygon((SQUARE,)), None, Area),
    ],
)
def test_a_drawn_feature_keeps_its_form(geometry: Geometry, category: str | None, form: type) -> None:
    """A point is a mark or, as a note, a label; a path a line; a surface an area."""
    body = Feature("Ford", geometry, "drawn", "ESK", category=category)
    assert [type(one) for one in Areas().draw(picture(row("f", body)), ("feature", "f"), NOON, None).features] == [form]


def test_a_feature_without_a_name_has_no_name_written_on_it() -> None:
    """What stands in a list for a name that its source did not give is no name on the map; in the tip it stands."""
    for name, notes in ((UNNAMED, ()), ("Zone A", ("Zone A",))):
        body = Feature(name, Polygon((SQUARE,)), "L", "S")
        (area,) = Areas().draw(picture(row("f", body)), ("feature", "f"), NOON, None).features
        assert isinstance(area, Area)
        assert (area.notes, area.title.startswith(name)) == (notes, True)


def test_a_feature_outside_its_time_is_gone_and_comes_when_due() -> None:
    """Before its window nothing is drawn and the window's start is due; in it, its end is."""
    body = Feature("Works", Point(HALVERN), "drawn", "ESK", valid=Window(NOON + HOUR, NOON + 2 * HOUR))
    made = picture(row("f", body))
    early = Areas().draw(made, ("feature", "f"), NOON, None)
    assert (early.features, early.until) == ((), NOON + HOUR)
    assert Areas().draw(made, ("feature", "f"), NOON + HOUR, None).until == NOON + 2 * HOUR


def test_only_the_selected_alarm_has_a_callout_and_it_stands_at_the_failing_leg() -> None:
    """Unselected, nothing; selected, the box says declared and conditions apart and points at the endangered segment."""
    rows = corridor(CorridorState.OPEN, ConditionState.NOT_MET, [SegmentState.PASSABLE, SegmentState.ENDANGERED])
    alarm = Alarm("endangered", Severity.CRITICAL, "hc-2", "HC-2 S2 endangered: DZ-07 1.2 km ± 0.5", "limit 3 km", NOON, cause="dz-7")
    made = picture(*rows, zone(), row("a-1", alarm))
    assert not Callouts().draw(made, ("alarm", "a-1"), NOON, None).features
    assert not Callouts().draw(made, ("alarm", "a-1"), NOON, ("alarm", "other")).features
    (box,) = Callouts().draw(made, ("alarm", "a-1"), NOON, ("alarm", "a-1")).features
    assert isinstance(box, Callout)
    assert box.headline == "HC-2 S2 ENDANGERED"
    assert box.lines == ("DZ-07 1.2 km ± 0.5",)  # the title already says it
    assert [pair[:2] for pair in box.pairs] == [("declared", "OPEN"), ("conditions", "NOT MET")]
    assert box.at[0] == pytest.approx((-123.029 - 123.177) / 2)


def test_an_alarm_about_no_place_has_no_callout() -> None:
    """A feed alarm stays off the map even when selected."""
    made = picture(row("a-1", Alarm("no_data", Severity.MEDIUM, "AIS-N", "Feed AIS-N: NO DATA", "07:12", NOON)))
    assert not Callouts().draw(made, ("alarm", "a-1"), NOON, ("alarm", "a-1")).features


def test_layers_have_names_of_their_own() -> None:
    """No two layers share a name."""
    names = [layer.name for layer in LAYERS]
    assert len(set(names)) == len(names)


PROTECTED: dict[str, AnyBody] = {
    "site": Site("Halvern General", SiteKind.HOSPITAL, "Halvern", HALVERN),
    "movement": Movement("C1", "Convoy 1", "HAC", Mode.ROAD, MovementState.MOVING, place="Ostmere", position=HALVERN),
    "imported point": Feature("Halvern General", Point(HALVERN), "file", "file", category="hospital"),
    "imported ground": Feature("Halvern General", Circle(HALVERN, 80.0), "file", "file", properties=(Property("amenity", "hospital"),)),
    "hospital ship": Track("Vega", "AIS", HALVERN, Affiliation.FRIEND, sidc="10033000001301070000"),
}


@pytest.mark.parametrize("name", PROTECTED)
def test_what_is_protected_is_a_sign_on_a_desk_and_nothing_on_a_wall(name: str) -> None:
    """A site, a movement, a hospital from a file, a hospital ship: one white house on a desk, no military code, and nothing on a wall."""
    made = picture(row("x", PROTECTED[name]))

    def drawn(layers: Iterable[Layer]) -> list[AnyFeature]:
        return [one for layer in layers for each in layer.rows(made) for one in layer.draw(made, each, NOON, None).features]

    (sign,) = drawn(LAYERS)
    assert isinstance(sign, Sign)
    assert sign.letter
    assert not sign.sidc
    assert drawn(WALL) == []


def test_a_wall_shows_what_a_desk_shows_but_for_what_is_protected() -> None:
    """A pier from a file, a ferry and a danger zone stand on a wall as they do at a desk, and what changes them is the same."""
    rows = [row("p", Feature("Pier", Point(HALVERN), "plan", "AUR")), row("v", Track("Vega", "AIS", HALVERN)), zone()]
    made = picture(*rows)
    for desk, wall in zip([layer for layer in LAYERS if not isinstance(layer, Callouts)], WALL, strict=True):
        assert (wall.name, wall.kinds, list(wall.rows(made))) == (desk.name, desk.kinds, list(desk.rows(made)))
        assert [wall.draw(made, each, NOON, None) for each in wall.rows(made)] == [
            desk.draw(made, each, NOON, None) for each in desk.rows(made)
        ]


def test_nothing_on_a_wall_points_at_a_protected_place() -> None:
    """An alarm about a site, selected at the desk before it became a wall: no layer of a wall draws anything, its callout points there."""
    about = row("si-1", Site("Halvern General", SiteKind.HOSPITAL, "Halvern", HALVERN))
    made = picture(about, row("a-1", Alarm("site_full", Severity.HIGH, "si-1", "Hospital full", "12 over", NOON)))

    def drawn(layers: Iterable[Layer]) -> list[object]:
        return [one for layer in layers for each in layer.rows(made) for one in layer.draw(made, each, NOON, ("alarm", "a-1")).features]

    assert drawn(WALL) == []
    assert {getattr(one, "at", None) for one in drawn(LAYERS)} == {HALVERN}
