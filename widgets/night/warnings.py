"""How warnings were met, as a section of the board: warned, delivered, seen, answered, decided, done, each against the doctrine's target.

It measures the room. Who came when is read by that entity and the host's duty officer; what this reader may not know is not said. Pure.
"""

from feeds.assessment.latency import EntityLatency
from feeds.assessment.response import Response, Stage, Step, responses
from feeds.picture.identity import shown
from feeds.picture.picture import Picture
from feeds.picture.warning import Severity
from widgets.board.model import Entry, Fact, Part, Section
from widgets.standpoint import Standpoint
from widgets.times import elapsed, zulu_seconds
from widgets.words import State

_SHOWN = 8
_GRAVE = {Severity.CRITICAL, Severity.HIGH}
_ASKED = {Stage.DELIVERED, Stage.SEEN, Stage.ANSWERED}
_WORDS = {
    Stage.WARNED: "Warned",
    Stage.DELIVERED: "Delivered",
    Stage.SEEN: "Seen",
    Stage.ANSWERED: "Answered",
    Stage.DECIDED: "Decided",
    Stage.DONE: "Done",
}


def warning_section(picture: Picture, now: int, standpoint: Standpoint) -> Section:
    """The latest grave alarms, and how each was met."""
    found = [each for each in responses(picture, now, standpoint.entity) if each.alarm.severity in _GRAVE]
    shown_ = found[:_SHOWN]
    note = f"the latest {len(shown_)} of {len(found)}" if len(found) > len(shown_) else ""
    return Section("Warnings: how they were met", tuple(_entry(each, now) for each in shown_), note)


def _entry(one: Response, now: int) -> Entry:
    over = [_WORDS[step.stage].lower() for step in one.steps if step.over and not _unasked(step)]
    return Entry(
        "alarm",
        one.record.subject,
        one.alarm.title,
        shown(one.record.subject),
        State[one.alarm.severity.name],
        support=" · ".join(_brief(step) for step in one.steps if step.stage is not Stage.WARNED and step.took is not None)
        or "nothing came yet",
        support_right=zulu_seconds(one.alarm.onset),
        warning=f"over its time: {', '.join(over)}" if over else "",
        parts=(
            Part("The room's way with it", tuple(_step(step, now, one.alarm.onset) for step in one.steps)),
            *((Part("Each entity", tuple(_line(line, one.alarm.onset) for line in one.entities)),) if one.entities else ()),
        ),
    )


def _unasked(step: Step) -> bool:
    """Whether nobody was asked: then nobody is late either."""
    return step.stage in _ASKED and step.of == 0


def _brief(step: Step) -> str:
    return f"{_WORDS[step.stage].lower()} {elapsed(step.took or 0)}"


def _step(step: Step, now: int, onset: int) -> Fact:
    """A stage with when, after how long, and its target. What has not happened says so; its time runs on."""
    label = _WORDS[step.stage]
    target = f"target {elapsed(step.target)}" if step.target is not None else ""
    state = State.OVERDUE if step.over else None
    if _unasked(step):
        return Fact(label, "nobody was asked")
    if step.kept_back:
        return Fact(label, "too few came to say without saying who", right=target)
    if step.at is None:
        waiting = f"not yet, {elapsed(now - onset)} since the warning"
        return Fact(label, waiting, state, target)
    came = f", {step.came} of {step.of}" if step.of else ""
    after = f" after {elapsed(step.took)}" if step.took else ""
    return Fact(label, f"{zulu_seconds(step.at)}{after}{came}", state, target)


def _line(line: EntityLatency, onset: int) -> Fact:
    moments = (("delivered", line.delivered), ("seen", line.seen), ("answered", line.answered))
    said = " · ".join(f"{word} after {elapsed(at - onset)}" for word, at in moments if at is not None)
    return Fact(line.entity, said or "nothing reached it yet")
