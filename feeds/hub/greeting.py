"""How a hello is answered: why who says it is not let in, or what it is told of the room. Pure.

Deliberately absent: who else is connected, and what follows (`feeds.hub.desk`).
"""

from __future__ import annotations

from feeds.clock import Clock
from feeds.hub.admission import Refuse
from feeds.hub.audience import Stream
from feeds.hub.standing import Identity, Standing, foreign_regime
from feeds.picture.room import Machine, MachineRole, Officer
from feeds.wire.protocol import PROTOCOL, Hello, Welcome


def unwelcome(standing: Standing, identity: Identity, hello: Hello) -> Refuse | None:
    """Return why this key is not let in with this hello, or None where it is."""
    if hello.protocol != PROTOCOL:
        return Refuse(f"protocol {hello.protocol}: this hub speaks {PROTOCOL}")
    foreign = foreign_regime(standing.regime, hello.regime)
    if foreign is not None:
        return Refuse(foreign, foreign=hello.regime)
    if hello.room != standing.room:
        return Refuse(f"this is room {standing.room}")
    if standing.roster.entity(identity.entity) is None:
        return Refuse(f"entity {identity.entity} is not on the roster")
    return None


def streams(identity: Identity, hello: Hello) -> bool:
    """Say whether this peer is sent the stream: it asks for it, and is no feed, which only gives."""
    return hello.stream and not (isinstance(identity, Machine) and identity.role is MachineRole.FEED)


def welcome(standing: Standing, clock: Clock, identity: Identity, stream: Stream, *, resumed: bool) -> Welcome:
    """Return what a peer is told of the room and of itself. `resumed`: it holds its audience's picture already."""
    officer = identity if isinstance(identity, Officer) else None
    return Welcome(
        protocol=PROTOCOL,
        room=standing.room,
        incident=standing.incident,
        regime=standing.regime,
        host=standing.host,
        entity=identity.entity,
        code=identity.code,
        role=identity.role.value if isinstance(identity, Machine) else identity.role,
        seat=None if officer is None else officer.seat,
        roster=standing.roster_hash,
        epoch=stream.epoch,
        sequence=stream.sequence,
        digest=stream.root,
        now=clock.now(),
        speed=clock.speed,
        resumed=resumed,
    )
