"""How warnings were met, as a section of the board: warned, delivered, seen, answered, decided, done, each against the doctrine's target.

It measures the room. Who came when is read by that entity and the host's duty officer; what this reader may not know is not said. Pure.
"""

from feeds.assessment.response import Response, Stage, Step, responses
from feeds.picture.identity import shown
from feeds.picture.picture import Picture
from feeds.picture.warning import Severity
from widgets.alarms.met import WORDS, over_time, way
from widgets.board.model import Entry, Section
from widgets.standpoint import Standpoint
from widgets.times import elapsed, zulu_seconds
from widgets.words import State

_SHOWN = 8
_GRAVE = {Severity.CRITICAL, Severity.HIGH}


def warning_section(picture: Picture, now: int, standpoint: Standpoint) -> Section:
    """The latest grave alarms, and how each was met."""
    found = [each for each in responses(picture, now, standpoint.entity) if each.alarm.severity in _GRAVE]
    shown_ = found[:_SHOWN]
    note = f"the latest {len(shown_)} of {len(found)}" if len(found) > len(shown_) else ""
    return Section("Warnings: how they were met", tuple(_entry(each, now) for each in shown_), note)


def _entry(one: Response, now: int) -> Entry:
    return Entry(
        "alarm",
        one.record.subject,
        one.alarm.title,
        shown(one.record.subject),
        State[one.alarm.severity.name],
        support=" · ".join(_brief(step) for step in one.steps if step.stage is not Stage.WARNED and step.took is not None)
        or "nothing came yet",
        support_right=zulu_seconds(one.alarm.onset),
        warning=over_time(one),
        parts=way(one, now),
    )


def _brief(step: Step) -> str:
    return f"{WORDS[step.stage].lower()} {elapsed(step.took or 0)}"
