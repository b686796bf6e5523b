"""How one alarm was met, and what the doctrine says of it: the page behind it, and the room's way for the board of the night. Pure.

It measures the room. Who came when is read by that entity and the host's duty officer; what this reader may not know is not said.
"""

from feeds.assessment.latency import EntityLatency
from feeds.assessment.load import guidance
from feeds.assessment.response import Response, Stage, Step, response
from feeds.picture.identity import shown
from feeds.picture.picture import Picture
from widgets.board.model import Entry, Fact, Part
from widgets.standpoint import Standpoint
from widgets.times import elapsed, zulu_seconds
from widgets.words import State

_ASKED = {Stage.DELIVERED, Stage.SEEN, Stage.ANSWERED}
WORDS = {
    Stage.WARNED: "Warned",
    Stage.DELIVERED: "Delivered",
    Stage.SEEN: "Seen",
    Stage.ANSWERED: "Answered",
    Stage.DECIDED: "Decided",
    Stage.DONE: "Done",
}


def met_page(picture: Picture, now: int, standpoint: Standpoint, alarm: str) -> Entry | None:
    """The page of one alarm: the doctrine's words, then the six stages against its targets; None where this reader has no such alarm."""
    found = response(picture, now, standpoint.entity, alarm)
    if found is None:
        return None
    return Entry(
        "alarm",
        alarm,
        found.alarm.title,
        shown(alarm),
        State[found.alarm.severity.name],
        support=f"warned {zulu_seconds(found.alarm.onset)}",
        warning=over_time(found),
        parts=(Part("What the doctrine says of it", tuple(_told(picture, now, found)), "nothing is written down"), *way(found, now)),
    )


def _told(picture: Picture, now: int, found: Response) -> list[Fact]:
    told = guidance(picture, now, found.alarm)
    said = (("Why", told.why), ("So what", told.so_what), ("Do", told.do))
    made = [Fact(label, text, strong=label == "Do") for label, text in said if text]
    if told.until is not None and told.left is not None:
        late = told.left < 0
        text = f"over for {elapsed(-told.left)}" if late else f"{elapsed(told.left)} left"
        made.append(Fact("Respond", text, State.OVERDUE if late else None, f"by {zulu_seconds(told.until)}"))
    return made


def way(found: Response, now: int) -> tuple[Part, ...]:
    """The room's way with an alarm stage by stage, and each entity's as far as this reader may know it."""
    entities = tuple(_line(line, found.alarm.onset) for line in found.entities)
    return (
        Part("The room's way with it", tuple(_step(step, now, found.alarm.onset) for step in found.steps)),
        *((Part("Each entity", entities),) if entities else ()),
    )


def over_time(found: Response) -> str:
    """Name the stages that took longer than their target, or nothing."""
    over = [WORDS[step.stage].lower() for step in found.steps if step.over and not _unasked(step)]
    return f"over its time: {', '.join(over)}" if over else ""


def _unasked(step: Step) -> bool:
    """Whether nobody was asked: then nobody is late either."""
    return step.stage in _ASKED and step.of == 0


def _step(step: Step, now: int, onset: int) -> Fact:
    """A stage with when, after how long, and its target. What has not happened says so; its time runs on."""
    label = WORDS[step.stage]
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
