"""Pauses with what they do to corridors, and corridor incidents as alleged and as found, as sections of the board. Pure."""

from feeds.picture.corridor import Corridor, CorridorIncident, IncidentState
from feeds.picture.danger import Pause, PauseState
from feeds.picture.envelope import Record
from feeds.picture.picture import Picture
from widgets.board.acting import Offered, offered
from widgets.board.model import Entry, Fact, Part, Section
from widgets.cells import Meter
from widgets.signed import by
from widgets.standpoint import Standpoint
from widgets.stated import stated
from widgets.times import span, zulu

_END = ("change:end", "Ended…", "E")
_PAUSE: dict[PauseState, Offered] = {
    PauseState.AGREED: (("change:begin", "In effect…", "B"), _END),
    PauseState.IN_EFFECT: (("change:allege", "Allege a breach…", "A"), _END),
    PauseState.BREACH_ALLEGED: (("change:not_established", "Not established…", "N"), _END),
}
_INCIDENT: dict[IncidentState, Offered] = {
    IncidentState.ALLEGED: (("change:find", "Found…", "F"), ("change:not_establish", "Not established…", "N")),
}


def pause_section(picture: Picture, now: int, standpoint: Standpoint) -> Section:
    """Every pause, those that hold first."""
    found = sorted(picture.bodies(Pause), key=lambda each: (each[1].state is PauseState.ENDED, each[1].period.since))
    return Section("Pauses", tuple(_pause(picture, now, standpoint, row, body) for row, body in found))


def _pause(picture: Picture, now: int, standpoint: Standpoint, row: Record, body: Pause) -> Entry:
    until = body.period.until
    corridors = tuple((each, found) for each in body.corridors if (found := picture.get(Corridor, each)) is not None)
    held = body.state in {PauseState.IN_EFFECT, PauseState.BREACH_ALLEGED} and until is not None
    over = "its period is over; a person ends it" if held and until is not None and now >= until else ""
    return Entry(
        "pause",
        row.subject,
        body.name,
        body.code,
        stated(body.state),
        support=" and ".join(body.parties),
        support_right=_period(body, now),
        warning=over,
        meter=Meter((now - body.period.since) / max(1, until - body.period.since)) if held and until is not None else None,
        parts=(
            Part(
                "The pause",
                (Fact("Parties", ", ".join(body.parties)), Fact("Period", _period(body, now)), Fact("Last word", by(picture, row, now))),
            ),
            Part(
                "Corridors it bears on",
                tuple(Fact(each.code, each.name, kind="corridor", subject=name) for name, each in corridors),
                "none named",
            ),
        ),
        acts=offered(_PAUSE.get(body.state, ()), row.subject, standpoint.off),
    )


def _period(body: Pause, now: int) -> str:
    until = body.period.until
    end = f" to {zulu(until, now)}" if until is not None else ""
    left = f", {span(until - now)} left" if until is not None and body.period.since <= now < until else ""
    return f"{zulu(body.period.since, now)}{end}{left}"


def incident_section(picture: Picture, now: int, standpoint: Standpoint) -> Section:
    """Every incident that is said to have happened on a corridor, the latest first."""
    found = sorted(picture.bodies(CorridorIncident), key=lambda each: -each[0].event)
    return Section("Incidents: alleged, then found", tuple(_incident(picture, now, standpoint, row, body) for row, body in found))


def _incident(picture: Picture, now: int, standpoint: Standpoint, row: Record, body: CorridorIncident) -> Entry:
    corridor = picture.get(Corridor, body.corridor)
    facts = (
        Fact("Alleged by", body.alleged_by),
        *((Fact("Place", body.place),) if body.place else ()),
        *((Fact("Corridor", f"{corridor.code} {corridor.name}", kind="corridor", subject=body.corridor),) if corridor is not None else ()),
        *((Fact("Said", body.text),) if body.text else ()),
        Fact("Last word", by(picture, row, now)),
    )
    return Entry(
        "corridor_incident",
        row.subject,
        body.title,
        corridor.code if corridor is not None else "",
        stated(body.state),
        support=f"alleged by {body.alleged_by}{', ' if body.place else ''}{body.place}",
        support_right=zulu(row.event, now),
        parts=(Part("The incident", facts),),
        acts=offered(_INCIDENT.get(body.state, ()), row.subject, standpoint.off),
    )
