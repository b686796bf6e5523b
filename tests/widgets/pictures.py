"""Pictures of the played exercise for resolvers, each folded once, and one row of them written anew."""

from functools import cache

import msgspec

from feeds.exercise.loader import shipped_scenario
from feeds.exercise.offline import Offline
from feeds.picture.envelope import Record
from feeds.picture.fold import fold_all
from feeds.picture.picture import Picture
from tests.rig.story import instant


@cache
def played(clock: str) -> tuple[Picture, int]:
    """The room's picture at a time of the exercise, as "22T17:50:00", and that moment."""
    run = Offline(shipped_scenario("quiet_harbour"))
    now = instant(run.scenario, clock)
    run.play_to(now)
    return run.picture, now


def rewritten(picture: Picture, row: Record, event: int | None = None, **changes: object) -> Picture:
    """A picture of its own in which one row was written anew, at `event` or when it was before."""
    copy = picture.copy()
    body = msgspec.structs.replace(row.body, **changes)
    when = row.event if event is None else event
    fold_all(copy, [msgspec.structs.replace(row, body=body, event=when, sequence=row.sequence + 100_000, key=row.key[::-1])])
    return copy
