"""The exercise's roster for resolvers that ask who sits where."""

from feeds.exercise.scenario import CONTROL, Keys
from feeds.picture.identity import content_hash
from feeds.picture.room import Roster
from tests.widgets.room import Room, scenario


def roster() -> Roster:
    """Everybody in the exercise, with keys that open nothing."""
    codes = (*(each.code for each in scenario().people), *(each.code for each in scenario().feeds), CONTROL)
    return scenario().roster({code: Keys(content_hash(code.encode()), f"no key: {code}") for code in codes})


def staffed() -> Room:
    """An open room with its roster."""
    room = Room().open()
    room.write(scenario().room, roster(), scenario().starts)
    return room
