"""The room an exercise is played in: made anew from a scenario, with fresh keys for every officer and feed, and a clock the
player steps.

Deliberately absent: the hub. Rows that the room opens with are sent by the player, since they belong to the story.
"""

from __future__ import annotations

from pathlib import Path

from feeds.exercise.scenario import CONTROL, Scenario
from feeds.founding import NewMachine, NewOfficer, create_room
from feeds.picture.room import Incident, MachineRole
from feeds.room import Room


def create_exercise_room(home: Path, scenario: Scenario, folder: str = "") -> Room:
    """Make a room for a scenario under `home`/rooms.

    Raises:
        Refused: there is a room of that name already.

    """
    officers = (NewOfficer(each.code, each.entity, each.role, each.seat, scenario.delegation(each)) for each in scenario.people)
    feeds = (NewMachine(each.code, each.owner, MachineRole.FEED, (each.code,)) for each in scenario.feeds)
    return create_room(
        home,
        code=scenario.room,
        name=scenario.room_name,
        host=scenario.host,
        entities=scenario.entities,
        officers=officers,
        machines=(*feeds, NewMachine(CONTROL, scenario.host, MachineRole.CONTROL)),
        regime=scenario.regime,
        doctrine=scenario.doctrine,
        policy=scenario.policy,
        incident=Incident(scenario.incident, scenario.incident_title, scenario.starts),
        default_label=scenario.default_label,
        stepped=True,
        folder=folder or scenario.code,
    )
