"""The sign of a step's state: one table for the list and the page."""

from feeds.assessment.checklists import StepState
from widgets.words import State

STATES = {
    StepState.PENDING: State.PENDING,
    StepState.DONE: State.DONE,
    StepState.VERIFIED: State.VERIFIED,
    StepState.DEFERRED: State.DEFERRED,
    StepState.OVERRIDDEN: State.OVERRIDDEN,
    StepState.SENSED: State.SENSED,
    StepState.INACTIVE: State.INACTIVE,
    StepState.BLOCKED: State.BLOCKED,
}
