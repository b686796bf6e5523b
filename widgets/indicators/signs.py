"""The sign of an observation and of a direction. Pure."""

from typing import assert_never

from feeds.picture.warning import Direction, Observation
from widgets.words import State


def observation_state(observation: Observation) -> State:
    """The sign of an observation."""
    match observation:
        case Observation.NOT_ASSESSED:
            return State.NOT_ASSESSED
        case Observation.NO_COLLECTION:
            return State.NO_COLLECTION
        case Observation.NOT_OBSERVED:
            return State.NOT_OBSERVED
        case Observation.PARTIAL:
            return State.PARTIAL
        case Observation.OBSERVED:
            return State.OBSERVED
        case _:
            assert_never(observation)


def direction_word(direction: Direction) -> str:
    """A direction where it is not the usual one."""
    match direction:
        case Direction.ESCALATORY:
            return ""
        case Direction.DE_ESCALATORY:
            return "de-escalatory"
        case Direction.DISCONFIRMING:
            return "disconfirming"
        case _:
            assert_never(direction)
