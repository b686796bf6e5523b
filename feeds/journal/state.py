"""The state at K in figures: what a room, or one entity, knew, assessed as of then. For `watchroom state`, and for tests.

Conditions are computed from the whole picture *for* the audience: where it lacks an input it reads UNKNOWN, in the words of
decay (DOMAIN, duty to warn). All else comes from the audience's own picture.
"""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

import msgspec

from feeds.assessment.alarms import alarm_states
from feeds.assessment.conditions import conditions
from feeds.assessment.ladder import ladder_view
from feeds.assessment.why import Chain, chain, named
from feeds.journal.audience import View, count_seen, in_force
from feeds.journal.reader import Reader
from feeds.picture.corridor import Corridor, CorridorStatus
from feeds.picture.picture import Picture
from feeds.picture.regime import Regime
from feeds.picture.values import Value


class Asked(NamedTuple):
    """What is asked of a journal. None: its end, the originating room, REAL or its only regime."""

    known_at: int | None = None
    happened_by: int | None = None
    entity: str | None = None
    regime: Regime | None = None
    from_zero: bool = False
    why: str | None = None
    """KIND:SUBJECT, whose chain is asked for too."""


class LadderState(Value, frozen=True):
    """Ordinals of the ladder. None: no doctrine is loaded, or nobody declared."""

    assessed: int | None = None
    declared: int | None = None
    partners: dict[str, int | None] = msgspec.field(default_factory=dict)


class CorridorState(Value, frozen=True):
    """A corridor: the declared status (None: none is known to this audience) and the computed conditions."""

    id: str
    code: str
    declared: str | None
    computed: str
    reasons: tuple[str, ...]


class State(Value, frozen=True):
    """Everything `watchroom state` prints; `at` in ms."""

    at: int
    regime: str
    audience: str
    records: int
    digest: str
    tables: dict[str, int]
    ladder: LadderState
    corridors: tuple[CorridorState, ...]
    alarms: dict[str, int]
    withheld: int
    reconstructed: bool
    why: Chain | None = None
    """The chain around what was asked about, in this audience's own picture."""


def state(reader: Reader, asked: Asked) -> State:
    """Return the state of a journal.

    Raises:
        Misuse: no such regime, no such entity, or nothing of the name asked about.
        Damaged: a record that is needed cannot be read.

    """
    regime = reader.regime(asked.regime)
    end = reader.end(asked.known_at)
    whole, count = reader.picture(regime, asked.known_at, asked.happened_by, from_zero=asked.from_zero)
    view = View(asked.entity, in_force(reader, whole), str(reader.path))
    own = view.picture(whole)
    now = reader.last_known(regime) if asked.known_at is None else asked.known_at
    host = view.audience.host
    return State(
        at=now,
        regime=str(regime),
        audience=view.audience.entity,
        records=count if host else count_seen(reader, view, regime, end, asked.happened_by),
        digest=own.digest.root(),
        tables=own.counts,
        ladder=_ladder(own, now),
        corridors=_corridors(whole, own, None if host else view.audience.entity, now),
        alarms=dict(sorted(Counter(each.state.value for each in alarm_states(own, now)).items())),
        withheld=0 if asked.entity is None else view.withheld(whole),
        reconstructed=reader.reconstructed,
        why=None if asked.why is None else chain(own, now, *named(own, asked.why), view.audience.entity),
    )


def _ladder(picture: Picture, now: int) -> LadderState:
    view = ladder_view(picture, now)
    if view is None:
        return LadderState()
    declared = None if view.declared is None else view.declared.ordinal
    return LadderState(view.assessed, declared, {partner.entity: partner.ordinal for partner in view.partners})


def _corridors(whole: Picture, own: Picture, audience: str | None, now: int) -> tuple[CorridorState, ...]:
    found = []
    for row, corridor in sorted(own.bodies(Corridor), key=lambda pair: (pair[1].code, pair[0].subject)):
        computed = conditions(whole, now, row.subject, audience)
        if computed is not None:
            status = own.get(CorridorStatus, row.subject)
            declared = None if status is None else status.state.value
            reasons = tuple(reason.text for reason in computed.reasons)
            found.append(CorridorState(row.subject, corridor.code, declared, computed.state.value, reasons))
    return tuple(found)
