"""Corridors on the map: declared status and computed conditions, never merged.

A route has hue only while it is declared OPEN and its conditions are MET; else the whole of it is grey and only a failing leg
speaks. Where no conditions are known the legs read UNKNOWN, as decay does. Distances and reasons belong to the callout.
"""

from collections.abc import Iterable, Mapping

from feeds.picture.changes import Change
from feeds.picture.corridor import Conditions, ConditionState, Corridor, CorridorState, CorridorStatus, Segment, SegmentState, Verification
from feeds.picture.picture import Picture
from layers.layer import NOTHING, AnyFeature, Drawn, Line, Row, Selection, Tag, conditions_of
from layers.style import Hue, LineStyle

_OPEN_AND_MET: Mapping[SegmentState, LineStyle] = {
    SegmentState.PASSABLE: LineStyle.PASSABLE,
    SegmentState.RESTRICTED: LineStyle.RESTRICTED,
    SegmentState.ENDANGERED: LineStyle.ENDANGERED,
    SegmentState.CLOSED: LineStyle.CLOSED,
    SegmentState.UNKNOWN: LineStyle.UNKNOWN,
}
_ELSE = {**_OPEN_AND_MET, SegmentState.PASSABLE: LineStyle.MUTED, SegmentState.RESTRICTED: LineStyle.MUTED_RESTRICTED}
_FAILING = {SegmentState.ENDANGERED: Hue.CRITICAL, SegmentState.CLOSED: Hue.CRITICAL, SegmentState.UNKNOWN: Hue.DOUBT}


class Corridors:
    """The layer of corridors."""

    name = "Corridors"
    kinds = frozenset({"corridor", "corridor_status", "segment", "verification", "conditions"})

    def rows(self, picture: Picture) -> Iterable[Row]:
        """Every corridor."""
        return [("corridor", subject) for subject, _ in picture.tables.get("corridor", {})]

    def touched(self, picture: Picture, change: Change) -> Iterable[Row]:
        """The corridor the changed row belongs to, before and after."""
        found: set[str] = set()
        for record in (change.before, change.after):
            match record.body if record is not None else None:
                case Corridor():
                    found.add(change.key[0])
                case CorridorStatus(corridor=corridor) | Segment(corridor=corridor) | Conditions(corridor=corridor):
                    found.add(corridor)
                case Verification(segment=segment):
                    leg = picture.get(Segment, segment)
                    found.update([leg.corridor] if leg is not None else [])
                case _:
                    pass
        return [("corridor", subject) for subject in sorted(found)]

    def draw(self, picture: Picture, row: Row, now: int, selection: Selection) -> Drawn:  # noqa: ARG002 - the protocol's signature
        """The legs of one corridor and its tag; nothing in it depends on the moment, because decay is a finding."""
        corridor = picture.get(Corridor, row[1])
        if corridor is None:
            return NOTHING
        status = picture.get(CorridorStatus, row[1])
        conditions = conditions_of(picture, row[1])
        declared = status.state if status is not None else None
        whole = declared is CorridorState.OPEN and conditions is not None and conditions.state is ConditionState.MET
        legs = [(name, leg) for name in corridor.segments if (leg := picture.get(Segment, name)) is not None]
        states = _states(conditions)
        features: list[AnyFeature] = [
            Line(
                key=f"segment:{name}",
                kind="corridor",
                subject=row[1],
                path=leg.geometry.path,
                style=(_OPEN_AND_MET if whole else _ELSE)[states.get(name, SegmentState.UNKNOWN)],
                title=f"{corridor.code} {leg.code} {leg.name}: {states.get(name, SegmentState.UNKNOWN)}",
            )
            for name, leg in legs
        ]
        if legs:
            text, hue = word(corridor.code, declared, conditions)
            features.append(
                Tag(key=f"corridor:{row[1]}", kind="corridor", subject=row[1], path=legs[0][1].geometry.path, text=text, hue=hue)
            )
        return Drawn((*features, *_failing(row[1], legs, states)))


def word(code: str, declared: CorridorState | None, conditions: Conditions | None) -> tuple[str, Hue]:
    """A corridor's tag and its hue: the declared word, or what contradicts an OPEN."""
    computed = conditions.state if conditions is not None else ConditionState.UNKNOWN
    if declared is not CorridorState.OPEN:
        return f"{code} {declared or 'NOT DECLARED'}", Hue.NORMAL
    match computed:
        case ConditionState.MET:
            return f"{code} OPEN", Hue.GOOD
        case ConditionState.NOT_MET:
            return f"{code} NOT MET", Hue.CRITICAL
        case ConditionState.UNKNOWN:
            return f"{code} UNKNOWN", Hue.DOUBT


def _states(conditions: Conditions | None) -> dict[str, SegmentState]:
    return {entry.segment: entry.state for entry in conditions.segments} if conditions is not None else {}


def _failing(subject: str, legs: list[tuple[str, Segment]], states: dict[str, SegmentState]) -> list[AnyFeature]:
    """A word on each failing leg; none where all legs fail alike, the corridor's own tag says it."""
    read = {name: states.get(name, SegmentState.UNKNOWN) for name, _ in legs}
    if len(legs) > 1 and len(set(read.values())) == 1:
        return []
    return [
        Tag(
            key=f"segment:{name}:word",
            kind="corridor",
            subject=subject,
            path=leg.geometry.path,
            text=f"{leg.code} {read[name]}",
            hue=_FAILING[read[name]],
            side=-1,
        )
        for name, leg in legs
        if read[name] in _FAILING
    ]
