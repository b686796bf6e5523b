"""The box of the one selected alarm, with its leader to the place it is about.

Only the selected alarm gets one. It repeats what the alarm and the finding say; it computes no distance and judges nothing.
"""

from collections.abc import Iterable

from feeds.assessment.words import zulu
from feeds.picture.alarm import Alarm
from feeds.picture.changes import Change
from feeds.picture.corridor import ConditionState, Corridor, CorridorStatus, Segment, SegmentState
from feeds.picture.danger import DangerZone
from feeds.picture.envelope import Record
from feeds.picture.picture import Picture
from feeds.picture.place import Feature, Track
from feeds.picture.relief import Movement, Site
from feeds.picture.values import Geometry, Position, positions
from feeds.picture.warning import Indication, Severity
from layers.layer import NOTHING, Callout, Drawn, Row, Selection, centre, conditions_of, middle
from layers.style import Hue
from layers.style import Severity as Drawing

_DRAWN = {Severity.LOW: Drawing.LOW, Severity.MEDIUM: Drawing.MEDIUM, Severity.HIGH: Drawing.HIGH, Severity.CRITICAL: Drawing.CRITICAL}
_FAILING = frozenset({SegmentState.ENDANGERED, SegmentState.CLOSED, SegmentState.UNKNOWN})
_CONDITION_HUE = {ConditionState.MET: Hue.GOOD, ConditionState.NOT_MET: Hue.CRITICAL, ConditionState.UNKNOWN: Hue.DOUBT}
PLAIN = -1
"""The hue of a value in plain text."""


class Callouts:
    """The layer of the selected alarm's callout."""

    name = "Selected alarm"
    kinds = frozenset({"alarm", "conditions", "corridor_status"})

    def rows(self, picture: Picture) -> Iterable[Row]:
        """Every alarm."""
        return [("alarm", subject) for subject, _ in picture.tables.get("alarm", {})]

    def touched(self, picture: Picture, change: Change) -> Iterable[Row]:
        """The alarm itself, or the alarms about the corridor that changed."""
        if change.kind == "alarm":
            return (("alarm", change.key[0]),)
        about = {change.key[0], change.key[0].split("/", maxsplit=1)[0]}
        return [("alarm", record.subject) for record, alarm in picture.bodies(Alarm) if corridor_of(picture, alarm.about) in about]

    def draw(self, picture: Picture, row: Row, now: int, selection: Selection) -> Drawn:  # noqa: ARG002 - the protocol's signature
        """The callout, if this alarm is the selected one and is about a place."""
        record = picture.find(*row) if selection == row else None
        if record is None or not isinstance(record.body, Alarm):
            return NOTHING
        alarm = record.body
        at = anchor(picture, alarm.about) or (anchor(picture, alarm.cause) if alarm.cause is not None else None)
        if at is None:
            return NOTHING
        headline, _, rest = alarm.title.partition(": ")
        pairs = _pairs(picture, alarm)
        lines = tuple(each for each in (rest or alarm.why, alarm.why if rest and not pairs else "") if each)
        return Drawn(
            (
                Callout(
                    key=f"alarm:{row[1]}",
                    kind="alarm",
                    subject=row[1],
                    at=at,
                    headline=headline.upper() if rest else headline,
                    severity=_DRAWN[alarm.severity],
                    lines=lines,
                    pairs=pairs,
                    foot=_foot(picture, record, alarm),
                ),
            )
        )


def corridor_of(picture: Picture, about: str) -> str | None:
    """The corridor that an identifier names, or whose segment it names."""
    segment = picture.get(Segment, about)
    if segment is not None:
        return segment.corridor
    return about if picture.find("corridor", about) is not None else None


def anchor(picture: Picture, about: str) -> Position | None:
    """Where the thing with this identifier is; on a corridor, its failing leg."""
    if (segment := picture.get(Segment, about)) is not None:
        return middle(segment.geometry.path)
    if (corridor := picture.get(Corridor, about)) is not None:
        return _failing_leg(picture, about, corridor)
    for kind in (DangerZone, Indication, Feature):
        body = picture.get(kind, about)
        geometry: Geometry | None = getattr(body, "geometry", None)
        if geometry is not None:
            return centre(positions(geometry))
    for placed in (Site, Movement, Track):
        found: Position | None = getattr(picture.get(placed, about), "position", None)
        if found is not None:
            return found
    return None


def _failing_leg(picture: Picture, subject: str, corridor: Corridor) -> Position | None:
    conditions = conditions_of(picture, subject)
    failing = [entry.segment for entry in conditions.segments if entry.state in _FAILING] if conditions is not None else []
    for name in (*failing, *corridor.segments):
        segment = picture.get(Segment, name)
        if segment is not None:
            return middle(segment.geometry.path)
    return None


def _pairs(picture: Picture, alarm: Alarm) -> tuple[tuple[str, str, int], ...]:
    corridor = corridor_of(picture, alarm.about)
    if corridor is None:
        return ()
    status, conditions = picture.get(CorridorStatus, corridor), conditions_of(picture, corridor)
    declared = (("declared", str(status.state), PLAIN),) if status is not None else ()
    computed = (
        (("conditions", conditions.state.replace("_", " "), int(_CONDITION_HUE[conditions.state])),) if conditions is not None else ()
    )
    return (*declared, *computed)


def _foot(picture: Picture, record: Record, alarm: Alarm) -> str:
    zone = picture.find("danger_zone", alarm.cause) if alarm.cause is not None else None
    source = zone or record
    pair = f" · {zone.body.evaluation}" if zone is not None and isinstance(zone.body, DangerZone) and zone.body.evaluation else ""
    return f"happened {zulu(source.event)} · rev {alarm.cause_revision} known here {zulu(record.known)}{pair}"
