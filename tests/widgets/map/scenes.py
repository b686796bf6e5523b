"""One small picture a layer of the map, for the looks that are kept: what is in it, and what a hand did before it was taken."""

from collections.abc import Callable
from dataclasses import dataclass

from feeds.picture.alarm import Alarm
from feeds.picture.corridor import ConditionState, CorridorState, Mode, SegmentState
from feeds.picture.danger import Pause, PauseState
from feeds.picture.envelope import Record
from feeds.picture.picture import Picture
from feeds.picture.place import Affiliation, Feature, Track
from feeds.picture.relief import Movement, MovementState, Site, SiteKind
from feeds.picture.values import Circle, LineString, Point, Polygon, Window
from feeds.picture.warning import Discipline, Indication, Severity
from layers.layer import Mark
from layers.style import Fade, severity_mark
from layers.style import Severity as Drawing
from tests.layers.scenery import HALVERN, HOUR, KESSBY, MINUTE, SQUARE, corridor, fold, picture, row, zone
from tests.rig.specimens import NOON
from widgets.map.view import MapView

Bounds = tuple[float, float, float, float]
ISLAND: Bounds = (-47.20, -123.50, -46.70, -122.75)
AFRICA: Bounds = (-25.0, -10.0, 25.0, 50.0)
MOVED = tuple((lon + 0.14, lat + 0.08) for lon, lat in SQUARE)


@dataclass(frozen=True)
class Scene:
    """What is shown where, and what is then done to it."""

    rows: tuple[Record, ...]
    after: Callable[[MapView, Picture], None] = lambda _view, _picture: None
    where: Bounds = ISLAND


def report(name: str, lon: float, severity: Severity | None, age: int = 0, lat: float = -46.9) -> Record:
    """A report of that severity, so many hours old."""
    body = Indication(name, Discipline.MASINT, "CPA", geometry=Point((lon, lat)), severity=severity)
    return row(name, body, event=NOON - age * HOUR)


def _reports() -> tuple[Record, ...]:
    fresh = [report(f"f{n}", -123.4 + n * 0.15, severity) for n, severity in enumerate((None, *Severity))]
    old = [report(f"o{n}", -123.4 + n * 0.15, severity, 7, -47.05) for n, severity in enumerate((None, *Severity))]
    hostile = row("h", Indication("Emitters", Discipline.SIGINT, "CPA", geometry=Circle((-122.9, -47.1), 4000.0), hostile=True))
    return (*fresh, *old, hostile)


def _hostile() -> tuple[Record, ...]:
    """Five hostile areas close to one another, four of them old: each says how old it is, and none over another."""
    return tuple(
        row(
            f"h{n}",
            Indication(
                f"Fire, series {n}",
                Discipline.MASINT,
                "CPA",
                geometry=Circle((-123.2 + n % 3 * 0.05, -46.95 + n // 3 * 0.04), 2500.0),
                hostile=True,
            ),
            event=NOON - n * 9 * HOUR,
        )
        for n in range(5)
    )


def _tracks() -> tuple[Record, ...]:
    codes = {"alpha": ("10031000001211000000", Affiliation.FRIEND), "ferry": ("10041000001211000000", Affiliation.NEUTRAL)}
    framed = [
        row(name, Track(name, "AIS", (-123.3 + n * 0.25, -46.9), whose, sidc=code)) for n, (name, (code, whose)) in enumerate(codes.items())
    ]
    plain = [row(f"v{n}", Track(f"V{n}", "AIS", (-123.35 + n * 0.06, -47.1)), event=NOON - n * 5 * MINUTE) for n in range(8)]
    return (*framed, *plain, row("x", Track("Battery", "AIS", (-122.9, -46.95), Affiliation.HOSTILE)))


def _sites() -> tuple[Record, ...]:
    kinds = (SiteKind.HOSPITAL, SiteKind.EVACUATION_SHIP, SiteKind.SAFE_HALT, SiteKind.AID_HUB)
    return tuple(
        row(kind, Site(kind.replace("_", " ").lower(), kind, "Ostmere", position=(-123.4 + n * 0.18, -46.9)))
        for n, kind in enumerate(kinds)
    )


def _movements() -> tuple[Record, ...]:
    modes = ((Mode.ROAD, MovementState.MOVING), (Mode.SEA, MovementState.HALTED))
    return tuple(
        row(f"m{n}", Movement(f"C{n}", f"Convoy {n}", "HAC", mode, state, place="Ostmere", position=(-123.35, -46.85 - n * 0.15)))
        for n, (mode, state) in enumerate(modes)
    )


def _features() -> tuple[Record, ...]:
    return (
        row("a", Feature("Exclusion", Polygon((SQUARE,)), "plan", "AUR")),
        row("l", Feature("Phase line", LineString((HALVERN, KESSBY)), "plan", "AUR")),
        row("n", Feature("Ferry loads here", Point((-122.95, -47.05)), "plan", "AUR", category="note")),
        row("p", Feature("Pier", Point((-123.4, -46.8)), "plan", "AUR")),
        row("h", Feature("Minefield", Point((-122.9, -46.9)), "plan", "AUR", affiliation=Affiliation.HOSTILE)),
    )


def _zones() -> tuple[Record, ...]:
    period = Window(NOON - HOUR, NOON + HOUR)
    shifted = tuple(tuple((lon + by, lat) for lon, lat in SQUARE) for by in (-0.25, 0.15, 0.3))
    return (
        zone(),
        zone("ahead", geometry=Polygon((shifted[0],)), valid=Window(NOON + HOUR), code="DZ-08"),
        zone("over", geometry=Polygon((shifted[1],)), valid=Window(NOON - HOUR, NOON - MINUTE), code="DZ-06"),
        row("pause", Pause("P-1", "harvest", ("AUR",), period, PauseState.IN_EFFECT, area=Polygon((shifted[2],)))),
    )


def _callout(view: MapView, made: Picture) -> None:
    del made
    view.select("alarm", "a")


def _past(view: MapView, made: Picture) -> None:
    """A unit that walked, and a zone that was drawn anew."""
    for step in range(1, 7):
        at = (-123.4 + step * 0.09, -46.85 - 0.05 * (step % 3))
        moved = row("u", Track("alpha", "AIS", at, Affiliation.FRIEND, sidc="10031000001211000000"), step + 1, event=NOON + step * MINUTE)
        view.show_picture(made, fold(made, moved), NOON)
    view.show_picture(made, fold(made, row("dz-7", zone(geometry=Polygon((MOVED,))).body, 2)), NOON)


def _crowd(view: MapView, made: Picture) -> None:
    """Seven thousand reports on one continent, one of them CRITICAL."""
    del made
    marks = [
        Mark(
            key=f"{n}",
            kind="indication",
            subject=f"{n}",
            at=((n * n % 701) / 20, (n * 7 % 811) / 30 - 8),
            style=severity_mark(Drawing.LOW, Fade.LIVE),
        )
        for n in range(7000)
    ]
    marks.append(Mark(key="x", kind="indication", subject="x", at=(20.0, 5.0), style=severity_mark(Drawing.CRITICAL, Fade.LIVE)))
    view.commit([(view.board.names.index("Reports"), marks, ())])


def _graticule(view: MapView, made: Picture) -> None:
    del made
    view.state(graticule=True, overview=True)


ENDANGERED = [SegmentState.PASSABLE, SegmentState.ENDANGERED, SegmentState.RESTRICTED]
SCENES = {
    "empty": Scene(()),
    "features": Scene(_features()),
    "zones": Scene(_zones()),
    "corridor_open": Scene(tuple(corridor(CorridorState.OPEN, ConditionState.MET, [SegmentState.PASSABLE, SegmentState.RESTRICTED]))),
    "corridor_not_met": Scene(tuple(corridor(CorridorState.OPEN, ConditionState.NOT_MET, ENDANGERED))),
    "corridor_unknown": Scene(tuple(corridor(CorridorState.OPEN, ConditionState.UNKNOWN, [SegmentState.UNKNOWN, SegmentState.CLOSED]))),
    "reports": Scene(_reports()),
    "hostile": Scene(_hostile()),
    "tracks": Scene(_tracks()),
    "sites": Scene(_sites()),
    "movements": Scene(_movements()),
    "callout": Scene(
        (
            *corridor(CorridorState.OPEN, ConditionState.NOT_MET, ENDANGERED),
            row("a", Alarm("contradiction", Severity.CRITICAL, "hc-2", "Corridor contradicted: HC-2", "S2 is endangered", NOON)),
        ),
        _callout,
    ),
    "traces": Scene((zone(), row("u", Track("alpha", "AIS", (-123.4, -46.85), Affiliation.FRIEND, sidc="10031000001211000000"))), _past),
    "crowd": Scene((), _crowd, AFRICA),
    "graticule": Scene((), _graticule),
}  # fmt: skip


def shown(scene: Scene) -> Picture:
    """The picture of a scene."""
    return picture(*scene.rows)
