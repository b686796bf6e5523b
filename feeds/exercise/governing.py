"""What an administrator does while an exercise is played: a key revoked, a key handed out, by changing the room's files.

The hub looks at them when its clock is stepped, journals the roster, and tells every desk. Deliberately absent: when it happens and to whom
(`feeds.exercise.keys`).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import assert_never

import msgspec

from feeds.exercise.crew import Crew, Hand
from feeds.exercise.keys import revoked
from feeds.exercise.scenario import KeyChange, KeyEvent, Keys, Scenario
from feeds.picture.room import Roster
from feeds.room import Room, load_room, write_json
from feeds.wire import keys as wire_keys
from feeds.wire.events import Event
from feeds.wire.protocol import Welcome


class Governing:
    """The administrator's hand. `step`: have the hub look, its clock standing where it stands."""

    def __init__(self, scenario: Scenario, room: Room, crew: Crew, step: Callable[[], None]) -> None:
        """Take the room whose files are changed."""
        self._scenario, self._room, self._crew, self._step = scenario, room, crew, step

    def befall(self, change: KeyChange) -> None:
        """Let a key be used twice, revoked or handed out anew. Raises Unreachable where the hub does not say so in time."""
        match change.event:
            case KeyEvent.SECOND_DESK:
                self._crew.sit_twice(change.who)
            case KeyEvent.REVOKED:
                self._govern(lambda roster: revoked(roster, change.who))
            case KeyEvent.ISSUED:
                self._govern(lambda roster: self._issued(roster, change.who))
            case _:
                assert_never(change.event)

    def _govern(self, change: Callable[[Roster], Roster]) -> None:
        """Change the roster and wait until every desk is under it."""
        room = load_room(self._room.folder)
        before = {code: hand.link.standing for code, hand in self._crew.hands.items()}
        wanted = change(room.roster)
        write_json(room.sources[0], wanted)
        self._step()
        on_it = {each.code for each in wanted.officers}
        for code, hand in self._crew.hands.items():
            if code in on_it:
                self._crew.until(partial(_is_governed, hand, before[code]), hand.link, f"{code} was not told of the roster")

    def _issued(self, roster: Roster, code: str) -> Roster:
        """Make new keys for an officer, as they are handed out by card and voice; the old ones are kept aside."""
        person = self._scenario.person(code)
        if person is None:
            raise KeyError(code)
        folder = self._room.keys_folder
        old = wire_keys.key_path(folder, code)
        if old.exists():
            old.replace(wire_keys.key_path(folder, f"{code}.revoked"))
        keys = wire_keys.generate(code)
        wire_keys.save(keys, folder)
        officer = self._scenario.officer(person, Keys(keys.verify_key, keys.curve_key))
        return msgspec.structs.replace(roster, officers=(*roster.officers, officer))


def _is_governed(hand: Hand, before: Welcome | None, _events: list[Event]) -> bool:
    standing = hand.link.standing
    return standing is not None and (before is None or standing.roster != before.roster)
