"""What the indicators panel shows, frozen and in words. No Qt, no clock, no records."""

from dataclasses import dataclass

from widgets.board.model import Entry
from widgets.cells import FILLED, Act, Condition
from widgets.words import State


@dataclass(frozen=True)
class Alarm:
    """The alarm beside an indicator: its opaque id and its severity; `bar` while it is unacknowledged."""

    ident: str
    severity: State
    unacknowledged: bool


@dataclass(frozen=True)
class IndicatorView:
    """One indicator on its four axes.

    Observation (a person's), the Admiralty pair (empty: none), freshness with its age, alarm. `looked` is who looked and when, or why
    nobody did; `contradicts` names the rival of a contradicted one; `direction` is said where it is not escalatory.
    """

    subject: str
    code: str
    name: str
    observation: State
    freshness: State | None
    age: str = ""
    pair: str = ""
    pair_judged: bool = True
    looked: str = ""
    direction: str = ""
    contradicts: str = ""
    alarm: Alarm | None = None


@dataclass(frozen=True)
class ProblemView:
    """The problem in the header. Likelihood and confidence are two lines, never one sentence; `dissent` names who dissents."""

    code: str
    name: str
    right: str
    likelihood: str
    confidence: str
    judged: bool = True
    dissent: tuple[str, ...] = ()


@dataclass(frozen=True)
class IndicatorsModel:
    """The whole panel. `before` and `after` are the problems next to this one, "" where there is no other.

    `page` is that of the indicator or problem that was opened, None where none is.
    """

    scope: str
    problem: ProblemView | None = None
    indicators: tuple[IndicatorView, ...] = ()
    before: str = ""
    after: str = ""
    acts: tuple[Act, ...] = ()
    page: Entry | None = None
    condition: Condition = FILLED
