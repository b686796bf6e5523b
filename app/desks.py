"""Which desks there are: each a frozen description, a line in the registry.

A desk says which panels stand where, by their names in `app.panels`; each holds its key for good. Nobody's desk is bound to a
role: a role only says which one is shown first. Deliberately absent: Qt, and what a panel shows.
"""

from __future__ import annotations

from dataclasses import dataclass

from widgets.arrangement import Arrangement, Lane, Spot


@dataclass(frozen=True)
class Desk:
    """One desk: its name (`--desk`), its title on the tab, its key, where its panels stand.

    `wall`: it is a wallboard, read-only. `directs`: it has a tab only where an exercise is directed from this window.
    """

    name: str
    title: str
    key: str
    arrangement: Arrangement
    wall: bool = False
    directs: bool = False


OPERATOR = Desk(
    "operator",
    "Operator",
    "Ctrl+1",
    Arrangement(
        (
            Lane((Spot(("ladder",), 507), Spot(("indicators", "grants", "lines"), 421, stretches=True)), 396),
            Lane((Spot(("map",), 616, stretches=True), Spot(("timeline",), 312)), 892, stretches=True),
            Lane(
                (
                    Spot(("alarms",), 393),
                    Spot(("corridor", "humanitarian"), 245),
                    Spot(("checklist", "rollcall", "log", "night", "health"), 282, stretches=True),
                ),
                600,
            ),
        ),
        guests="timeline",
        pinned=("alarms",),
    ),
)
LIAISON = Desk(
    "liaison",
    "Liaison",
    "Ctrl+2",
    Arrangement(
        (
            Lane((Spot(("queue",), 486, stretches=True), Spot(("ladder", "grants", "lines"), 330, stretches=True)), 372),
            Lane((Spot(("item",), 332), Spot(("why", "timeline"), 550, stretches=True)), 756, stretches=True),
            Lane(
                (
                    Spot(("rollcall", "alarms", "night"), 290),
                    Spot(("corridor", "humanitarian"), 245),
                    Spot(("map",), 352, stretches=True),
                ),
                760,
            ),
        ),
        guests="why",
        bars=(Spot(("acting_for",), 44),),
        order=("queue", "item"),
        pinned=("item",),
        brief=("ladder",),
    ),
)
ANALYST = Desk(
    "analyst",
    "Analyst",
    "Ctrl+3",
    Arrangement(
        (
            Lane((Spot(("map",), 500, stretches=True), Spot(("timeline",), 332)), 1300, stretches=True),
            Lane(
                (
                    Spot(("two_clocks", "marks", "alarms", "log"), 400, stretches=True),
                    Spot(("picture_at", "compare", "ladder", "indicators", "corridor"), 430, stretches=True),
                ),
                590,
            ),
        ),
        guests="timeline",
    ),
)

WALLBOARD = Desk(
    "wallboard",
    "Wallboard",
    "Ctrl+4",
    Arrangement(
        (
            Lane((Spot(("map",), 650, stretches=True),), 1310, stretches=True),
            Lane((Spot(("wall_levels",), 336), Spot(("wall_corridors",), 300, stretches=True)), 580),
        ),
        guests="map",
        bars=(Spot(("wall_alarm",), 120),),
        feet=(Spot(("wall_facts",), 108),),
        narrows=False,
        scrolls=False,
    ),
    wall=True,
)

DIRECTOR = Desk(
    "director",
    "Director",
    "Ctrl+5",
    Arrangement(
        (
            Lane((Spot(("map",), 420, stretches=True), Spot(("timeline",), 420)), 1300, stretches=True),
            Lane((Spot(("exercise",), 520, stretches=True), Spot(("alarms", "ladder", "rollcall", "log"), 330)), 590),
        ),
        guests="map",
        order=("exercise", "timeline"),
    ),
    directs=True,
)

DESKS: tuple[Desk, ...] = (OPERATOR, LIAISON, ANALYST, WALLBOARD, DIRECTOR)
"""Every desk, in the order of the top bar's tabs."""

NAMES = tuple(desk.name for desk in DESKS)


def tabs(current: str, *, directs: bool) -> tuple[str, ...]:
    """Return the titles of the tabs in a window from which an exercise is directed, or is not; `current` has one in any case."""
    return tuple(desk.title for desk in DESKS if directs or not desk.directs or desk.title == current)


def desk_named(name: str) -> Desk:
    """Return the desk of that name or title. Raises KeyError where there is none."""
    found = next((desk for desk in DESKS if name in (desk.name, desk.title)), None)
    if found is None:
        raise KeyError(name)
    return found


def desk_for(name: str | None, entity: str, host: str) -> Desk:
    """Return the desk of that name; with none, the first one of an officer: the host's watch, all others answer for their own entity."""
    if name is not None:
        return desk_named(name)
    return OPERATOR if entity == host else LIAISON
