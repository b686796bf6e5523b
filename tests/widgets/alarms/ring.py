"""Writes an alarm into a room."""

from feeds.picture.alarm import Alarm
from feeds.picture.warning import Severity
from tests.widgets.room import Room


def ring(room: Room, subject: str, severity: Severity, onset: int, **more: object) -> None:
    """Write an alarm."""
    alarm = Alarm("RULE", severity, f"about {subject}", f"{subject} rings", "a reason", onset, **more)  # type: ignore[arg-type]  # By keyword.
    room.write(subject, alarm, onset)
