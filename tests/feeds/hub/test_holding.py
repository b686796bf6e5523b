"""REAL WORLD, NO PLAY: a REAL message at an exercise's hub holds its clock until a person lets play go on; and the reverse is an alarm."""

from __future__ import annotations

import msgspec

from feeds.picture.alarm import Alarm
from feeds.picture.play import REAL_WAITS, Hold, HoldState
from feeds.picture.regime import REAL, Regime, RegimeKind
from feeds.picture.room import Rejection
from feeds.wire.protocol import Advanced
from tests.feeds.hub.hall import OPENED, Hall, Seat, report, until

DRILL = Regime(RegimeKind.EXERCISE, "DRILL")
WORDS = "a call nobody in an exercise may read of"


def stepped(hall: Hall, player: Seat, to: int) -> Advanced:
    """Step the clock and return the hub's word."""
    number = player.link.advance(to, 60.0)
    until(lambda: any(isinstance(each, Advanced) and each.number == number for each in player.events), *hall.seats)
    return next(each for each in player.events if isinstance(each, Advanced) and each.number == number)


def holds(seat: Seat) -> Hold | None:
    """Return what a seat knows of the play."""
    return seat.mirror.picture.get(Hold, "HALL")


def alarms(seat: Seat) -> list[Alarm]:
    """Return the door's alarms that a seat reads."""
    return [body for _, body in seat.mirror.picture.bodies(Alarm) if body.rule == "REGIME"]


def test_a_real_message_holds_the_exercise_until_a_person_acts(drill: Hall) -> None:
    """Everybody is told that play is held, nobody of what; the clock stands, through a restart of nothing but a person's signed act."""
    duty, partner, player = drill.at("DUTY", "ALF-1", "PLAYER")
    feed = drill.seat("FEED", stream=False)
    assert stepped(drill, player, OPENED + 1_000).now == OPENED + 1_000
    feed.link.send_records([report(title=WORDS, regime=REAL)])
    until(lambda: holds(duty) is not None and holds(partner) is not None, *drill.seats)
    assert feed.refusals == [REAL_WAITS]
    held = stepped(drill, player, OPENED + 60_000)
    assert (held.now, held.held, held.refused) == (OPENED + 1_000, True, REAL_WAITS)
    until(lambda: duty.link.speed == 0.0, *drill.seats)
    raised = alarms(duty)
    assert [(each.title, each.about, each.active) for each in raised] == [(REAL_WAITS, "HALL", True)]
    assert alarms(partner) == [], "the alarm is the duty officer's; the hold is everybody's"
    told = " ".join(str(row.body) for row in duty.mirror.picture.all_rows())
    assert WORDS not in told
    hold = holds(duty)
    assert hold is not None
    free = msgspec.structs.replace(hold, state=HoldState.RELEASED)
    assert "an officer of HOS" in drill.refused(partner, "HALL", free)
    assert "lets held play go on" in drill.refused(duty, "HALL", msgspec.structs.replace(free, since=OPENED))
    drill.done(duty, "HALL", free)
    went = stepped(drill, player, OPENED + 60_000)
    assert (went.now, went.held, went.refused) == (OPENED + 60_000, False, "")
    until(lambda: not alarms(duty)[0].active, *drill.seats)


def test_a_sign_of_life_is_of_the_moment_it_was_given(drill: Hall) -> None:
    """A heartbeat that comes after the exercise's clock went on says nothing of the feeds that were heard before."""
    (player,) = drill.at("PLAYER")
    player.link.alive(("AIS",))
    stepped(drill, player, OPENED + 60_000)
    player.link._alive_at = 0.0
    player.poll()
    stepped(drill, player, OPENED + 60_001)
    assert drill.hub.desk.watch.last_data["AIS"] == OPENED


def test_a_real_desk_at_the_wrong_door_is_an_alarm_and_no_hold(drill: Hall) -> None:
    """A desk that greets an exercise's hub as REAL is sent away and told where to go; no message waits, so play goes on."""
    duty, player = drill.at("DUTY", "PLAYER")
    lost = drill.seat("ALF-1", regime=REAL)
    until(lambda: lost.link.reason.endswith(REAL_WAITS) and bool(alarms(duty)), *drill.seats)
    assert holds(duty) is None
    assert not stepped(drill, player, OPENED + 1_000).held


def test_an_exercise_record_at_a_real_hub_is_a_security_alarm(hall: Hall) -> None:
    """It is refused, the host is alarmed and told by whom, and no real clock is held."""
    (duty,) = hall.at("DUTY")
    feed = hall.seat("FEED", stream=False)
    feed.link.send_records([report(regime=DRILL)])
    until(lambda: bool(alarms(duty)), *hall.seats)
    assert "FEED of HOS" in alarms(duty)[0].why
    assert holds(duty) is None
    assert any(isinstance(row.body, Rejection) for row in duty.mirror.picture.rows("rejection"))
