"""Danger zones and pauses: areas that hold for a time. Ended ones stay hatched for a while, then go.

Not here: what a zone does to a corridor; that is a finding.
"""

from collections.abc import Iterable

from feeds.assessment.words import zulu
from feeds.picture.changes import Change
from feeds.picture.danger import DangerZone, Pause, PauseState
from feeds.picture.picture import Picture
from feeds.picture.values import Window
from layers.layer import NOTHING, Area, Drawn, Row, Selection, surfaces
from layers.style import AreaStyle, Hue

LINGER = 3_600_000
"""Milliseconds an ended zone stays visible, hatched."""


class Zones:
    """The layer of danger zones and pauses."""

    name = "Zones"
    kinds = frozenset({"danger_zone", "pause"})

    def rows(self, picture: Picture) -> Iterable[Row]:
        """Every zone and pause."""
        return [(kind, subject) for kind in ("danger_zone", "pause") for subject, _ in picture.tables.get(kind, {})]

    def touched(self, picture: Picture, change: Change) -> Iterable[Row]:  # noqa: ARG002 - the protocol's signature
        """The zone or pause itself."""
        return ((change.kind, change.key[0]),)

    def draw(self, picture: Picture, row: Row, now: int, selection: Selection) -> Drawn:  # noqa: ARG002 - the protocol's signature
        """The areas of one zone or pause."""
        record = picture.find(*row)
        match record.body if record is not None else None:
            case DangerZone() as zone:
                return _zone(row[1], zone, now)
            case Pause() as pause:
                return _pause(row[1], pause, now)
            case _:
                return NOTHING


def _phase(window: Window, now: int) -> tuple[str, int | None]:
    """Whether a window is ahead, on, over or gone, and when that changes."""
    if now < window.since:
        return "ahead", window.since
    if window.until is None or now < window.until:
        return "on", window.until
    return ("over", window.until + LINGER) if now < window.until + LINGER else ("gone", None)


def _zone(subject: str, zone: DangerZone, now: int) -> Drawn:
    phase, until = _phase(zone.valid, now)
    if phase == "gone":
        return NOTHING
    style = {"on": AreaStyle.PLAIN if zone.restricts_only else AreaStyle.DANGER, "over": AreaStyle.ENDED}.get(phase, AreaStyle.PLAIN)
    words = {"ahead": f"from {zulu(zone.valid.since)}", "over": "ended"}.get(phase, "in force")
    edge = f" · edge ± {zone.uncertainty / 1000:g} km" if zone.uncertainty else ""
    pair = f" · {zone.evaluation}" if zone.evaluation else ""
    return Drawn(
        tuple(
            Area(
                key=f"danger_zone:{subject}:{index}",
                kind="danger_zone",
                subject=subject,
                rings=rings,
                style=style,
                hue=Hue.HIGH,
                title=f"{zone.code} {zone.name} · {words}{edge}{pair}",
                notes=(zone.code,) if index == 0 and phase != "over" else (),
            )
            for index, rings in enumerate(surfaces(zone.geometry))
        ),
        until,
    )


def _pause(subject: str, pause: Pause, now: int) -> Drawn:
    phase, until = _phase(pause.period, now)
    if pause.area is None or phase in {"over", "gone"} or pause.state is PauseState.ENDED:
        return NOTHING
    return Drawn(
        tuple(
            Area(
                key=f"pause:{subject}:{index}",
                kind="pause",
                subject=subject,
                rings=rings,
                style=AreaStyle.PAUSE,
                title=f"Pause {pause.code} {pause.name} · {pause.state.replace('_', ' ')}",
                notes=(f"Pause {pause.code}",) if index == 0 else (),
            )
            for index, rings in enumerate(surfaces(pause.area))
        ),
        until,
    )
