"""The roster's word on who sits here: entity, role, delegation, key. Pure.

Officers are shown by role, never by name. Deliberately absent: what the delegation allows act by act (the review sheet says that).
"""

from feeds.picture.body import Capability
from feeds.picture.picture import Picture
from feeds.picture.room import Delegation, Roster
from widgets.acting_for.model import ActingForModel
from widgets.standpoint import Standpoint
from widgets.times import zulu


def resolve(picture: Picture, now: int, standpoint: Standpoint, officer: str) -> ActingForModel:
    """The bar of the desk of this officer; in a replay, of the entity it is seen as."""
    roster = next((body for _, body in picture.bodies(Roster)), None)
    entity = roster.entity(standpoint.entity) if roster is not None else None
    found = roster.officer(officer) if roster is not None else None
    name = entity.name if entity is not None else ""
    stream = f"This desk is {standpoint.entity}'s own stream: what is released to {standpoint.entity}, and nothing about what is not"
    if standpoint.replay:
        return ActingForModel(standpoint.entity, name, "a recording: nobody acts from here", stream)
    if roster is None:
        return ActingForModel(standpoint.entity, name, f"{standpoint.role} · no roster yet", stream)
    if found is None:
        return ActingForModel(standpoint.entity, name, standpoint.role, stream, "key not on the roster: no act is taken from here")
    until = found.delegation.until
    ended = f"delegation ended {zulu(until, now)}: acts are off" if until is not None and until <= now else ""
    return ActingForModel(standpoint.entity, name, f"{found.role} · {_delegated(found.delegation, now)} · key verified", stream, ended)


def _delegated(delegation: Delegation, now: int) -> str:
    until = f"delegation to {zulu(delegation.until, now)}" if delegation.until is not None else "delegation without an end"
    kinds = "all answers" if Capability.ANSWER in delegation.capabilities else "no answers"
    level = f", levels to {delegation.ceiling}" if Capability.LEVEL in delegation.capabilities and delegation.ceiling is not None else ""
    return f"{until}: {kinds}{level}"
