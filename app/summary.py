"""What a display says of itself at its end, as one JSON object (demo, display)."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Sequence

from app.live import LiveSession
from app.window import Window
from feeds.assessment.alarms import alarm_states
from feeds.assessment.cause import ANSWER_OVERDUE, NOBODY
from feeds.errors import Unreachable
from feeds.picture.alarm import Acknowledgement, Alarm, Answer
from feeds.picture.picture import Picture
from feeds.picture.room import Rejection, Roster
from feeds.wire.follow import LinkState

_PERCENTILES = 100


def of_window(session: LiveSession, window: Window, journal: str) -> dict[str, object]:
    """Return everything but the map's frames, which are measured after it, and `story`, which is the demo's."""
    picture, view = session.picture, window.desk.map
    return {
        "journal": journal,
        "records": session.records,
        "digest": picture.digest.root(),
        "hub_digest": session.hub_digest if session.link().state is LinkState.LIVE else None,
        "in_step": session.in_step,
        "tables": picture.counts,
        "alarms": alarm_counts(picture, session.now()),
        "acks": acks(picture),
        "refused": refused(picture),
        "silent": silent(picture),
        "map": {"fps": 0.0, "points": view.held, "blocked_requests": view.blocked_requests},
        "latency_ms": percentiles(list(session.delays_ms)),
        "worst_gap_ms": round(window.gaps.worst_ms, 1),
    }


def out_of_step(session: LiveSession) -> Unreachable:
    """Return what is told of a desk that was not in step with its hub at its end."""
    link = session.link()
    what = f"not in step with the hub at its end: {link.state.value}"
    return Unreachable("desk", what, link.reason or None, "a running hub that knows our key")


def alarm_counts(picture: Picture, now: int) -> dict[str, int]:
    """Return the number of alarms by state."""
    return dict(sorted(Counter(view.state.value for view in alarm_states(picture, now)).items()))


def acks(picture: Picture) -> dict[str, int]:
    """Return how often each entity answered an item or acknowledged an alarm at one of its seats."""
    counts = Counter(body.entity for _, body in picture.bodies(Answer) if not body.withdrawn)
    counts.update(row.author.entity for row, _ in picture.bodies(Acknowledgement))
    return dict(sorted(counts.items()))


def refused(picture: Picture) -> int:
    """Return how many acts the hub refused: its notes name the officer whose act it was."""
    officers = {officer.code for _, roster in picture.bodies(Roster) for officer in roster.officers}
    return sum(body.count for _, body in picture.bodies(Rejection) if body.source in officers)


def silent(picture: Picture) -> list[str]:
    """Return the entities whose answer was overdue or whose desk was empty when asked, now or earlier in this incident."""
    overdue = [body.about for _, body in picture.bodies(Alarm) if body.rule in (ANSWER_OVERDUE, NOBODY)]
    return sorted({about.rpartition("/")[2] for about in overdue})


def percentiles(values: Sequence[float]) -> dict[str, float | None]:
    """Return p50 and p99 of some delays in ms; None where there were none."""
    if not values:
        return {"p50": None, "p99": None}
    if len(values) == 1:
        return {"p50": round(values[0], 2), "p99": round(values[0], 2)}
    cuts = statistics.quantiles(values, n=_PERCENTILES, method="inclusive")
    return {"p50": round(cuts[49], 2), "p99": round(cuts[98], 2)}
